import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, delivered, messaged, pricing, template, thread } from './support/events.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { auditLines, codes, type Audited } from './support/report.ts'
import { run } from './support/run.ts'

/** Long before everything else, so that nothing lies in the first day of the log. */
const early = messaged('early', day(1), { customer: '33639980002' })
const hello = messaged('hello', day(10))
const inWindow = day(10, '09:05:00.000')
const outside = day(12)

const reported = (at: string, kind: object, report: object): Promise<Audited> =>
  auditLines([early, hello, ...delivered('m', at, { ...kind, ...report })])

describe('words that are not known today', () => {
  test.each([
    ['a category', pricing('gaming', 'regular'), 'gaming'],
    ['a type', pricing('utility', 'free_of_charge'), 'free_of_charge'],
    ['a model', pricing('utility', 'regular', { model: 'XYZ' }), 'XYZ'],
  ])('as %s are counted and named, and no finding', async (_, report, word) => {
    const audited = await reported(outside, template('t', 'utility'), report)
    expect(codes(audited)).toEqual([])
    expect(audited.report.charges.agreement).toMatchObject({ agrees: 0, disagrees: 0, unknown: 1 })
    expect(audited.report.charges.unknownWords).toEqual({ [word]: 1 })
  })

  test('are named in the text, the most frequent first', async () => {
    const words = ['once', 'thrice', 'thrice', 'twice', 'twice', 'thrice', 'another']
    const log = words.flatMap((word, n) =>
      delivered(`m${n}`, outside, { ...template('t', 'utility'), ...pricing(word, 'regular') }),
    )
    const text = async (lines: readonly object[]): Promise<string> =>
      (await run(['audit', '-'], { stdin: lines.map((line) => JSON.stringify(line)).join('\n') })).stdout
    const stdout = await text([early, ...log])
    expect(stdout).toContain('7 with unknown words ("thrice", "twice", "another", …)')
    expect(await text([early, ...log.toReversed()])).toBe(stdout)
  })

  test('of any kind never end an audit, and each charge is counted in one way', async () => {
    const word = fc.oneof(
      fc.constantFrom(
        'PMP',
        'CBP',
        'regular',
        'free_customer_service',
        'free_entry_point',
        'utility',
        'marketing',
      ),
      fc.constantFrom('service', 'referral_conversion', 'user_initiated', '', '<b>', '\u0000'),
      fc.string({ maxLength: 12 }),
      fc.constantFrom('constructor', '__proto__', 'toString'),
    )
    const anything = fc.oneof(word, fc.jsonValue({ maxDepth: 1 }))
    const report = fc.record(
      { pricing_model: anything, type: anything, category: anything, billable: anything },
      { requiredKeys: [] },
    )
    await holdsLater(
      fc.array(fc.tuple(report, fc.boolean()), { minLength: 1, maxLength: 6 }),
      async (reports) => {
        const lines = reports.map(([given, isInWindow], n) =>
          statusBody(`m${n}`, isInWindow ? inWindow : outside, given),
        )
        const { code, report: told, stderr } = await auditLines([early, hello, ...lines])
        expect(stderr).toBe('')
        expect([0, 1]).toContain(code)
        const { contradicted, ...relations } = told.charges.agreement
        expect(contradicted).toBe(0)
        expect(Object.values(relations).reduce((sum, n) => sum + n, 0)).toBe(told.charges.messages)
        expect(told.charges.messages).toBe(reports.length)
        expect(told.findings.filter((finding) => finding.code === 'meta-disagrees-on-charge')).toHaveLength(
          relations['disagrees'] ?? -1,
        )
        expect(Object.values(told.charges.unknownWords).reduce((sum, n) => sum + n, 0)).toBe(
          relations['unknown'],
        )
      },
    )
  })
})

const statusBody = (id: string, at: string, given: object): object => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [
        {
          field: 'messages',
          value: {
            metadata: { phone_number_id: thread.phoneNumberId },
            statuses: [
              {
                id,
                status: 'delivered',
                timestamp: String(Date.parse(at) / 1000),
                recipient_id: thread.customer,
                pricing: given,
              },
            ],
          },
        },
      ],
    },
  ],
})
