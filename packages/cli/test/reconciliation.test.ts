import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, delivered, messaged, pricing, sent, status, template, thread } from './support/events.ts'
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
const explanations = ({ report }: Audited): readonly string[] =>
  report.findings.map(({ explanation }) => explanation)

describe('Meta agrees', () => {
  test.each([
    [
      'a free template in the window',
      inWindow,
      template('t', 'utility'),
      pricing('utility', 'free_customer_service'),
    ],
    ['a paid template outside it', outside, template('t', 'utility'), pricing('utility', 'regular')],
    ['a finer category', outside, template('t', 'marketing'), pricing('marketing_lite', 'regular')],
    [
      'a category with hyphens',
      outside,
      template('t', 'authentication'),
      pricing('authentication-international', 'regular'),
    ],
    ['a service message', inWindow, {}, pricing('service', 'free_customer_service')],
    [
      'a report without a type',
      inWindow,
      {},
      { pricing: { model: 'PMP', billable: false, category: 'service' } },
    ],
  ])('on %s', async (_, at, kind, report) => {
    const audited = await reported(at, kind, report)
    expect(codes(audited)).toEqual([])
    expect(audited.code).toBe(0)
    expect(audited.report.charges.agreement).toMatchObject({ agrees: 1, disagrees: 0 })
  })
})

describe('Meta disagrees', () => {
  test('on the category: both sides, the window and the clauses are told', async () => {
    const audited = await reported(outside, template('t', 'utility'), pricing('marketing', 'regular'))
    expect(audited.code).toBe(1)
    expect(codes(audited)).toEqual(['meta-disagrees-on-charge m'])
    expect(explanations(audited)).toEqual([
      'Meta reports marketing, regular, billable; by the rules of 2025-07-01 it is utility, regular, delivered at Sat 12 Sep 2026 09:00 UTC outside the customer service window.',
    ])
    const [finding] = audited.report.findings
    expect(finding).toMatchObject({ ...thread, at: outside })
    expect(finding?.because).toEqual(expect.arrayContaining(['PMP-2', 'TPL-8']))
    expect(audited.report.charges.agreement).toMatchObject({ agrees: 0, disagrees: 1 })
  })

  test('on the type', async () => {
    const audited = await reported(inWindow, template('t', 'utility'), pricing('utility', 'regular'))
    expect(codes(audited)).toEqual(['meta-disagrees-on-charge m'])
    expect(explanations(audited)[0]).toContain(
      'Meta reports utility, regular, billable; by the rules of 2025-07-01 it is utility, free_customer_service',
    )
    expect(explanations(audited)[0]).toContain('inside the customer service window')
    expect(audited.report.findings[0]?.because.length).toBeGreaterThan(0)
  })

  test('on what is free since October: its word on the old rule is a finding', async () => {
    const at = '2026-10-05T09:00:00.000Z'
    const audited = await auditLines([
      early,
      messaged('again', at),
      ...delivered('m', at, { ...template('t', 'utility'), ...pricing('utility', 'free_customer_service') }),
    ])
    expect(codes(audited)).toEqual(['meta-disagrees-on-charge m'])
    expect(audited.report.findings[0]?.because).toContain('OCT26-4')
  })

  test('on a conversation where messages are charged', async () => {
    const audited = await reported(outside, template('t', 'utility'), {
      pricing: { model: 'CBP', billable: true, category: 'utility' },
    })
    expect(codes(audited)).toEqual(['meta-disagrees-on-charge m'])
    expect(explanations(audited)[0]).toContain('as a conversation')
  })

  test('and the page and the text say so too', async () => {
    const stdin = [
      early,
      hello,
      ...delivered('m', outside, { ...template('t', 'utility'), ...pricing('marketing', 'regular') }),
    ]
      .map((line) => JSON.stringify(line))
      .join('\n')
    for (const format of ['text', 'html']) {
      const { stdout } = await run(['audit', '--format', format], { stdin })
      expect(stdout).toContain('charged differently from the rules')
      expect(stdout).toContain('Meta reports marketing, regular, billable')
      expect(stdout).toContain('1 differently')
    }
  })
})

