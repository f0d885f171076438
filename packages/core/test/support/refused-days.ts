import fc from 'fast-check'
import { DAY, HOUR, MINUTE, type Content, type Event, type Instant, type Question } from '../../src/index.ts'
import { origin } from './names.ts'

/** Days on which much is refused: messages that fail, and the events that make them fail. */
export interface RefusedDay {
  /** In the order in which they happened. */
  readonly events: readonly Event[]
  /** Every message that was sent. */
  readonly sends: readonly Sending[]
}

export interface Sending {
  readonly phoneNumberId: string
  readonly customer: string
  readonly message: string
  readonly at: Instant
  /** What was sent; `null` where only statuses show it. */
  readonly content: Content | null
  readonly asksToCall: boolean
  /** When it failed, and with which code; `null` where it did not. */
  readonly failed: { readonly at: Instant; readonly errorCode: number | null } | null
}

const SECOND = 1_000
const account = 'A'

const threads = ['100', '200'].flatMap((phoneNumberId) =>
  ['15550100001', '12125550100', '33600000001', 'group-1'].map((customer) => ({ phoneNumberId, customer })),
)

const contents: readonly Content[] = [
  { kind: 'service' },
  { kind: 'service' },
  { kind: 'reaction' },
  { kind: 'template', name: 'news', language: 'en', category: 'marketing' },
  { kind: 'template', name: 'news', language: 'en' },
  { kind: 'template', name: 'parcel', language: 'en', category: 'utility' },
]

const codes = [131047, 131049, 131050, 131056, 130429, 132001, 132015, 131026, 131048, 368, 999_999, null]

type Step =
  | { readonly is: 'says' | 'stop' | 'resume' | 'suspended' | 'active' | 'released' | 'listed' }
  | { readonly is: 'status'; readonly name: string; readonly status: string }
  | {
      readonly is: 'restricted'
      readonly restriction: 'replies' | 'all-messages' | 'business-initiated-messages'
    }
  | { readonly is: 'limit' | 'throughput'; readonly amount: number }
  | {
      readonly is: 'sends'
      readonly content: Content
      readonly isSeen: boolean
      readonly asksToCall: boolean
      readonly fate: readonly [delivered: number | null, failed: number | null]
      readonly errorCode: number | null
    }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ is: 'says' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constantFrom('stop' as const, 'resume', 'suspended', 'active', 'released', 'listed'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('status' as const),
      name: fc.constantFrom('news', 'parcel'),
      status: fc.constantFrom('APPROVED', 'PAUSED', 'REJECTED', 'DISABLED'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('restricted' as const),
      restriction: fc.constantFrom('replies' as const, 'all-messages', 'business-initiated-messages'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constantFrom('limit' as const, 'throughput'),
      amount: fc.integer({ min: 1, max: 2 }),
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      is: fc.constant('sends' as const),
      content: fc.constantFrom(...contents),
      isSeen: fc.boolean(),
      asksToCall: fc.boolean(),
      fate: fc.constantFrom<readonly [number | null, number | null]>(
        [null, null],
        [SECOND, null],
        [null, 0],
        [null, SECOND],
        [null, SECOND],
        [null, HOUR],
        [SECOND, 2 * SECOND],
      ),
      errorCode: fc.constantFrom(...codes),
    }),
  },
)

const gap = fc.constantFrom(0, 0, 500, SECOND, 5 * SECOND, MINUTE, HOUR, 12 * HOUR, DAY - 1, DAY)

/** Days with up to so many steps; no event is later than the horizon, whatever the order in which they come. */
export const refusedDays = (maxLength = 14): fc.Arbitrary<RefusedDay> =>
  fc.array(fc.tuple(gap, fc.constantFrom(...threads), step), { minLength: 2, maxLength }).map((steps) => {
    let at = origin
    const events: Event[] = []
    const sends: Sending[] = []
    for (const [index, [wait, thread, one]] of steps.entries()) {
      at += wait
      if (at > origin + 7 * DAY) break
      const what = happening(one, at, `n${index}`, thread)
      events.push(...what.events)
      if (what.sending !== null) sends.push(what.sending)
    }
    return { events: events.sort((a, b) => a.at - b.at), sends }
  })

interface Happening {
  readonly events: readonly Event[]
  readonly sending: Sending | null
}

type ThreadName = (typeof threads)[number]

const happening = (one: Step, at: Instant, id: string, thread: ThreadName): Happening => {
  const only = (event: Event): Happening => ({ events: [event], sending: null })
  const { phoneNumberId } = thread
  switch (one.is) {
    case 'says':
      return only({ type: 'customer-messaged', id, at, kind: 'text', ...thread })
    case 'stop':
    case 'resume':
      return only({ type: 'marketing-preference', id, at, value: one.is, ...thread })
    case 'suspended':
    case 'active':
      return only({ type: 'group-changed', id, at, phoneNumberId, group: 'group-1', state: one.is })
    case 'released':
      return only({ type: 'account-released', id, at, account })
    case 'listed':
      return only({
        type: 'templates-listed',
        id,
        at,
        account,
        templates: [{ name: 'news', language: 'en', category: 'marketing', status: 'APPROVED' }],
      })
    case 'status':
      return only({
        type: 'template-changed',
        id,
        at,
        account,
        name: one.name,
        language: 'en',
        status: one.status,
      })
    case 'restricted':
      return only({
        type: 'account-restricted',
        id,
        at,
        account,
        restriction: one.restriction,
        until: at + 30 * HOUR,
      })
    case 'limit':
      return only({ type: 'messaging-limit-changed', id, at, account, limit: one.amount })
    case 'throughput':
      return only({ type: 'throughput-changed', id, at, phoneNumberId, perSecond: one.amount })
    case 'sends':
      return sent(one, at, id, thread)
  }
}

const sent = (
  { content, isSeen, asksToCall, fate, errorCode }: Extract<Step, { is: 'sends' }>,
  at: Instant,
  id: string,
  thread: ThreadName,
): Happening => {
  const [delivered, failed] = fate
  const status = (is: 'sent' | 'delivered' | 'failed', after: number): Event => ({
    type: 'message-status',
    id: `${id}/${is}`,
    message: id,
    status: is,
    at: at + after,
    ...(is === 'failed' && errorCode !== null ? { errorCode } : {}),
    ...thread,
  })
  const asks = isSeen && asksToCall && content.kind === 'service'
  return {
    events: [
      isSeen ? { type: 'business-messaged', id, at, content, ...thread } : status('sent', 0),
      ...(asks
        ? [{ type: 'call-permission-requested' as const, id, at, by: 'service' as const, ...thread }]
        : []),
      ...(delivered === null ? [] : [status('delivered', delivered)]),
      ...(failed === null ? [] : [status('failed', failed)]),
    ],
    sending: {
      ...thread,
      message: id,
      at,
      content: isSeen ? content : null,
      asksToCall: asks,
      failed: failed === null ? null : { at: at + failed, errorCode },
    },
  }
}

/** One question of each kind. */
export const questions: readonly Question[] = [
  ...contents,
  { kind: 'call-permission-request', by: 'service' },
  { kind: 'call-permission-request', by: 'template' },
]
