import fc from 'fast-check'
import { DAY, HOUR, MINUTE, type Instant, type ThreadEvent } from '../../src/index.ts'
import { key, origin } from './names.ts'

export { key, origin }

/** Instants near the deadlines that the rules speak of, a millisecond around each, and anything between. */
const gap: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, 1, MINUTE, HOUR, 12 * HOUR, DAY - 1, DAY, DAY + 1, 2 * DAY, 3 * DAY),
  fc.integer({ min: 0, max: 30 * HOUR }),
)

const kind = fc.constantFrom('text', 'text', 'image', 'reaction', 'edit', 'unsupported', 'poll_vote')

type Draft =
  | { what: 'customer'; kind: string; ad: boolean }
  | { what: 'call' | 'accepted-call' | 'stop' | 'resume' }
  | { what: 'send'; template: boolean; fate: readonly [number | null, number | null]; known: boolean }

const draft: fc.Arbitrary<Draft> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('customer' as const), kind, ad: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constantFrom('call' as const, 'accepted-call', 'stop', 'resume') }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      what: fc.constant('send' as const),
      template: fc.boolean(),
      // A failure comes after a while, seldom after the delivery.
      fate: fc.constantFrom<readonly [delivered: number | null, failed: number | null]>(
        [null, null],
        [0, null],
        [2000, null],
        [HOUR, null],
        [3 * DAY, null],
        [29 * DAY, null],
        [null, 0],
        [null, 1],
        [null, HOUR],
        [null, 40 * HOUR],
        [null, 9 * DAY],
        [2000, 5000],
        [3 * DAY, 3 * DAY + HOUR],
        // Long after the delivery another member of a group reports a failure.
        [2000, 12 * DAY],
        [2000, 20 * DAY],
      ),
      known: fc.boolean(),
    }),
  },
)

/** What one draft leaves behind: a fact, or a message with its statuses. */
const events = (step: Draft, at: Instant, index: number): ThreadEvent[] => {
  const id = `m${index}`
  switch (step.what) {
    case 'customer':
      return [
        step.ad
          ? { type: 'customer-messaged', id, at, kind: step.kind, entryPoint: { source: 'ad' }, ...key }
          : { type: 'customer-messaged', id, at, kind: step.kind, ...key },
      ]
    case 'call':
      return [{ type: 'customer-called', id, at, ...key }]
    case 'accepted-call':
      return [{ type: 'business-call-accepted', id, at, ...key }]
    case 'stop':
    case 'resume':
      return [{ type: 'marketing-preference', id, at, value: step.what, ...key }]
    case 'send': {
      const [delivered, failed] = step.fate
      const status = (name: 'sent' | 'delivered' | 'failed', after: number): ThreadEvent => ({
        type: 'message-status',
        id: `${id}/${name}`,
        message: id,
        status: name,
        at: at + after,
        pricing: { model: 'PMP', category: step.template ? 'utility' : 'service' },
        ...key,
      })
      return [
        step.known
          ? {
              type: 'business-messaged',
              id,
              at,
              content: step.template
                ? { kind: 'template', name: 'hello', language: 'en_US' }
                : { kind: 'service' },
              ...key,
            }
          : status('sent', 0),
        ...(delivered === null ? [] : [status('delivered', delivered)]),
        ...(failed === null ? [] : [status('failed', failed)]),
      ]
    }
  }
}

/** Facts of one thread, in the order in which they happened. */
export const trace = (maxLength = 12): fc.Arbitrary<readonly ThreadEvent[]> =>
  fc.array(fc.tuple(gap, draft), { minLength: 1, maxLength }).map((steps) => {
    let at = origin
    return steps
      .flatMap(([wait, step], index) => {
        at += wait
        return events(step, at, index)
      })
      .sort((a, b) => a.at - b.at)
  })

/** A trace short enough that no arrival order makes an event late. */
export const recentTrace = (maxLength = 12): fc.Arbitrary<readonly ThreadEvent[]> =>
  trace(maxLength).map((facts) => facts.filter((event) => event.at < (facts[0]?.at ?? 0) + 8 * DAY))

/** A trace together with an order of arrival, some events twice. */
export const arrivals = (
  maxLength = 12,
): fc.Arbitrary<readonly [readonly ThreadEvent[], readonly ThreadEvent[]]> =>
  recentTrace(maxLength).chain((facts) =>
    fc
      .tuple(
        fc.shuffledSubarray([...facts], { minLength: facts.length, maxLength: facts.length }),
        fc.array(fc.constantFrom(...facts), { maxLength: 6 }),
      )
      .map(([shuffled, again]) => [facts, [...shuffled, ...again]] as const),
  )

/** Instants worth asking about: around every fact and every deadline that it sets. */
export const instantsAround = (facts: readonly ThreadEvent[]): readonly Instant[] => [
  ...new Set(
    facts.flatMap(({ at }) =>
      [0, HOUR, DAY, 3 * DAY].flatMap((later) => [at + later - 1, at + later, at + later + 1]),
    ),
  ),
]
