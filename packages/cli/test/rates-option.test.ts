import { describe, expect, test } from 'vitest'
import { bakeryPath } from './support/bakery.ts'
import { cardOf, samplePath } from './support/cards.ts'
import { temporaryFolder } from './support/folder.ts'
import { audit } from './support/report.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()
const asking = [
  'ask',
  '--log',
  bakeryPath,
  '--phone',
  '100000000000001',
  '--customer',
  '33639980001',
  '--send',
  'service',
]

describe.each([
  ['audit', ['audit', bakeryPath]],
  ['ask', asking],
])('%s --rates', (_, command) => {
  const using = (card: string, ...more: readonly string[]): ReturnType<typeof run> =>
    run([...command, '--rates', card, ...more])

  test('of a missing file, or a folder, is told by its name', async () => {
    const missing = folder.path('missing.csv')
    expect(await using(missing)).toEqual({
      code: 2,
      stdout: '',
      stderr: `guichet: ${missing}: no such file\n`,
    })
    const { code, stderr } = await using(folder.path('.'))
    expect([code, stderr]).toEqual([2, `guichet: ${folder.path('.')}: is a folder\n`])
  })

  test('of a bad card tells each problem with its row, and computes nothing', async () => {
    const card = await folder.file(
      'bad.csv',
      cardOf(
        'Frence,utility,USD,2026-10-01,,,30000',
        'France,utility,USD,2026-10-01,,,0.03',
        'France,utility,USD,2026-06-31,,,3',
        'India,utlity,USD,2026-10-01,,,3',
      ),
    )
    const out = folder.path('never.txt')
    const { code, stdout, stderr } = await using(card, ...(command[0] === 'audit' ? ['--out', out] : []))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    const lines = stderr.trimEnd().split('\n')
    expect(lines[0]).toBe(`guichet: ${card} is not a valid rate card:`)
    expect(lines.slice(1).map((line) => line.slice(0, 8))).toEqual([
      '  row 2,',
      '  row 3,',
      '  row 4,',
      '  row 5,',
    ])
    expect(stderr).toContain('"Frence" is not a market; did you mean "France"?')
    expect(stderr).toContain('write 30000')
    expect(await run(['audit', out])).toMatchObject({ code: 2, stderr: `guichet: ${out}: no such file\n` })
  })

  test('of a bad card tells all of its problems, however many', async () => {
    const card = await folder.file(
      'bad.csv',
      cardOf(...Array.from({ length: 300 }, (_one, n) => `Nowhere${n},utility,USD,2026-10-01,,,1`)),
    )
    expect((await using(card)).stderr.match(/^ {2}row \d+, market: /gm)).toHaveLength(300)
  })

  test.each(['', 'PK\u0003\u0004', '{"rates":[]}', 'market,category\n', '\u0000\u0001'])(
    'of %j is not a valid rate card',
    async (text) => {
      const { code, stdout, stderr } = await using(await folder.file('none.csv', text))
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toContain('none.csv is not a valid rate card:\n  ')
    },
  )

  test('of a card with escape sequences cannot steer the terminal', async () => {
    const { stderr } = await using(
      await folder.file('evil.csv', cardOf('\u001B[2J,utility,USD,2026-10-01,,,1')),
    )
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
  })
})

test('a card in another currency gives amounts in that currency', async () => {
  const card = await folder.file('euro.csv', cardOf('France,utility,EUR,2026-09-01,,,25000'))
  const { stdout } = await run(['audit', '--rates', card, '--compare', '2026-10-01', bakeryPath])
  expect(stdout).toContain('7 paid: EUR 0.125 and 2 without a rate\n')
  expect(stdout).toContain('    marketing in France: 2 messages\n')
  expect(stdout).toMatch(/^ {2}2026-10 .* marketing .* 2 of 3, 2 without a rate$/m)
  expect(stdout).not.toContain('USD')
})

test('a JSON card says the same as its CSV', async () => {
  const rate = { market: 'France', category: 'utility', currency: 'EUR', effective_from: '2026-09-01' }
  const csv = await folder.file('a.csv', cardOf('France,utility,EUR,2026-09-01,,,25000'))
  const json = await folder.file('a.json', JSON.stringify({ rates: [{ ...rate, amount: 25_000 }] }))
  const [one, other] = [await audit(['--rates', csv, bakeryPath]), await audit(['--rates', json, bakeryPath])]
  expect(other.report).toEqual(one.report)
})

test('rates change neither findings nor counts', async () => {
  const [without, priced] = [await audit([bakeryPath]), await audit(['--rates', samplePath, bakeryPath])]
  expect(priced.report.findings).toEqual(without.report.findings)
  expect(priced.report.charges.lines.map(({ messages, paid }) => [messages, paid])).toEqual(
    without.report.charges.lines.map(({ messages, paid }) => [messages, paid]),
  )
})