describe('statuses', () => {
  const kind = { ...template('t', 'utility'), ...pricing('marketing', 'regular') }
  const log = [
    early,
    hello,
    sent('a', outside, kind),
    status('a', 'sent', day(12, '09:00:01.000'), kind),
    status('a', 'delivered', day(12, '09:00:02.000'), kind),
    status('a', 'read', day(12, '09:30:00.000')),
    status('b', 'sent', day(13), pricing('service', 'regular')),
    status('b', 'read', day(13, '10:00:00.000'), pricing('service', 'free_customer_service')),
  ]

  test('in any order, any number of times, give the same findings and charges', async () => {
    const { report: expected } = await auditLines(log)
    expect(expected.findings.map(({ code }) => code)).toContain('meta-disagrees-on-charge')
    await holdsLater(
      fc
        .array(fc.constantFrom(...log), { maxLength: 6 })
        .chain((again) => fc.shuffledSubarray([...log, ...again], { minLength: log.length + again.length })),
      async (lines) => {
        const { report } = await auditLines(lines, '--compare', '2025-07-01,2026-10-01')
        expect(report.findings).toEqual(expected.findings)
        expect(report.charges).toEqual(expected.charges)
      },
    )
  })

  test('that contradict each other count as the latest, and are counted as such', async () => {
    const first = status('m', 'sent', day(12, '09:00:01.000'), pricing('utility', 'regular'))
    const then = status('m', 'delivered', day(12, '09:00:02.000'), pricing('marketing', 'regular'))
    for (const statuses of [
      [first, then],
      [then, first],
    ]) {
      const audited = await auditLines([early, sent('m', outside, template('t', 'utility')), ...statuses])
      expect(explanations(audited)[0]).toMatch(/^Meta reports marketing, regular, billable/)
      expect(audited.report.findings[0]?.because).toContain('POS-16')
      expect(audited.report.charges.agreement).toMatchObject({ disagrees: 1, contradicted: 1 })
    }
  })

  test('without a word on the charge are told apart', async () => {
    const audited = await auditLines([early, ...delivered('m', outside, template('t', 'utility'))])
    expect(codes(audited)).toEqual([])
    expect(audited.report.charges.agreement).toMatchObject({ unreported: 1, agrees: 0 })
  })
})

describe('what happened before the log began is no finding:', () => {
  test('a window that was open in its first day', async () => {
    const free = { ...template('t', 'utility'), ...pricing('utility', 'free_customer_service') }
    const at = async (instant: string): Promise<readonly string[]> =>
      codes(
        await auditLines([
          messaged('early', day(10), { customer: '33639980002' }),
          ...delivered('m', instant, free),
        ]),
      )
    expect(await at(day(11, '08:59:59.999'))).toEqual([])
    expect(await at(day(11))).toEqual(['meta-disagrees-on-charge m'])
  })

  test('the free messages of its first month, unless it begins with the month', async () => {
    const paid = pricing('service', 'regular')
    const untyped = { pricing: { model: 'PMP', billable: true, category: 'service' } }
    const service = (month: number, of: number, report: object): readonly object[] => {
      const at = `2026-${month}-${String(of).padStart(2, '0')}T12:00:00.000Z`
      return [messaged(`hello ${at}`, at), ...delivered(`m${month}`, at, report)]
    }
    const first = (at: string): object => messaged('first', at, { customer: '33639980002' })
    const inMonths = async (from: string, report: object = paid): Promise<readonly string[]> =>
      codes(await auditLines([first(from), ...service(10, 20, report), ...service(11, 20, report)]))
    const both = ['meta-disagrees-on-charge m10', 'meta-disagrees-on-charge m11']
    expect(await inMonths('2026-09-30T23:59:59.999Z')).toEqual(both)
    expect(await inMonths('2026-10-01T23:59:59.999Z')).toEqual(both)
    for (const report of [paid, untyped])
      expect(await inMonths('2026-10-02T00:00:00.000Z', report)).toEqual(['meta-disagrees-on-charge m11'])
  })
})
