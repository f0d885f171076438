import { describe, expect, test } from 'vitest'
import { bakery, bakeryPath } from './support/bakery.ts'
import { cardOf, samplePath } from './support/cards.ts'
import { day, delivered, messaged, template } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { audit, auditLines, type Compared } from './support/report.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()
const allIds = '2022-02-01,2023-03-01,2023-06-01,2024-11-01,2025-07-01,2026-09-28,2026-10-01'

/** A comparison in short: month, phone number, category, paid of all. */
const linesOf = ({ lines }: Compared): readonly string[] =>
  lines.map(({ month, phoneNumberId, category, paid, messages }) =>
    [month, phoneNumberId.at(-1), category, `${paid}/${messages}`].join(' '),
  )

describe('the example log under two rulebooks', () => {
  test('is compared by month, phone number and category', async () => {
    const { report } = await audit(['--compare', '2025-07-01,2026-10-01', bakeryPath])
    const [before, after] = report.compare ?? []
    expect(report.compare?.map(({ rulebook, messages, paid }) => [rulebook, messages, paid])).toEqual([
      ['2025-07-01', 23, 5],
      ['2026-10-01', 23, 8],
    ])
    expect(before && linesOf(before)).toEqual([
      '2026-09 1 service 0/2',
      '2026-09 1 utility 0/1',
      '2026-09 2 service 0/2',
      '2026-09 2 utility 3/3',
      '2026-10 1 marketing 2/3',
      '2026-10 1 service 0/8',
      '2026-10 1 utility 0/2',
      '2026-10 2 service 0/2',
    ])
    expect(after && linesOf(after)).toEqual([
      '2026-09 1 service 0/2',
      '2026-09 1 utility 1/1',
      '2026-09 2 service 0/2',
      '2026-09 2 utility 3/3',
      '2026-10 1 marketing 2/3',
      '2026-10 1 service 0/8',
      '2026-10 1 utility 2/2',
      '2026-10 2 service 0/2',
    ])
    expect(after).toMatchObject({ currency: null, unpriced: null, amount: null })
  })

  test("is priced at the rates of each rulebook's own time, where the card has no earlier ones", async () => {
    const { report } = await audit(['--compare', '2025-07-01,2026-10-01', '--rates', samplePath, bakeryPath])
    expect(report.compare).toMatchObject([
      { rulebook: '2025-07-01', currency: 'USD', unpriced: 0, amount: 261_800, withoutRate: [] },
      { rulebook: '2026-10-01', currency: 'USD', unpriced: 0, amount: 351_800, withoutRate: [] },
    ])
  })

  test('reads as a table', async () => {
    const { stdout } = await run(
      ['audit', '--compare', '2025-07-01,2026-10-01', '--rates', samplePath, '-'],
      { stdin: bakery },
    )
    const table = stdout.slice(stdout.indexOf('the same traffic'), stdout.indexOf('\nclauses'))
    expect(table).toBe(`the same traffic under other rulebooks: paid of all messages
  month    phone number     category   2025-07-01           2026-10-01
  2026-09  100000000000001  service    0 of 2               0 of 2
  2026-09  100000000000001  utility    0 of 1               1 of 1, USD 0.03
  2026-09  100000000000002  service    0 of 2               0 of 2
  2026-09  100000000000002  utility    3 of 3, USD 0.09     3 of 3, USD 0.09
  2026-10  100000000000001  marketing  2 of 3, USD 0.1718   2 of 3, USD 0.1718
  2026-10  100000000000001  service    0 of 8               0 of 8
  2026-10  100000000000001  utility    0 of 2               2 of 2, USD 0.06
  2026-10  100000000000002  service    0 of 2               0 of 2
  total                                5 of 23, USD 0.2618  8 of 23, USD 0.3518
`)
  })

  test('keeps the findings, the exit code and the charges of the audit', async () => {
    const [alone, compared] = [await audit([bakeryPath]), await audit(['--compare', allIds, bakeryPath])]
    const { compare: _, ...rest } = compared.report
    expect(rest).toEqual(alone.report)
    expect(compared.code).toBe(alone.code)
  })
})

