import { describe, expect, test } from 'vitest'
import { day, messaged, outbound, sent, status, template, thread } from './support/events.ts'
import { auditLines, codes, logOf, type Audited } from './support/report.ts'
import { run } from './support/run.ts'

const at = (time: string): string => day(10, time)
const failed = (message: string, when: string, errorCode?: number): object =>
  status(message, 'failed', when, errorCode === undefined ? {} : { errorCode })
const account = 'A'
const hello = messaged('hello', at('08:00:00.000'))
const marketing = template('news', 'marketing')
const inWindow = at('09:00:00.000')
const nextDay = day(11, '10:00:00.000')

/** What is foreseen, and of it the reasons. */
const foreseen = ({ report }: Audited): readonly string[] =>
  report.findings.flatMap(({ code, message, because }) =>
    code === 'refusal-foreseen' ? [`${message} ${because.join(' ')}`] : [],
  )

interface Row {
  readonly what: string
  readonly events: readonly object[]
  readonly foreseen: readonly string[]
  readonly clause: string | null
}

const rows: readonly Row[] = [
  {
    what: 'a service message outside the window',
    events: [hello, sent('m', nextDay), failed('m', nextDay, 131047)],
    foreseen: ['m G6 CSW-3 POS-1'],
    clause: 'CSW-3',
  },
  {
    what: 'a message that only its failure shows',
    events: [hello, failed('m', nextDay, 131047)],
    foreseen: ['m G6 CSW-3 POS-1'],
    clause: 'CSW-3',
  },
  {
    what: 'a service message inside the window, which nothing foresees',
    events: [hello, sent('m', inWindow), failed('m', inWindow, 131047)],
    foreseen: [],
    clause: 'CSW-3',
  },
  {
    what: 'a message while the customer writes: the customer comes first',
    events: [messaged('hello', inWindow), sent('m', inWindow), failed('m', inWindow, 131047)],
    foreseen: [],
    clause: 'CSW-3',
  },
  {
    what: 'marketing to a customer who stopped it',
    events: [
      { type: 'marketing-preference', id: 'p', at: inWindow, value: 'stop', ...thread },
      sent('m', nextDay, marketing),
      failed('m', nextDay, 131050),
    ],
    foreseen: ['m LIM-14 TPL-8'],
    clause: 'LIM-14',
  },
  {
    what: 'marketing that the customer stops a moment later',
    events: [
      sent('m', inWindow, marketing),
      { type: 'marketing-preference', id: 'p', at: at('09:00:00.500'), value: 'stop', ...thread },
      failed('m', at('09:00:01.000'), 131050),
    ],
    foreseen: [],
    clause: 'LIM-14',
  },
  {
    what: 'the second of two that WhatsApp withholds, known by their statuses alone',
    events: [failed('first', inWindow, 131049), failed('m', at('20:00:00.000'), 131049)],
    foreseen: ['m LIM-26 POS-36'],
    clause: 'LIM-26',
  },
  {
    what: 'a template that was paused, whatever its acceptance seems to prove',
    events: [
      {
        type: 'template-changed',
        id: 't',
        at: inWindow,
        account,
        name: 'news',
        language: 'fr',
        status: 'PAUSED',
      },
      sent('m', nextDay, marketing),
      failed('m', nextDay, 131026),
    ],
    foreseen: ['m G7 TPL-2 TPL-3'],
    clause: 'ID-5',
  },
  {
    what: 'a template that a list does not have',
    events: [
      { type: 'templates-listed', id: 'l', at: inWindow, account, templates: [] },
      sent('m', nextDay, marketing),
      failed('m', nextDay, 132001),
    ],
    foreseen: ['m G7 TPL-11'],
    clause: 'TPL-11',
  },
  {
    what: 'a template of unknown name, which the list may have',
    events: [
      { type: 'templates-listed', id: 'l', at: inWindow, account, templates: [] },
      failed('m', nextDay, 132001),
    ],
    foreseen: [],
    clause: 'TPL-11',
  },
  {
    what: 'anything, while the account may send nothing',
    events: [
      {
        type: 'account-restricted',
        id: 'r',
        at: inWindow,
        account,
        restriction: 'all-messages',
      },
      failed('m', nextDay, 368),
    ],
    foreseen: ['m LIM-29 POS-44'],
    clause: 'LIM-29',
  },
  {
    what: 'a failure that the rules know nothing of',
    events: [hello, sent('m', inWindow), failed('m', inWindow, 999_999)],
    foreseen: [],
    clause: null,
  },
  {
    what: 'a failure without a code',
    events: [hello, sent('m', inWindow), failed('m', inWindow)],
    foreseen: [],
    clause: null,
  },
  {
    what: 'a failure that comes weeks after the message, which nobody can ask about any more',
    events: [sent('m', day(1)), messaged('later', day(15)), failed('m', day(20), 131047)],
    foreseen: [],
    clause: 'CSW-3',
  },
]

