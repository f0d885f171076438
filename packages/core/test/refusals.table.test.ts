import { describe, expect, test } from 'vitest'
import {
  answerToJson,
  engine,
  isLeft,
  isRight,
  settings,
  type Answer,
  type Event,
  type Question,
  type Reason,
  type SettingsInput,
} from '../src/index.ts'

const start = Date.parse('2026-10-02T16:00Z')
const SECOND = 1_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
const [phoneNumberId, customer] = ['100', '33600000001']
const thread = { phoneNumberId, customer }
const account = 'A'

const template: Question = { kind: 'template', name: 'news', language: 'en', category: 'utility' }
const marketing: Question = { ...template, category: 'marketing' }
const service: Question = { kind: 'service' }
const call: Question = { kind: 'call' }

const says = (at: number, more: object = {}): Event => ({
  type: 'customer-messaged',
  id: `says ${at}`,
  at,
  ...thread,
  kind: 'text',
  ...more,
})
const sent = (at: number, more: object = {}): Event => ({
  type: 'business-messaged',
  id: `sent ${at} ${JSON.stringify(more)}`,
  at,
  ...thread,
  content: { kind: 'template', name: 'news', language: 'en' },
  ...more,
})
const became = (message: Event, status: 'delivered' | 'failed', at: number, errorCode?: number): Event => {
  if (message.type !== 'business-messaged') throw new Error('only a message has a fate')
  const { phoneNumberId: number, customer: whom, id } = message
  return {
    type: 'message-status',
    id: `${status} ${id}`,
    at,
    phoneNumberId: number,
    customer: whom,
    message: id,
    status,
    ...(errorCode === undefined ? {} : { errorCode }),
  }
}
const limit = (of: number | null, at = start): Event => ({
  type: 'messaging-limit-changed',
  id: `limit ${of} ${at}`,
  at,
  account,
  limit: of,
})
const restricted = (restriction: string, more: object = {}): Event =>
  ({
    type: 'account-restricted',
    id: `restricted ${restriction} ${JSON.stringify(more)}`,
    at: start,
    account,
    restriction,
    ...more,
  }) as Event
const released = (at: number, more: object = {}): Event => ({
  type: 'account-released',
  id: `released ${at}`,
  at,
  account,
  ...more,
})
const permission = (is: 'temporary' | 'permanent' | 'none', at: number, more: object = {}): Event => ({
  type: 'call-permission-changed',
  id: `permission ${is} ${at}`,
  at,
  ...thread,
  permission: is,
  source: 'profile',
  ...more,
})
const ended = (at: number, connected: boolean, direction: 'user' | 'business' = 'business'): Event => ({
  type: 'call-ended',
  id: `call ${at}`,
  at,
  ...thread,
  direction,
  connected,
})
const requested = (at: number): readonly Event[] => [
  { type: 'business-messaged', id: `request ${at}`, at, ...thread, content: service },
  { type: 'call-permission-requested', id: `request ${at}`, at, ...thread, by: 'service' },
]
const group = (state: 'active' | 'suspended' | 'deleted', at: number): Event => ({
  type: 'group-changed',
  id: `group ${state} ${at}`,
  at,
  phoneNumberId,
  group: customer,
  state,
})
/** So many messages, one a millisecond. */
const burst = (count: number, from: number): readonly Event[] =>
  Array.from({ length: count }, (_, nth) => sent(from + nth, { content: service }))
const other = { customer: '33600000002' }

const ask = (events: readonly Event[], question: Question, at: number, input: SettingsInput = {}): Answer => {
  const chosen = settings(input)
  if (isLeft(chosen)) throw new Error(JSON.stringify(chosen.left))
  const { evolve, initial, ask: answer } = engine(chosen.right)
  return answer(events.reduce(evolve, initial), thread, question, at)
}

const reasonsOf = (answer: Answer): readonly Reason[] =>
  isLeft(answer) && answer.left.answer === 'refused' ? answer.left.reasons : []

interface Row {
  readonly about: string
  readonly events: readonly Event[]
  readonly question: Question
  readonly settings?: SettingsInput
  readonly code: Reason['code']
  /** It is refused from here on. */
  readonly from: number
  /** And allowed again from here on; `null` where nothing but another event allows it. */
  readonly until: number | null
}

const delivered = sent(start, other)
const fourCalls = [1, 2, 3, 4].map((hour) => ended(start + hour * HOUR, false))
const openWindow = says(start)

