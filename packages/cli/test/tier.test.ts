import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardOf } from './support/cards.ts'
import { delivered, messaged, pricing, sent, status, template } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { auditLines, chargesIn, codes, type Report } from './support/report.ts'

const folder = temporaryFolder()
const [first, second] = ['100000000000001', '100000000000002']
const minute = (n: number): string => new Date(Date.UTC(2026, 9, 5, 8, n)).toISOString()
const to = (n: number, phoneNumberId = first): object => ({ customer: `3363998${n % 7}`, phoneNumberId })

/** Service messages, a minute apart, to seven customers of a number, all of them inside a window. */
const serviceMessages = (count: number, phoneNumberId = first): readonly object[] => [
  ...Array.from({ length: 7 }, (_, n) => messaged(`hi ${n}`, minute(0), to(n, phoneNumberId))),
  ...Array.from({ length: count }, (_, n) =>
    status(`${phoneNumberId}.${n}`, 'delivered', minute(n + 1), {
      ...to(n, phoneNumberId),
      ...pricing('service', n < 1000 ? 'free_customer_service' : 'regular'),
    }),
  ),
]

/** The same lines in another order, the same one for each seed. */
const shuffled = (lines: readonly object[], seed: number): readonly object[] =>
  fc.sample(fc.shuffledSubarray([...lines], { minLength: lines.length }), { seed, numRuns: 1 })[0] ?? []

describe('of 1,003 service messages in October', () => {
  test('exactly 3 are paid, in whatever order their lines stand, and Meta agrees', async () => {
    for (const seed of [1, 2, 3]) {
      const audited = await auditLines(shuffled(serviceMessages(1003), seed))
      expect(chargesIn(audited)).toEqual([
        '2026-10-01 service free_customer_service 1000',
        '2026-10-01 service regular 3',
      ])
      expect(codes(audited)).toEqual([])
      expect(audited.report.charges.agreement).toMatchObject({ agrees: 1003 })
    }
  })

  test('none is paid where two numbers share them, 3 and 2 where each has more', async () => {
    const both = (one: number, other: number): readonly object[] =>
      shuffled([...serviceMessages(one), ...serviceMessages(other, second)], 4)
    expect((await auditLines(both(502, 501))).report.charges).toMatchObject({ messages: 1003, paid: 0 })
    const { report } = await auditLines(both(1003, 1002), '--compare', '2026-10-01')
    expect(report.charges).toMatchObject({ messages: 2005, paid: 5 })
    expect(report.compare?.[0]?.lines.map(({ phoneNumberId, paid }) => [phoneNumberId, paid])).toEqual([
      [first, 3],
      [second, 2],
    ])
  })

  test('none is paid where two months share them', async () => {
    const later = (n: number): object =>
      status(`nov ${n}`, 'delivered', `2026-11-05T09:00:00.000Z`, {
        ...to(0),
        ...pricing('service', 'free_customer_service'),
      })
    const november = [
      messaged('november', '2026-11-05T08:00:00.000Z', to(0)),
      ...Array.from({ length: 10 }, (_, n) => later(n)),
    ]
    const audited = await auditLines([...serviceMessages(1000), ...november])
    expect(audited.report.charges).toMatchObject({ messages: 1010, paid: 0 })
  })

  test('those beyond the tier are priced, and the price of a stand-in is taken where service has none', async () => {
    const card = await folder.file(
      'service.csv',
      cardOf('France,service,USD,2026-10-01,,,7000', 'Other,utility,USD,2026-10-01,,,1'),
    )
    const { report } = await auditLines(serviceMessages(1003), '--rates', card)
    expect(report.charges).toMatchObject({ paid: 3, unpriced: 0, amount: 21_000 })
    const lent = await folder.file('utility.csv', cardOf('France,utility,USD,2026-10-01,,,30000'))
    expect((await auditLines(serviceMessages(1003), '--rates', lent)).report.charges.amount).toBe(90_000)
  })

  test('a paid one that Meta calls free is a finding', async () => {
    const log = serviceMessages(1001).map((line) =>
      'message' in line ? { ...line, ...pricing('service', 'free_customer_service') } : line,
    )
    expect(codes(await auditLines([messaged('early', '2026-09-30T09:00:00.000Z'), ...log]))).toEqual([
      `meta-disagrees-on-charge ${first}.1000`,
    ])
  })
})