describe('of the messages that WhatsApp failed, an audit says which the rules foresaw:', () => {
  test.each(rows)('$what', async ({ events, foreseen: expected, clause }) => {
    const audited = await auditLines(events)
    expect(foreseen(audited)).toEqual(expected)
    const { byMeta, byCode, foreseen: known } = audited.report.refusals
    expect({ byMeta, known }).toEqual({
      byMeta: events.filter((event) => 'status' in event && event.status === 'failed').length,
      known: expected.length,
    })
    expect(byCode.map((code) => code.clause)).toEqual([clause])
  })

  test('a request for permission to call that was refused at once, as the record shows it', async () => {
    const request = (wamid: string, time: string, response: object): object =>
      outbound(wamid, time, {
        request: {
          url: `/v26.0/${thread.phoneNumberId}/messages`,
          body: {
            to: thread.customer,
            type: 'interactive',
            interactive: { type: 'call_permission_request' },
          },
        },
        response,
      })
    const audited = await auditLines([
      hello,
      request('first', inWindow, { messages: [{ id: 'first' }] }),
      request('', at('10:00:00.000'), { error: { code: 138009 } }),
    ])
    expect(foreseen(audited).map((one) => one.replace(/^refused\S+ /, ''))).toEqual(['CALL-13 POS-40'])
    expect(audited.report.refusals.byCode).toEqual([
      { errorCode: 138009, count: 1, foreseen: 1, clause: 'CALL-13' },
    ])
  })

  test('none where WhatsApp failed none', async () => {
    const { report, code } = await auditLines([hello, sent('m', inWindow)])
    expect(report.refusals).toEqual({ byMeta: 0, foreseen: 0, byCode: [] })
    expect(code).toBe(0)
  })
})

describe('a foreseen refusal', () => {
  const log = [
    hello,
    sent('m', nextDay),
    failed('m', nextDay, 131047),
    failed('n', at('09:00:00.000'), 131026),
  ]

  test('is a finding of its own beside that of the rule that was broken', async () => {
    const audited = await auditLines(log)
    expect(codes(audited)).toEqual(['refusal-foreseen m', 'sent-outside-window m'])
    expect(audited.report.findings[0]?.explanation).toBe(
      'A service message was sent at Fri 11 Sep 2026 10:00 UTC, and WhatsApp refused it with error 131047. ' +
        'Asked just before, the rules would have refused it, because the customer service window closed at Fri 11 Sep 2026 08:00 UTC.',
    )
  })

  test('stands in the text and on the page, by code', async () => {
    const stdin = logOf(log)
    const { stdout } = await run(['audit', '-'], { stdin })
    expect(stdout).toContain('refusals       2 by WhatsApp, 1 foreseen by the rules')
    expect(stdout).toMatch(/\n {2}131047 {2}outside the customer service window +1 +1 {2}CSW-3\n/)
    const page = await run(['audit', '--format', 'html', '-'], { stdin })
    expect(page.stdout).toContain(
      'Of 2 messages that WhatsApp refused, the rules would have refused 1 just before',
    )
    expect(page.stdout).toContain('>1 of 1</text>')
    expect(page.stdout).toContain('>0 of 1</text>')
  })

  test('stands in no report of a log without failures', async () => {
    const page = await run(['audit', '--format', 'html', '-'], { stdin: logOf([hello]) })
    expect(page.stdout).not.toContain('Refused by WhatsApp')
    const { stdout } = await run(['audit', '-'], { stdin: logOf([hello]) })
    expect(stdout).toContain('refusals       none')
  })
})
