import { describe, expect, test } from 'vitest'
import { bakery, bakeryPath } from './support/bakery.ts'
import { cardOf, samplePath } from './support/cards.ts'
import { day, delivered, messaged, sent, status, template, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { audit, auditLines, chargesIn } from './support/report.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()

describe('the charges of the example log', () => {
  test('are counted by rulebook, category and type', async () => {
    const audited = await audit([bakeryPath])
    expect(chargesIn(audited)).toEqual([
      '2026-09-28 service free_customer_service 4',
      '2026-09-28 utility free_customer_service 1',
      '2026-09-28 utility regular 3',
      '2026-10-01 marketing free_entry_point 1',
      '2026-10-01 marketing regular 2',
      '2026-10-01 service free_customer_service 10',
      '2026-10-01 utility regular 2',
    ])
    expect(audited.report.charges).toMatchObject({
      currency: null,
      messages: 23,
      paid: 7,
      unpriced: null,
      amount: null,
      withoutRate: [],
      unknownWords: {},
    })
    expect(audited.report).not.toHaveProperty('compare')
  })

  test('are priced in whole millionths, and what the card lacks is told', async () => {
    const { charges } = (await audit(['--rates', samplePath, bakeryPath])).report
    expect(charges).toMatchObject({ currency: 'USD', messages: 23, paid: 7, unpriced: 3, amount: 231_800 })
    expect(charges.lines.map(({ paid, unpriced, amount }) => [paid, unpriced, amount])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [3, 3, 0],
      [0, 0, 0],
      [2, 0, 171_800],
      [0, 0, 0],
      [2, 0, 60_000],
    ])
    expect(charges.withoutRate).toEqual([
      { market: 'France', category: 'utility', reason: 'before-card', messages: 3 },
    ])
  })

  test('stand in the text report', async () => {
    const { stdout } = await run(['audit', '--rates', samplePath, '-'], { stdin: bakery })
    expect(stdout).toContain(
      'charges        23 delivered messages, 7 paid: USD 0.2318 and 3 without a rate\n',
    )
    expect(stdout).toContain("Meta's report  22 charged by the rules, 1 differently\n")
    expect(stdout).toMatch(/^ {2}2026-10-01 {2}marketing {2}regular {14,}2 {2}USD 0\.1718$/m)
    expect(stdout).toContain(
      '  no rate for\n    utility in France before 2026-10-01, when the card begins: 3 messages\n',
    )
  })

  test('are those of one rulebook where one is named', async () => {
    const audited = await audit(['--rulebook', '2026-10-01', bakeryPath])
    expect(new Set(audited.report.charges.lines.map(({ rulebook }) => rulebook))).toEqual(
      new Set(['2026-10-01']),
    )
    expect(audited.report.charges.paid).toBe(8)
  })
})

describe('a message', () => {
  test('that was never delivered, or failed, has no charge', async () => {
    const audited = await auditLines([
      messaged('hello', day(29)),
      sent('lost', day(29)),
      sent('refused', day(29)),
      status('refused', 'failed', day(29), { errorCode: 131026 }),
      ...delivered('arrived', day(29)),
    ])
    expect(chargesIn(audited)).toEqual(['2026-09-28 service free_customer_service 1'])
  })

  test('that was read without being delivered has one', async () => {
    const audited = await auditLines([
      messaged('hello', day(29)),
      sent('a', day(29)),
      status('a', 'read', day(29)),
    ])
    expect(chargesIn(audited)).toEqual(['2026-09-28 service free_customer_service 1'])
  })

  test("is charged by the rulebook of its delivery, in the account's time zone", async () => {
    const log = [
      messaged('hello', '2026-09-30T12:00:00.000Z'),
      ...delivered('a', '2026-09-30T22:30:00.000Z', template('order_ready', 'utility')),
    ]
    expect(chargesIn(await auditLines(log))).toEqual(['2026-09-28 utility free_customer_service 1'])
    expect(chargesIn(await auditLines(log, '--time-zone', 'Europe/Paris'))).toEqual([
      '2026-10-01 utility regular 1',
    ])
  })

  test('of an exempt organisation is never charged beyond the free tier', async () => {
    const many = Array.from({ length: 1002 }, (_, n) => delivered(`m${n}`, '2026-10-10T09:00:00.000Z')).flat()
    const log = [messaged('hello', '2026-10-10T08:00:00.000Z'), ...many]
    expect(chargesIn(await auditLines(log, '--exempt-organisation'))).toEqual([
      '2026-10-01 service free_customer_service 1000',
      '2026-10-01 service not_charged 2',
    ])
    expect((await auditLines(log)).report.charges.paid).toBe(2)
  })
})

test('prices are those of the market, the day and the volume of the month', async () => {
  const card = await folder.file(
    'tiers.csv',
    cardOf(
      'France,marketing,EUR,2026-09-01,,,70000',
      'France,marketing,EUR,2026-09-20,,,80000',
      'Other,marketing,EUR,2026-09-01,,,50001',
      'India,utility,EUR,2026-09-01,0,2,2000',
      'India,utility,EUR,2026-09-01,2,,1000',
    ),
  )
  const to = (customer: string, name: string): object => ({ customer, ...template(`t_${name}`, name) })
  const { charges } = (
    await auditLines(
      [
        ...delivered('old', day(19), to('33639980001', 'marketing')),
        ...delivered('new', day(20), to('33639980001', 'marketing')),
        ...delivered('tuvalu', day(20), to('688123456', 'marketing')),
        ...[1, 2, 3].flatMap((n) => delivered(`in${n}`, day(20), to(`91900000000${n}`, 'utility'))),
        ...delivered('dear', day(20), to('33639980001', 'authentication')),
      ].flat(),
      '--rates',
      card,
    )
  ).report
  expect(charges).toMatchObject({ currency: 'EUR', messages: 7, paid: 7, unpriced: 1, amount: 205_001 })
  expect(charges.withoutRate).toEqual([
    { market: 'France', category: 'authentication', reason: 'not-on-card', messages: 1 },
  ])
})

test('amounts beyond what JSON numbers carry are written as digits', async () => {
  const card = await folder.file('dear.csv', cardOf('France,marketing,IDR,2026-09-01,,,1000000000000000'))
  const log = Array.from({ length: 10 }, (_, n) => delivered(`m${n}`, day(9), template('sale', 'marketing')))
  const { charges } = (await auditLines(log.flat(), '--rates', card)).report
  expect(charges.amount).toBe('10000000000000000')
})

test('what a log says of itself cannot steer the terminal', async () => {
  const evil = '\u001B[2J\u009B\u202Eevil\r\n  2026-10-01  service'
  const log = [
    messaged('hello', day(9), { phoneNumberId: evil }),
    ...delivered('a', day(9), { phoneNumberId: evil, ...template('sale', evil) }),
    ...delivered('b', day(9), { pricing: { model: evil, category: evil, type: evil } }),
  ]
  const { stdout } = await run(['audit', '--compare', '2025-07-01', '-'], {
    stdin: log.map((line) => JSON.stringify(line)).join('\n'),
  })
  expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  expect(stdout).toContain('�evil')
})

test.each(['text', 'json', 'html'])(
  'a log without deliveries has no charges to show as %s',
  async (format) => {
    const { stdout } = await run(['audit', '--compare', '2025-07-01', '--format', format, '-'], {
      stdin: JSON.stringify(messaged('hello', day(9), thread)),
    })
    expect(stdout).not.toMatch(/<h2>Charges|<svg|^charges$/m)
  },
)