describe('of 1,003 conversations in a month of 2022', () => {
  const at = (n: number): string => new Date(Date.UTC(2022, 4, 2, 8, n)).toISOString()
  const conversations = (accountOf: (n: number) => string): readonly object[] =>
    Array.from({ length: 1003 }, (_, n) => {
      const more = {
        customer: `336${10_000_000 + n}`,
        phoneNumberId: n % 2 === 0 ? first : second,
        account: accountOf(n),
      }
      return [messaged(`hi ${n}`, at(n), more), ...delivered(`m${n}`, at(n + 1), more)]
    }).flat()
  const paidWith = async (accountOf: (n: number) => string): Promise<readonly string[]> =>
    chargesIn(await auditLines(shuffled(conversations(accountOf), 5)))

  test('the numbers of an account share its free tier, those of two accounts do not', async () => {
    expect(await paidWith(() => 'one')).toEqual([
      '2022-02-01 user_initiated free_tier 1000',
      '2022-02-01 user_initiated regular 3',
    ])
    expect(await paidWith((n) => (n % 2 === 0 ? 'one' : 'other'))).toEqual([
      '2022-02-01 user_initiated free_tier 1003',
    ])
  })
})

describe('whatever was sent', () => {
  const days = fc.integer({ min: 0, max: 40 * 24 * 60 })
  const at = (minutes: number): string => new Date(Date.UTC(2026, 8, 5) + minutes * 60_000).toISOString()
  const kinds = [{}, template('t', 'utility'), template('s', 'marketing'), { content: { kind: 'reaction' } }]
  const message = fc.record({
    sentAt: days,
    takes: fc.integer({ min: 0, max: 3000 }),
    kind: fc.constantFrom(...kinds),
    fate: fc.constantFrom('delivered', 'read', 'failed', 'none', 'both'),
    who: fc.constantFrom('33639980001', '919000000001', 'BR.1'),
    phoneNumberId: fc.constantFrom(first, second),
    report: fc.constantFrom({}, pricing('utility', 'regular'), pricing('marketing', 'free_entry_point')),
  })
  const customerSays = fc.record({
    at: days,
    who: fc.constantFrom('33639980001', 'BR.1'),
    isAd: fc.boolean(),
  })
  const traffic = fc
    .tuple(fc.array(message, { maxLength: 25 }), fc.array(customerSays, { maxLength: 8 }))
    .map(([messages, says]) => [
      ...says.map(({ at: minutes, who, isAd }, n) =>
        messaged(`c${n}`, at(minutes), {
          customer: who,
          ...(isAd ? { entryPoint: { source: 'ad', id: '1' } } : {}),
        }),
      ),
      ...messages.flatMap(({ sentAt, takes, kind, fate, who, phoneNumberId, report }, n) => {
        const more = { customer: who, phoneNumberId }
        const told = (is: string): object => status(`m${n}`, is, at(sentAt + takes), { ...more, ...report })
        return [
          sent(`m${n}`, at(sentAt), { ...more, ...kind }),
          ...(fate === 'none' ? [] : fate === 'both' ? [told('delivered'), told('read')] : [told(fate)]),
        ]
      }),
    ])
  const options = ['--horizon-hours', '2000', '--compare', '2022-02-01,2023-06-01,2025-07-01,2026-10-01']

  const deliveredIn = (lines: readonly object[]): number =>
    new Set(
      lines.flatMap((line) => {
        const { message: id, status: is }: { message?: string; status?: string } = line
        return is === 'delivered' || is === 'read' ? [id] : []
      }),
    ).size

  test('each delivered message is on one line, in the audit and in each comparison', async () => {
    await holdsLater(traffic, async (lines) => {
      const { report } = await auditLines(lines, ...options)
      const expected = deliveredIn(lines)
      for (const { messages, paid, lines: parts } of [report.charges, ...(report.compare ?? [])]) {
        expect(messages).toBe(expected)
        expect(parts.reduce((sum, part) => sum + part.messages, 0)).toBe(expected)
        expect(parts.reduce((sum, part) => sum + part.paid, 0)).toBe(paid)
      }
      const { contradicted: _, ...relations } = report.charges.agreement
      expect(Object.values(relations).reduce((sum, n) => sum + n, 0)).toBe(expected)
    })
  })

  test('the order of the lines changes nothing', async () => {
    const card = await folder.file(
      'order.csv',
      cardOf(
        'France,marketing,USD,2026-09-01,,,85901',
        'India,utility,USD,2026-09-01,0,3,2000',
        'India,utility,USD,2026-09-01,3,,1999',
        'Other,utility,USD,2026-09-20,,,3333',
      ),
    )
    const essence = ({ charges, compare, findings }: Report): object => ({ charges, compare, findings })
    const reordered = traffic.chain((lines) =>
      fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
    )
    await holdsLater(reordered, async ([lines, order]) => {
      const one = await auditLines(lines, '--rates', card, ...options)
      const other = await auditLines(order, '--rates', card, ...options)
      expect(essence(other.report)).toEqual(essence(one.report))
    })
  })

  test('the same bytes come out of the example of two orders', async () => {
    const log = [...delivered('a', minute(1)), ...delivered('b', minute(1), to(3)), messaged('c', minute(0))]
    const [one, other] = [await auditLines(log), await auditLines(log.toReversed())]
    expect(JSON.stringify(other.report)).toBe(JSON.stringify(one.report))
  })
})
