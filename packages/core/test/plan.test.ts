import { describe, expect, test } from 'vitest'
import {
  engine,
  isLeft,
  isRight,
  type CustomerMessaged,
  type Event,
  type Instant,
  type Plan,
  type PlanRequest,
  type Question,
} from '../src/index.ts'
import { explainPlan, planToJson } from '../src/plan.ts'
import { emptyThread, noTemplates } from '../src/store.ts'

const subject = engine()
const key = { phoneNumberId: '100', customer: '33639980001' }
const at = (iso: string): Instant => Date.parse(iso)

const wrote = (iso: string): CustomerMessaged => ({
  type: 'customer-messaged',
  id: `in ${iso}`,
  at: at(iso),
  kind: 'text',
  ...key,
})

const sent = (iso: string, count = 1): readonly Event[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'business-messaged',
    id: `out ${iso} ${index}`,
    at: at(iso),
    content: { kind: 'service' },
    ...key,
  }))

const permitted = (iso: string): Event => ({
  type: 'call-permission-changed',
  id: 'p',
  at: at(iso),
  permission: 'permanent',
  source: 'customer',
  ...key,
})

/** Calls that the customer picked up, so many milliseconds apart. */
const pickedUp = (iso: string, count: number, apart = 0): readonly Event[] =>
  Array.from({ length: count }, (_, index) => ({
    type: 'call-ended',
    id: `call ${index}`,
    at: at(iso) + index * apart,
    direction: 'business',
    connected: true,
    ...key,
  }))

const templated = (iso: string): Event => ({
  type: 'business-messaged',
  id: `template ${iso}`,
  at: at(iso),
  content: { kind: 'template', name: 'order_ready', language: 'fr', category: 'utility' },
  account: 'A',
  ...key,
})

const listed: Event = {
  type: 'templates-listed',
  id: 'list',
  at: at('2026-09-01T00:00Z'),
  account: 'A',
  templates: [
    { name: 'order_late', language: 'fr', category: 'utility' },
    { name: 'order_ready', language: 'fr', category: 'utility' },
    { name: 'sale', language: 'fr', category: 'marketing' },
  ],
}

const service: Question = { kind: 'service' }
const ready: Question = { kind: 'template', name: 'order_ready', language: 'fr', category: 'utility' }

const planOf = (events: readonly Event[], request: PlanRequest): Plan => {
  const planned = subject.plan(events.reduce(subject.evolve, subject.initial), key, request)
  if (isLeft(planned)) throw new Error(planned.left.answer)
  return planned.right
}

/** An option in a line: what, from when, until when, at what cost, after what. */
const short = ({ options }: Plan): readonly string[] =>
  options.map(({ at: from, until, needs, answer: { message, charge } }) =>
    [
      message.kind === 'template' ? message.name : message.kind,
      ...[from, until].map((instant) =>
        instant === null ? '…' : new Date(instant).toISOString().slice(5, -5),
      ),
      charge.type,
      ...needs,
    ].join(' '),
  )

