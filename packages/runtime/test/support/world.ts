import {
  isRight,
  parseEvent,
  type Duration,
  type Engine,
  type Event,
  type Instant,
  engine as engineOf,
} from '@guichet/core'
import {
  machineTimer,
  memoryStore,
  runtime,
  type Dispatch,
  type DispatchOutcome,
  type Echo,
  type Runtime,
  type Store,
  type Timer,
  type WebhookReader,
  type WebhookReading,
} from '../../src/index.ts'
import { writeEvent } from '../../src/event-text.ts'

/** A webhook body for tests: the events themselves, as JSON. */
export const bodyOf = (events: readonly Event[], echoes: readonly Echo[] = []): string =>
  JSON.stringify({ events: events.map((event) => JSON.parse(writeEvent(event)) as unknown), echoes })

interface Body {
  readonly events?: readonly unknown[]
  readonly echoes?: readonly Echo[]
}

/** Reads such a body; whatever is no event is unread. */
export const readBody = (text: string): WebhookReading => {
  let body: Body
  try {
    body = JSON.parse(text) as Body
  } catch {
    return { events: [], unread: [{ path: '$', reason: 'not JSON' }], echoes: [] }
  }
  const read = (body.events ?? []).map(parseEvent)
  return {
    events: read.flatMap((one) => (isRight(one) ? [one.right] : [])),
    unread: read.flatMap((one, index) =>
      isRight(one) ? [] : [{ path: `$.events[${index}]`, reason: one.left[0]?.reason ?? '' }],
    ),
    echoes: body.echoes ?? [],
  }
}

/** A runtime on a store, with a clock that is set by hand and a WhatsApp that answers as it is told. */
export interface World {
  readonly runtime: Runtime
  readonly store: Store
  readonly clock: { now: Instant }
  /** Everything that was handed to WhatsApp. */
  readonly dispatched: Dispatch[]
  /** How WhatsApp answers the next messages; an accepted message, when nothing is said. */
  readonly answers: (() => Promise<DispatchOutcome>)[]
}

export interface WorldInput {
  readonly store?: Store
  readonly engine?: Engine
  readonly now?: Instant
  readonly cachedThreads?: number
  readonly largestBatch?: number
  readonly enoughForAnotherCommit?: number
  readonly countsAhead?: Duration
  readonly timer?: Timer
  readonly read?: WebhookReader
}

export const start: Instant = Date.UTC(2026, 9, 20, 12)

export const worldOf = ({
  store = memoryStore(),
  engine = engineOf(),
  now = start,
  cachedThreads = 100,
  largestBatch = 100,
  enoughForAnotherCommit = 64,
  countsAhead,
  timer = machineTimer,
  read = readBody,
}: WorldInput = {}): World => {
  const clock = { now }
  const dispatched: Dispatch[] = []
  const answers: (() => Promise<DispatchOutcome>)[] = []
  let ids = 0
  return {
    clock,
    dispatched,
    answers,
    store,
    runtime: runtime({
      engine,
      store,
      read,
      cachedThreads,
      largestBatch,
      enoughForAnotherCommit,
      timer,
      ...(countsAhead === undefined ? {} : { countsAhead }),
      transport: {
        send: (message) => {
          dispatched.push(message)
          const answer = answers.shift()
          return answer === undefined ? Promise.resolve(accepted(`wamid.${dispatched.length}`)) : answer()
        },
      },
      surroundings: {
        now: () => clock.now,
        newId: () => `id-${Math.random().toString(36).slice(2)}-${ids++}`,
        nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
      },
    }),
  }
}

export const accepted = (
  wamid: string,
  customer: { waId?: string; userId?: string } = {},
): DispatchOutcome => ({
  outcome: 'accepted',
  wamid,
  customer,
})
