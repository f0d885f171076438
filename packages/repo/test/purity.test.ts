import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { textFiles } from '../src/files.ts'
import { impurities } from '../src/purity/ambient.ts'
import { inRoot } from '../src/root.ts'
import { runProgram } from '../src/run.ts'

/** What core says of a fixed history on a machine with these settings. */
const answersUnder = async (settings: Readonly<Record<string, string>>): Promise<string> => {
  expect(existsSync(inRoot('packages', 'core', 'dist', 'index.js')), 'not built: npm run build').toBe(true)
  const script = inRoot('packages', 'repo', 'scripts', 'answers.mjs')
  const env = { PATH: process.env['PATH'], ...settings }
  const { code, stdout, stderr } = await runProgram(process.execPath, [script], { env })
  expect(code, stderr).toBe(0)
  return stdout
}

describe('core answers the same on every machine', () => {
  const usual = answersUnder({ TZ: 'UTC', LANG: 'C' })

  it('and says something', async () => {
    const lines = (await usual).split('\n')
    expect(lines.length).toBeGreaterThan(2000)
    expect(lines.some((line) => line.includes('Allowed: '))).toBe(true)
    expect(lines.some((line) => line.includes('Refused: '))).toBe(true)
  })

  it.each<Readonly<Record<string, string>>>([
    { TZ: 'Pacific/Apia', LANG: 'en_US.UTF-8' },
    { TZ: 'America/New_York', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'Asia/Tehran', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
    { TZ: 'Asia/Bangkok', LANG: 'th_TH.UTF-8', LC_ALL: 'th_TH.UTF-8' },
  ])('%o', async (settings) => {
    const [expected, found] = [await usual, await answersUnder(settings)]
    const lines = expected.split('\n')
    expect(found.split('\n').filter((line, index) => line !== lines[index])).toEqual([])
    expect(found === expected).toBe(true)
  })

  it('and the settings do reach the machine', async () => {
    const script = 'console.log(new Date(0).getHours(), new Intl.DateTimeFormat().resolvedOptions().locale)'
    const env = { PATH: process.env['PATH'], TZ: 'Asia/Bangkok', LC_ALL: 'th_TH.UTF-8' }
    const { stdout } = await runProgram(process.execPath, ['-e', script], { env })
    expect(stdout).toBe('7 th-TH\n')
  })
})

describe('the sources of core', () => {
  it('use no clock, chance, machine or exception, but for the one that ends a wrong call', () => {
    const files = textFiles((path) => path.startsWith('packages/core/src/') && path.endsWith('.ts'))
    expect(files.length).toBeGreaterThan(20)
    const found = files.flatMap(impurities).map((place) => place.replace(/:\d+ /, ' '))
    expect(found).toEqual(['packages/core/src/door/misuse.ts throws'])
  })
})

describe('a planted impurity is found', () => {
  it.each([
    'const now = Date.now()',
    'const now = new Date()',
    'const now = Date()',
    'const day = new Date(2026, 9, 1)',
    'const hour = new Date(0).getHours()',
    'const chance = Math.random()',
    'const zone = process.env.TZ',
    "console.log('x')",
    'setTimeout(work, 1)',
    'const t = performance.now()',
    "throw new Error('x')",
    'const text = (1.5).toLocaleString()',
    "const order = 'a'.localeCompare('b')",
    'const format = new Intl.DateTimeFormat()',
    "const format = new Intl.DateTimeFormat('en')",
    "const format = new Intl.DateTimeFormat('en', { hour: 'numeric' })",
    "const format = new Intl.DateTimeFormat(undefined, { timeZone: 'UTC' })",
    'const format = Intl.NumberFormat()',
    "import { addDays } from 'date-fns/addDays'",
    "import { addHours } from 'date-fns'",
  ])('%s', (text) =>
    expect(impurities({ path: 'made-up.ts', text })).toEqual([expect.stringContaining('made-up.ts:1 ')]),
  )

  it('but not what is pure', () => {
    const text = [
      '// throw, Date.now(), console',
      "const format = new Intl.DateTimeFormat('en-CA', { timeZone, hour: 'numeric' })",
      'const iso = new Date(at).toISOString()',
      'const at = Date.UTC(2026, 9, 1) + Date.parse(text)',
      'interface Machine { readonly process: string; readonly self: number }',
      'const name = machine.process',
      "import { addHours } from 'date-fns/addHours'",
    ].join('\n')
    expect(impurities({ path: 'made-up.ts', text })).toEqual([])
  })
})
