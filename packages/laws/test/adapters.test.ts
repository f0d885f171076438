import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { describeLaws as describeInVitest } from '../src/adapters/vitest.ts'
import {
  describeLaws,
  laws,
  lawsToBadge,
  lawsToJUnit,
  readingCopy,
  runLaws,
  type Subject,
} from '../src/index.ts'
import { main } from '../src/bin/main.ts'
import { boundaryIncluded } from '../src/spoil/classic-defects.ts'

const few = laws.filter(({ id }) => id === 'window-is-half-open' || id === 'reactions-are-never-charged')
const quick = { runs: 20, seed: 1, laws: few }

// The adapter as its users have it: these are tests of this file.
describeInVitest(readingCopy, quick)

const outcomes = async (subject: Subject): Promise<readonly string[]> => {
  const tests: (readonly [string, () => Promise<void>])[] = []
  const it = (name: string, run: () => Promise<void>): void => void tests.push([name, run])
  describeLaws(subject, { describe: (_, suite) => suite(), it }, quick)
  return Promise.all(
    tests.map(([name, run]) =>
      run().then(
        () => `${name.split(':')[0]} passes`,
        (fault: Error) => fault.message,
      ),
    ),
  )
}

describe('laws as tests', () => {
  test('pass for a right engine, and fail with the history for a wrong one', async () => {
    expect(await outcomes(readingCopy)).toEqual(few.map(({ id }) => `${id} passes`))
    const wrong = await outcomes(boundaryIncluded(readingCopy))
    const broken = wrong.find((one) => one.startsWith('window-is-half-open broken')) ?? ''
    expect(broken).toContain('the customer sends a text')
    expect(broken).toContain('again: --law window-is-half-open')
  })

  test('run by node:test', async () => {
    const folder = await mkdtemp(join(fileURLToPath(new URL('../dist', import.meta.url)), 'by-node-'))
    const file = join(folder, 'laws.test.mjs')
    await writeFile(
      file,
      `import { describeLaws } from '../adapters/node-test.js'
       import { laws, readingCopy } from '../index.js'
       describeLaws(readingCopy, { runs: 5, laws: laws.slice(0, 2) })`,
    )
    const { status, stdout } = spawnSync(process.execPath, ['--test', file], { encoding: 'utf8' })
    await rm(folder, { recursive: true })
    expect([status, /pass 2/.test(stdout)], stdout).toEqual([0, true])
  })
})

describe('a badge', () => {
  test('is green if all that could judge hold, else red', async () => {
    const right = await runLaws(few, readingCopy, { runs: 20, seed: 1 })
    const badge = { schemaVersion: 1, label: 'WhatsApp laws (decision)' }
    expect(lawsToBadge(right, 'decision')).toEqual({ ...badge, message: '2 of 2 hold', color: 'brightgreen' })
    const wrong = await runLaws(few, boundaryIncluded(readingCopy), { runs: 20, seed: 1 })
    expect(lawsToBadge(wrong, 'decision')).toMatchObject({ message: '1 of 2 hold', color: 'red' })
  })

  test('is red if nothing was judged, and if only a short history disagrees', async () => {
    expect(lawsToBadge(await runLaws([], readingCopy, { runs: 1, seed: 1 }), 'full').color).toBe('red')
    const { results, ...rest } = await runLaws(few, readingCopy, { runs: 5, seed: 1 })
    const { compared } = await runLaws(few, boundaryIncluded(readingCopy), { runs: 5, seed: 1, depth: 1 })
    expect(lawsToBadge({ ...rest, results, compared }, 'full').color).toBe('red')
  })
})

describe('JUnit', () => {
  test('has a case for each law, and what breaks it', async () => {
    const right = await runLaws(few, readingCopy, { runs: 20, seed: 1 })
    expect(lawsToJUnit(right, 'a "right" <one>')).toMatch(
      /^<\?xml.*\n<testsuites><testsuite name="laws of a &quot;right&quot; &lt;one&gt;" tests="2" failures="0"/,
    )
    const wrong = await runLaws(few, boundaryIncluded(readingCopy), { runs: 20, seed: 1, depth: 1 })
    const report = lawsToJUnit(wrong, 'wrong')
    expect(report).toContain('<failure message="broken">')
    expect(report.match(/<testcase /g)?.length).toBe(wrong.results.length + wrong.compared.length)
    expect(report.match(/<failure /g)?.length).toBe(
      [...wrong.results, ...wrong.compared].filter(({ verdict }) => verdict === 'broken').length,
    )
  })
})

describe('laws --engine', () => {
  const cli = fileURLToPath(new URL('../../cli/bin/guichet.mjs', import.meta.url))
  const engine = `"${process.execPath}" "${cli}" engine`
  const said = async (...args: readonly string[]): Promise<readonly [number, string, string]> => {
    const texts = { out: '', complaints: '' }
    const code = await main(
      args,
      { write: (text) => (texts.out += text) },
      { write: (text) => (texts.complaints += text) },
    )
    return [code, texts.out, texts.complaints]
  }

  test('runs laws', async () => {
    const [code, out] = await said(
      '--engine',
      engine,
      '--law',
      'window-is-half-open',
      '--runs',
      '5',
      '--seed',
      '1',
    )
    expect(code).toBe(0)
    expect(out).toMatch(/^holds +window-is-half-open/)
  })

  test('reports as JUnit and JSON', async () => {
    const law = ['--engine', engine, '--law', 'window-is-half-open', '--runs', '5']
    expect((await said(...law, '--format', 'junit'))[1]).toContain('failures="0"')
    expect(JSON.parse((await said(...law, '--format', 'badge'))[1])).toMatchObject({ message: '1 of 1 hold' })
    expect(JSON.parse((await said(...law, '--format', 'json'))[1])).toMatchObject({
      laws: [{ verdict: 'holds' }],
    })
  })

  test('asks about the vectors', async () => {
    const [code, out] = await said('--engine', engine, '--vectors')
    expect([code, /^(\d+) of \1 vectors agree\n/.test(out)], out.slice(0, 2000)).toEqual([0, true])
  })

  test.each([
    [[], '--engine is missing'],
    [['--engine', '"'], '--engine names no program'],
    [['--engine', 'x', '--law', 'none'], 'unknown law none'],
    [['--engine', 'x', '--runs', 'many'], '--runs must be a whole number'],
    [['--engine', 'x', '--format', 'pdf'], '--format must be one of text, json, junit, badge'],
    [['--engine', 'x', '--speed', '9'], "Unknown option '--speed'"],
  ])('%j is refused', async (args, reason) => {
    const [code, out, complaints] = await said(...args)
    expect([code, out]).toEqual([2, ''])
    expect(complaints).toContain(reason)
  })

  test('an engine that does not answer', async () => {
    const [code] = await said('--engine', `"${process.execPath}" -e 0`, '--law', 'window-is-half-open')
    expect(code).toBe(2)
  })
})