const rows: readonly Row[] = [
  {
    about: 'a restriction ends just before its end (POS-44)',
    events: [restricted('business-initiated-messages', { until: start + DAY })],
    question: template,
    code: 'account-restricted',
    from: start,
    until: start + DAY,
  },
  {
    about: 'a restriction without an end holds until it is released',
    events: [openWindow, restricted('replies'), released(start + HOUR)],
    question: service,
    code: 'account-restricted',
    from: start,
    until: start + HOUR,
  },
  {
    about: 'a restriction of one number, named by the number that people see',
    events: [restricted('all-messages', { displayPhoneNumber: '+1 555 010 0000', until: start + DAY })],
    question: template,
    settings: { phoneNumbers: { [phoneNumberId]: { account, displayPhoneNumber: '15550100000' } } },
    code: 'account-restricted',
    from: start,
    until: start + DAY,
  },
  {
    about: 'a shorter restriction replaces a longer one of the same kind',
    events: [
      restricted('all-messages', { until: start + 9 * DAY }),
      restricted('all-messages', { at: start + HOUR, until: start + DAY }),
    ],
    question: template,
    code: 'account-restricted',
    from: start,
    until: start + DAY,
  },
  {
    about: 'a delivery counts for 24 hours, not for a day (LIM-20, POS-32)',
    events: [limit(1), delivered, became(delivered, 'delivered', start + HOUR)],
    question: template,
    code: 'messaging-limit-reached',
    from: start,
    until: start + HOUR + DAY,
  },
  {
    about: 'what is on its way reserves a place from its sending (POS-31)',
    events: [limit(1), delivered],
    question: template,
    code: 'messaging-limit-reached',
    from: start,
    until: start + DAY,
  },
  {
    about: 'a failure gives the place back',
    events: [limit(1), delivered, became(delivered, 'failed', start + HOUR, 131026)],
    question: template,
    code: 'messaging-limit-reached',
    from: start,
    until: start + HOUR,
  },
  {
    about: 'another phone number of the portfolio counts, too',
    events: [limit(1), sent(start, { ...other, phoneNumberId: '200', account })],
    question: template,
    settings: { phoneNumbers: { [phoneNumberId]: { account } } },
    code: 'messaging-limit-reached',
    from: start,
    until: start + DAY,
  },
  {
    about: 'the 46th message of a burst waits until all is paid off (LIM-25)',
    events: [openWindow, ...burst(45, start)],
    question: service,
    code: 'pair-rate-reached',
    from: start + 44,
    until: start + 45 * 6 * SECOND,
  },
  {
    about: 'two messages owe twelve seconds, the first six of them free',
    events: [openWindow, ...burst(2, start)],
    question: service,
    code: 'pair-rate-reached',
    from: start + 6 * SECOND,
    until: start + 12 * SECOND,
  },
  {
    about: 'with tokens one comes back every six seconds (POS-34)',
    events: [openWindow, ...burst(45, start)],
    question: service,
    settings: { pairRateModel: 'bucket' },
    code: 'pair-rate-reached',
    from: start + 44,
    until: start + 6 * SECOND,
  },
  {
    about: 'a second passes so many messages, those of customers among them (LIM-35)',
    events: [
      { type: 'throughput-changed', id: 't', at: start - DAY, phoneNumberId, perSecond: 2 },
      openWindow,
      sent(start + 10, other),
    ],
    question: service,
    code: 'throughput-reached',
    from: start + 10,
    until: start + SECOND,
  },
  {
    about: 'marketing is capped for 24 hours from the failure on (LIM-26, POS-36)',
    events: [sent(start), became(sent(start), 'failed', start + HOUR, 131049)],
    question: marketing,
    code: 'marketing-cap-reached',
    from: start + HOUR,
    until: start + HOUR + DAY,
  },
  {
    about: 'a temporary permission lasts seven days (CALL-11)',
    events: [permission('temporary', start)],
    question: call,
    code: 'call-not-permitted',
    from: start + 7 * DAY,
    until: null,
  },
  {
    about: 'the fourth unanswered call ends the permission (CALL-14)',
    events: [permission('permanent', start), ...fourCalls],
    question: call,
    code: 'call-not-permitted',
    from: start + 4 * HOUR,
    until: null,
  },
  {
    about: 'so many calls may be picked up in 24 hours (CALL-9)',
    events: [
      permission('permanent', start),
      ...Array.from({ length: 100 }, (_, nth) => ended(start + nth, true)),
    ],
    question: call,
    code: 'call-limit-reached',
    from: start + 99,
    until: start + DAY,
  },
  {
    about: 'one request for permission in 24 hours (CALL-13)',
    events: [openWindow, says(start + 20 * HOUR), ...requested(start)],
    question: { kind: 'call-permission-request', by: 'template' },
    code: 'call-permission-requested-lately',
    from: start,
    until: start + DAY,
  },
  {
    about: 'two requests in seven days',
    events: [...requested(start), ...requested(start + 2 * DAY)],
    question: { kind: 'call-permission-request', by: 'template' },
    code: 'call-permission-requested-lately',
    from: start + 2 * DAY,
    until: start + 7 * DAY,
  },
  {
    about: 'nothing is asked for while the permission is permanent',
    events: [permission('permanent', start)],
    question: { kind: 'call-permission-request', by: 'template' },
    code: 'call-permission-is-permanent',
    from: start,
    until: null,
  },
  {
    about: 'a suspended group gets nothing (GRP-7)',
    events: [group('suspended', start), group('active', start + HOUR)],
    question: template,
    code: 'group-suspended',
    from: start,
    until: start + HOUR,
  },
]