describe('--compare', () => {
  const idsOf = async (ids: string): Promise<readonly string[] | undefined> =>
    (await audit(['--compare', ids, bakeryPath])).report.compare?.map(({ rulebook }) => rulebook)

  test('takes one rulebook, or all, in the order in which they are named', async () => {
    expect(await idsOf('2026-10-01')).toEqual(['2026-10-01'])
    expect(await idsOf(allIds)).toEqual(allIds.split(','))
    expect(await idsOf(' 2026-10-01 , 2022-02-01')).toEqual(['2026-10-01', '2022-02-01'])
  })

  test('takes the same twice as once', async () => {
    expect(await idsOf('2026-10-01,2025-07-01,2026-10-01')).toEqual(['2026-10-01', '2025-07-01'])
  })

  test.each(['2019-01-01', '2025-07-01,tomorrow', 'auto', '', ',', '2025-07-01,'])(
    '%j is refused',
    async (ids) => {
      const { code, stdout, stderr } = await run(['audit', '--compare', ids, bakeryPath])
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr).toMatch(/unknown rulebook .*; known are 2022-02-01, /)
    },
  )

  test('counts each delivered message that did not fail once, whatever the rulebook', async () => {
    const { report } = await audit(['--compare', allIds, bakeryPath])
    for (const { messages, lines } of [report.charges, ...(report.compare ?? [])]) {
      expect(messages).toBe(23)
      expect(lines.reduce((sum, line) => sum + line.messages, 0)).toBe(23)
    }
  })
})

test('a comparison goes by the same settings as the audit', async () => {
  const many = Array.from({ length: 1002 }, (_, n) => delivered(`m${n}`, '2026-09-30T22:30:00.000Z')).flat()
  const paid = async (...options: readonly string[]): Promise<readonly unknown[] | undefined> =>
    (
      await auditLines([messaged('hello', '2026-09-30T20:00:00.000Z'), ...many], ...options)
    ).report.compare?.map((compared) => [compared.paid, compared.lines.map(({ month }) => month)])
  const compare = ['--compare', '2026-10-01']
  expect(await paid(...compare)).toEqual([[2, ['2026-09']]])
  expect(await paid(...compare, '--time-zone', 'Europe/Paris')).toEqual([[2, ['2026-10']]])
  expect(await paid(...compare, '--exempt-organisation')).toEqual([[0, ['2026-09']]])
})

describe('the rates of a rulebook', () => {
  const log = [
    messaged('hello', day(9)),
    ...delivered('offer', day(9), template('sale', 'marketing')),
    messaged('later', '2026-10-20T09:00:00.000Z'),
    ...delivered('later offer', '2026-10-20T09:00:00.000Z', template('sale', 'marketing')),
  ]
  const priced = async (...rates: readonly string[]): Promise<readonly (number | string | null)[]> => {
    const card = await folder.file('dates.csv', cardOf(...rates))
    const { report } = await auditLines(log, '--rates', card, '--compare', '2025-07-01,2026-10-01')
    return [report.charges, ...(report.compare ?? [])].map(({ amount }) => amount)
  }

  test('are those in force when it came, for messages sent before', async () => {
    expect(
      await priced('France,marketing,USD,2025-07-01,,,1000', 'France,marketing,USD,2026-10-01,,,3000'),
    ).toEqual([4000, 4000, 6000])
  })

  test("are the card's first where it begins later", async () => {
    expect(await priced('France,marketing,USD,2026-10-10,,,3000')).toEqual([3000, 6000, 6000])
  })

  test('are missing for conversations where the card has none for them', async () => {
    const { report } = await auditLines(log, '--rates', samplePath, '--compare', '2022-02-01')
    expect(report.compare).toMatchObject([{ messages: 2, paid: 0, unpriced: 0, amount: 0 }])
    const cold = delivered('cold', day(9), template('sale', 'marketing')).concat(
      Array.from({ length: 1001 }, (_, n) =>
        delivered(`m${n}`, day(9), { customer: `336399${n}`, ...template('sale', 'marketing') }),
      ).flat(),
    )
    const paid = await auditLines(cold, '--rates', samplePath, '--compare', '2022-02-01')
    expect(paid.report.compare).toMatchObject([
      {
        messages: 1002,
        paid: 2,
        unpriced: 2,
        amount: 0,
        withoutRate: [
          { market: 'France', category: 'business_initiated', reason: 'not-on-card', messages: 2 },
        ],
      },
    ])
  })
})