describe('a plan', () => {
  test.each<[string, readonly Event[], Question, string, string, readonly string[]]>([
    [
      'waits for the pair rate, and ends with the window',
      [wrote('2026-10-05T08:00Z'), ...sent('2026-10-05T09:00Z', 46)],
      service,
      '2026-10-05T09:00Z',
      '2026-10-09T00:00Z',
      ['service 10-05T09:04:36 10-06T08:00:00 free_customer_service'],
    ],
    [
      'goes before the midnight from which utility in the window is charged, else as service',
      [wrote('2026-09-30T08:00Z')],
      ready,
      '2026-09-30T09:00Z',
      '2026-10-02T00:00Z',
      ['order_ready 09-30T09:00:00 10-01T00:00:00 free_customer_service'],
    ],
    [
      'names both forms where the cheaper one is not the one that is asked about',
      [wrote('2026-10-05T08:00Z'), listed],
      ready,
      '2026-10-05T09:00Z',
      '2026-10-09T00:00Z',
      ['service 10-05T09:00:00 10-06T08:00:00 free_customer_service', 'order_ready 10-05T09:00:00 … regular'],
    ],
    [
      'goes as one template of each category, or as service once the customer writes',
      [wrote('2026-10-05T08:00Z'), listed],
      service,
      '2026-10-06T08:00Z',
      '2026-10-09T00:00Z',
      [
        'order_late 10-06T08:00:00 … regular',
        'service 10-06T08:00:00 … free_customer_service customer-writes',
      ],
    ],
    [
      'goes through the entry point while that is open',
      [{ ...wrote('2026-10-05T08:00Z'), entryPoint: { source: 'ad' } }, ...sent('2026-10-05T09:00Z'), listed],
      ready,
      '2026-10-07T09:00Z',
      '2026-10-09T00:00Z',
      ['order_ready 10-07T09:00:00 10-08T09:00:00 free_entry_point'],
    ],
    [
      'goes before the end of the time in which an answer opens the entry point',
      [{ ...wrote('2026-10-05T08:00Z'), entryPoint: { source: 'ad' } }, wrote('2026-10-05T20:00Z'), listed],
      ready,
      '2026-10-06T07:00Z',
      '2026-10-06T12:00Z',
      ['order_ready 10-06T07:00:00 10-06T08:00:00 free_entry_point'],
    ],
    [
      'waits for a place in the messaging limit',
      [
        { type: 'messaging-limit-changed', id: 'l', at: at('2026-10-01T00:00Z'), account: 'A', limit: 1 },
        { ...templated('2026-10-05T08:00Z'), customer: '33639980002' },
      ],
      ready,
      '2026-10-05T09:00Z',
      '2026-10-09T00:00Z',
      [
        'order_ready 10-06T08:00:00 … regular',
        'service 10-05T09:00:00 … free_customer_service customer-writes',
        'order_ready 10-05T09:00:00 … regular customer-writes',
      ],
    ],
    [
      'may write again to a customer who counts, and ends with that',
      [
        { type: 'messaging-limit-changed', id: 'l', at: at('2026-10-01T00:00Z'), account: 'A', limit: 1 },
        templated('2026-10-05T08:00Z'),
        { ...templated('2026-10-05T20:00Z'), customer: '33639980002' },
      ],
      ready,
      '2026-10-05T21:00Z',
      '2026-10-06T19:00Z',
      [
        'order_ready 10-05T21:00:00 10-06T08:00:00 regular',
        'service 10-05T21:00:00 … free_customer_service customer-writes',
      ],
    ],
    [
      'waits for the day from which more calls may be picked up',
      [permitted('2025-12-18T11:00Z'), ...pickedUp('2025-12-18T12:00Z', 10)],
      { kind: 'call' },
      '2025-12-18T13:00Z',
      '2025-12-21T00:00Z',
      ['call 12-19T00:00:00 … not_charged'],
    ],
    [
      'waits until the first of too many calls that were picked up is a day ago',
      [permitted('2026-10-05T06:00Z'), ...pickedUp('2026-10-05T08:00Z', 100, 60_000)],
      { kind: 'call' },
      '2026-10-05T10:00Z',
      '2026-10-09T00:00Z',
      ['call 10-06T08:00:00 … not_charged'],
    ],
    [
      'is cheapest without what the customer would have to do, though it is free then',
      [listed],
      ready,
      '2026-10-06T00:00Z',
      '2026-10-07T00:00Z',
      [
        'order_ready 10-06T00:00:00 … regular',
        'service 10-06T00:00:00 … free_customer_service customer-writes',
      ],
    ],
    [
      'waits until the customer may be asked again for permission to call',
      [
        wrote('2026-10-05T20:00Z'),
        ...sent('2026-10-05T08:00Z'),
        {
          type: 'call-permission-requested',
          id: 'out 2026-10-05T08:00Z 0',
          at: at('2026-10-05T08:00Z'),
          by: 'service',
          ...key,
        },
      ],
      { kind: 'call-permission-request', by: 'service' },
      '2026-10-05T21:00Z',
      '2026-10-09T00:00Z',
      ['call-permission-request 10-06T08:00:00 10-06T20:00:00 free_customer_service'],
    ],
    [
      'has nothing where the time is empty',
      [wrote('2026-10-05T08:00Z')],
      service,
      '2026-10-05T09:00Z',
      '2026-10-05T09:00Z',
      [],
    ],
    [
      'of a reaction has no template beside it',
      [wrote('2026-10-05T08:00Z'), listed],
      { kind: 'reaction' },
      '2026-10-06T09:00Z',
      '2026-10-09T00:00Z',
      ['reaction 10-06T09:00:00 … not_charged customer-writes'],
    ],
  ])('%s', (_, events, message, from, until, expected) => {
    const plan = planOf(events, { message, from: at(from), until: at(until) })
    expect(short(plan)).toEqual(expected)
    const [first] = plan.options
    expect(plan.cheapest).toEqual(first === undefined || first.needs.length > 0 ? null : first)
  })

  test('waits for the month where the free tier is used up, as a thread by itself knows it', () => {
    const { thread } = subject.thread.absorb(emptyThread, wrote('2026-10-31T12:00Z'))
    const request = { message: service, from: at('2026-10-31T13:00Z'), until: at('2026-11-02T00:00Z') }
    const planned = subject.thread.plan(thread, request, { tierUsed: 1000, templates: noTemplates })
    expect(isRight(planned) && short(planned.right)).toEqual([
      'service 11-01T00:00:00 11-01T12:00:00 free_customer_service',
      'service 10-31T13:00:00 11-01T00:00:00 regular',
    ])
    expect(isRight(planned) && explainPlan(planned.right)).toEqual([
      "1. Cheapest: a service message from Sun 1 Nov 2026 00:00 UTC until Sun 1 Nov 2026 12:00 UTC. It is free as a service message: 0 of the month's 1000 free ones are used (OCT26-2, OCT26-3, POS-12, POS-19).",
      "2. Earliest: a service message now until Sun 1 Nov 2026 00:00 UTC. It is charged as a service message: the month's 1000 free ones are used up (OCT26-2, OCT26-3, POS-12, POS-19).",
      'Not all templates are known; one that is named is planned, too.',
      'Not known: restrictions, throughput.',
    ])
  })

  test('goes by prices where there are some, and by the days on which they change', () => {
    const cheaper = at('2026-10-07T00:00Z')
    const plan = planOf([listed], {
      message: ready,
      orAs: [{ kind: 'template', name: 'sale', language: 'fr' }],
      from: at('2026-10-06T00:00Z'),
      until: at('2026-10-09T00:00Z'),
      prices: {
        costOf: ({ category }, instant) => (category === 'utility' ? (instant < cheaper ? 9n : 4n) : 5n),
        changeAt: [cheaper],
      },
    })
    expect(short(plan)).toEqual([
      'order_ready 10-07T00:00:00 … regular',
      'sale 10-06T00:00:00 … regular',
      'order_ready 10-06T00:00:00 10-07T00:00:00 regular',
      'service 10-06T00:00:00 … free_customer_service customer-writes',
    ])
    expect([plan.cheapest, plan.earliest]).toEqual([plan.options[0], plan.options[1]])
  })

  test('says why nothing is allowed now, and what is not known', () => {
    const closed = planOf([wrote('2026-10-05T08:00Z')], {
      message: service,
      from: at('2026-10-06T08:00Z'),
      until: at('2026-10-09T00:00Z'),
    })
    expect(closed.notKnown).toEqual(['templates', 'restrictions', 'throughput'])
    expect(explainPlan(closed, { timeZone: 'Europe/Paris' }).slice(0, 2)).toEqual([
      'Now refused: a service message may not be sent, because the customer service window closed at Tue 6 Oct 2026 10:00 Europe/Paris (G6, CSW-3, POS-1). Instead: send an approved template; or wait for the customer to write.',
      "1. If the customer writes: a service message. It is free as a service message: 0 of the month's 1000 free ones are used (OCT26-2, OCT26-3, POS-12, POS-19).",
    ])
    const stopped: Event = {
      type: 'account-restricted',
      id: 'r',
      at: at('2026-10-01T00:00Z'),
      account: 'A',
      restriction: 'all-messages',
    }
    const never = planOf([stopped], {
      message: ready,
      from: at('2026-10-06T08:00Z'),
      until: at('2026-10-09T00:00Z'),
    })
    expect(explainPlan(never)).toEqual([
      'Now refused: the template order_ready (fr) may not be sent, because WhatsApp forbids the account to send anything until further notice (LIM-29, POS-44). Nothing that is known would be allowed instead. Nothing is known of this template.',
      'Nothing is allowed from Tue 6 Oct 2026 08:00 UTC until Fri 9 Oct 2026 00:00 UTC.',
      'Nothing is known of the template order_ready (fr): taken as approved.',
      'Not known: messaging limit, throughput.',
    ])
  })

  test('waits for the throughput, and longer where the customer writes first', () => {
    const [first, second] = ['2026-10-05T09:00:00.000Z', '2026-10-05T09:00:00.400Z']
    const perSecond: Event = {
      type: 'throughput-changed',
      id: 't',
      at: at('2026-10-01T00:00Z'),
      phoneNumberId: '100',
      perSecond: 2,
    }
    const plan = planOf([perSecond, templated(first), templated(second), listed], {
      message: ready,
      from: at('2026-10-05T09:00:00.600Z'),
      until: at('2026-10-05T09:00:03Z'),
    })
    expect(plan.options.map(({ at: from, needs }) => [from - at(first), ...needs])).toEqual([
      [1_000],
      [1_400, 'customer-writes'],
    ])
  })

  test('says what matters for a later option, though not now', () => {
    const template = { kind: 'template', name: 'ready', language: 'fr', category: 'utility' } as const
    const { thread } = subject.thread.absorb(emptyThread, wrote('2022-10-30T20:00Z'))
    const request = { message: template, from: at('2022-10-31T13:00Z'), until: at('2022-11-05T00:00Z') }
    const planned = subject.thread.plan(thread, request, { tierUsed: 1000, templates: noTemplates })
    expect(isRight(planned) && short(planned.right)).toEqual([
      'ready 11-01T00:00:00 … free_tier',
      'ready 10-31T13:00:00 10-31T20:00:00 regular',
    ])
    expect(isRight(planned) && planned.right.notKnown).toEqual([
      'templates',
      'messaging-limit',
      'restrictions',
      'throughput',
    ])
  })

  test('misses no templates where one is asked about that is known', () => {
    const known: Event = {
      type: 'template-changed',
      id: 't',
      at: at('2026-10-01T00:00Z'),
      name: 'order_ready',
      language: 'fr',
      status: 'APPROVED',
      category: 'UTILITY',
    }
    const plan = planOf([known], {
      message: service,
      orAs: [ready],
      from: at('2026-10-06T00:00Z'),
      until: at('2026-10-09T00:00Z'),
    })
    expect(plan.notKnown).toEqual(['messaging-limit', 'restrictions', 'throughput'])
  })

  test('says in words what is allowed without an end', () => {
    const plan = planOf([listed], {
      message: ready,
      from: at('2026-10-06T00:00Z'),
      until: at('2026-10-09T00:00Z'),
    })
    expect(explainPlan(plan)[0]).toMatch(/^1\. Cheapest and earliest: the template order_ready \(fr\) now\. /)
  })

  test('as JSON names its options by their places', () => {
    const events = [wrote('2026-10-05T08:00Z'), listed]
    const plan = planOf(events, {
      message: service,
      from: at('2026-10-06T08:00Z'),
      until: at('2026-10-09T00:00Z'),
    })
    expect(planToJson(plan, ({ cost }) => ({ cost: String(cost) }))).toMatchObject({
      from: '2026-10-06T08:00:00.000Z',
      until: '2026-10-09T00:00:00.000Z',
      now: [{ message: { kind: 'service' }, answer: 'refused' }],
      earliest: 0,
      cheapest: 0,
      options: [
        {
          at: '2026-10-06T08:00:00.000Z',
          until: null,
          needs: [],
          asked: false,
          message: { kind: 'template', name: 'order_late', language: 'fr', category: 'utility' },
          validUntil: null,
          charge: { unit: 'message', category: 'utility', type: 'regular' },
          cost: 'null',
        },
        { needs: ['customer-writes'], asked: true, message: { kind: 'service' }, cost: '0' },
      ],
    })
    expect(planToJson(planOf([], { message: service, from: 0, until: 0 }))).toMatchObject({
      earliest: null,
      cheapest: null,
      options: [],
    })
  })

  test('of an instant that is too old, or none, is refused', () => {
    const state = [wrote('2026-10-05T08:00Z'), wrote('2026-10-25T08:00Z')].reduce(
      subject.evolve,
      subject.initial,
    )
    const answers = [
      { from: at('2026-10-06T00:00Z'), until: at('2026-10-27T00:00Z') },
      { from: Number.NaN, until: at('2026-10-27T00:00Z') },
      { from: at('2026-10-26T00:00Z'), until: Infinity },
    ].map((time) => subject.plan(state, key, { message: service, ...time }))
    expect(answers.map((answer) => isLeft(answer) && answer.left.answer)).toEqual([
      'too-old',
      'no-instant',
      'no-instant',
    ])
  })

  test.each<[unknown, string]>([
    [null, 'plan: a plan is asked for by { message, from, until }, not by null'],
    [{ from: 0, until: 1 }, 'plan: $.kind: must be service, reaction, template'],
    [{ message: service, orAs: [{ kind: 'text' }], from: 0, until: 1 }, 'not "text"'],
    [{ message: service, from: '2026', until: 1 }, 'plan: $.from: must be epoch milliseconds, not "2026"'],
  ])('that is asked for by %j is a mistake of the caller', (request, reason) => {
    const untyped = (): unknown => Reflect.apply(subject.plan, undefined, [subject.initial, key, request])
    expect(untyped).toThrow(reason)
  })
})