describe('each refusal', () => {
  test.each(rows)('$code: $about', ({ events, question, settings: input, code, from, until }) => {
    const codesAt = (at: number): readonly string[] =>
      reasonsOf(ask(events, question, at, input)).map((reason) => reason.code)
    expect(codesAt(from - 1)).not.toContain(code)
    expect(codesAt(from)).toEqual([code])
    if (until === null) return expect(codesAt(from + DAY)).toContain(code)
    expect(codesAt(until - 1)).toContain(code)
    expect(codesAt(until)).not.toContain(code)
  })

  test.each(rows)('$code: what comes in another order, or twice, changes nothing: $about', (row) => {
    const shuffled = [...row.events, ...row.events].reverse()
    for (const at of [row.from, row.until ?? row.from + DAY])
      expect(ask(shuffled, row.question, at, row.settings)).toStrictEqual(
        ask(row.events, row.question, at, row.settings),
      )
  })

  test.each(rows)('$code: to wait as the answer says is allowed: $about', (row) => {
    const answer = ask(row.events, row.question, row.from, row.settings)
    if (isRight(answer) || answer.left.answer !== 'refused') return expect.unreachable()
    for (const remedy of answer.left.remedies)
      if (remedy.do === 'wait-until') {
        const known = row.events.filter(({ at }) => at <= row.from)
        expect(isRight(ask(known, row.question, remedy.at, row.settings))).toBe(true)
        expect(isRight(ask(known, row.question, remedy.at - 1, row.settings))).toBe(false)
      }
    expect(answerToJson(answer)?.['answer']).toBe('refused')
  })

  test('the cap and the limit leave an open window alone, until it closes', () => {
    const capped = [says(start - 12 * HOUR), sent(start), became(sent(start), 'failed', start + HOUR, 131049)]
    const answer = ask(capped, marketing, start + HOUR)
    expect(isRight(answer) && answer.right.validUntil).toBe(start + 12 * HOUR)
    const limited = ask([says(start - 12 * HOUR), limit(0)], template, start)
    expect(isRight(limited) && limited.right.validUntil).toBe(start + 12 * HOUR)
    const restrictedNow = [says(start), restricted('business-initiated-messages')]
    const open = ask(restrictedNow, template, start)
    expect(isRight(open) && open.right.validUntil).toBe(start + DAY)
  })

  test('one more customer than the limit, those who are counted already may be written to', () => {
    const many = Array.from({ length: 250 }, (_, nth) => sent(start, { customer: `336111${nth}` }))
    const codes = (events: readonly Event[]): readonly string[] =>
      reasonsOf(ask([limit(250), ...events], template, start + 1)).map(({ code }) => code)
    expect(codes(many)).toEqual(['messaging-limit-reached'])
    expect(codes(many.slice(1))).toEqual([])
    expect(codes([...many.slice(1), sent(start)])).toEqual([])
    const unlimited = ask([limit(250), limit(null, start + 1), ...many], template, start + 1)
    expect(isRight(unlimited)).toBe(true)
  })

  test('a customer with a number and a user id is counted once', () => {
    const both = { aliases: ['FR.1'], customer: '33600000009' }
    const events = [limit(2), sent(start, both), sent(start + 1, { customer: 'FR.1', phoneNumberId: '200' })]
    expect(isRight(ask(events, template, start + 2))).toBe(true)
  })

  test('what is not known refuses nothing, and is named', () => {
    const notKnown = (question: Question): readonly string[] => {
      const answer = ask([], question, start)
      return isRight(answer)
        ? answer.right.notKnown
        : answer.left.answer === 'refused'
          ? answer.left.notKnown
          : []
    }
    expect(notKnown(template)).toEqual(['templates', 'messaging-limit', 'restrictions', 'throughput'])
    expect(notKnown(service)).toEqual(['restrictions', 'throughput'])
    expect(notKnown(call)).toEqual(['restrictions', 'call-permission'])
    const known = [
      says(start),
      limit(250),
      released(start),
      { type: 'throughput-changed', id: 't', at: start, phoneNumberId, perSecond: 80 } as const,
    ]
    const answer = ask(known, service, start)
    expect(isRight(answer) && answer.right.notKnown).toEqual([])
  })

  test('marketing reaches nobody in the United States, since 1 April 2025 where the account is', () => {
    const { ask: answer, initial } = engine()
    const to = (whom: string, at = start): readonly string[] =>
      reasonsOf(answer(initial, { phoneNumberId, customer: whom }, marketing, at)).map(({ code }) => code)
    expect(to('14155550100')).toEqual(['marketing-not-delivered'])
    expect(to('US.123')).toEqual(['marketing-not-delivered'])
    // Toronto, Puerto Rico, toll-free.
    for (const abroad of ['14165550100', '17875550100', '18005550100', 'CA.1', '33600000001'])
      expect(to(abroad)).toEqual([])
    const midnight = Date.parse('2025-04-01T00:00Z')
    expect([to('US.1', midnight - 1), to('US.1', midnight)]).toEqual([[], ['marketing-not-delivered']])
  })

  test('five calls at first, ten since 13 October 2025, a hundred since 19 December', () => {
    const allowed = (day: string): number => {
      const noon = Date.parse(`${day}T12:00Z`)
      const counts = [4, 5, 9, 10, 99, 100]
      const isFull = (count: number): boolean => {
        const calls = Array.from({ length: count }, (_, nth) => ended(noon - nth, true))
        return reasonsOf(ask(calls, call, noon)).some(({ code }) => code === 'call-limit-reached')
      }
      return counts.find(isFull) ?? Infinity
    }
    expect(['2025-10-12', '2025-10-14', '2025-12-18', '2025-12-20'].map(allowed)).toEqual([5, 10, 10, 100])
  })

  test('a request that failed is forgotten, and so are requests before a call that was picked up', () => {
    const question: Question = { kind: 'call-permission-request', by: 'template' }
    const [message] = requested(start)
    if (message === undefined) return expect.unreachable()
    const failed = [...requested(start), became(message, 'failed', start + HOUR, 131026)]
    expect(reasonsOf(ask(failed, question, start + HOUR - 1))).toHaveLength(1)
    expect(reasonsOf(ask(failed, question, start + HOUR))).toEqual([])
    expect(
      reasonsOf(ask([...requested(start), ended(start + HOUR, true, 'user')], question, start + HOUR)),
    ).toEqual([])
  })

  test('a call without permission: ask for it, in the form that is allowed', () => {
    const remedies = (events: readonly Event[]): unknown => {
      const answer = ask(events, call, start + HOUR)
      return isLeft(answer) && answer.left.answer === 'refused' && answer.left.remedies
    }
    expect(remedies([permission('none', start)])).toEqual([{ do: 'ask-for-call-permission', by: 'template' }])
    expect(remedies([says(start), permission('none', start)])).toEqual([
      { do: 'ask-for-call-permission', by: 'service' },
    ])
    expect(remedies([says(start), permission('none', start), ...requested(start)])).toEqual([])
  })

  test('the release of one account leaves what another account restricts of the number', () => {
    const events = [
      restricted('all-messages', { account: 'B', phoneNumberId }),
      released(start + HOUR),
      says(start, { account }),
    ]
    expect(reasonsOf(ask(events, service, start + HOUR)).map(({ code }) => code)).toEqual([
      'account-restricted',
    ])
    const ofBoth = [...events, released(start + 2 * HOUR, { account: 'B' })]
    expect(reasonsOf(ask(ofBoth, service, start + 2 * HOUR))).toEqual([])
  })

  test('numbers of some countries cannot call', () => {
    const of = (country: string): readonly string[] =>
      reasonsOf(ask([], call, start, { phoneNumbers: { [phoneNumberId]: { country } } })).map(
        ({ code }) => code,
      )
    expect([of('EG'), of('TR')]).toEqual([['calls-not-offered'], []])
  })
})
