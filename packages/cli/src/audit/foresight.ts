import {
  HOUR,
  isLeft,
  type Engine,
  type Event,
  type Instant,
  type Question,
  type Reason,
  type State,
  type ThreadEvent,
  type ThreadKey,
} from '@guichet/core'
import { beforeSending, sendingOf, threadOf } from '@guichet/core/store'
import { questionOf, type Sent } from './question-of.ts'

/**
 * Asks of the messages that WhatsApp failed whether the rules would have refused them just before: at the instant of
 * sending, by all else that had happened by then. It asks as late as the engine still knows that instant, so that the
 * order of the log's lines does not matter.
 */
export interface Foresight {
  /** Before the state takes an event in: asks what would be out of reach afterwards. */
  readonly before: (event: ThreadEvent, state: State) => void
  /** After the state took an event in. */
  readonly after: (event: ThreadEvent, state: State) => void
  /** What was to be sent is known by more than its events: a request for permission to call that was refused. */
  readonly told: (wamid: string, question: Question) => void
  /** Asks what is left, at the end of the input. */
  readonly finish: (state: State) => void
  /** Why the rules would have refused a message, once; `null` where they would not have. */
  readonly reasonsOf: (phoneNumberId: string, wamid: string) => readonly Reason[] | null
}

interface Failed extends ThreadKey {
  readonly wamid: string
  /** When it failed. */
  readonly at: Instant
}

/** What is sent in one hour is asked about together, an hour before it is out of reach: its sending may turn out earlier. */
const margin = HOUR

export const startForesight = (engine: Engine): Foresight => {
  const { horizon } = engine.settings
  const failed = new Map<number, Failed[]>()
  const foreseen = new Map<string, readonly Reason[]>()
  const known = new Map<string, Question>()
  let newest: Instant = -Infinity
  let earliest = Infinity

  const ask = (one: Failed, state: State): void => {
    const { wamid, phoneNumberId, customer } = one
    const key = { phoneNumberId, customer }
    const events = eventsOf(state, one)
    const [message] = engine.history(events).messages
    if (message === undefined) return
    const sent: Sent = { message, asksToCall: requestIn(events), told: known.get(wamid) ?? null }
    const { question, isNamed } = questionOf(sent)
    const answer = engine.ask(beforeSending(state, key, wamid, message.sentAt), key, question, message.sentAt)
    if (!isLeft(answer) || answer.left.answer !== 'refused') return
    // A template that is not named may be any of those that exist.
    const reasons = answer.left.reasons.filter(({ code }) => isNamed || code !== 'template-unknown')
    if (reasons.length > 0) foreseen.set(nameOf(phoneNumberId, wamid), reasons)
  }

  const askUntil = (until: Instant, state: State): void => {
    if (earliest * HOUR >= until) return
    const hours = [...failed.keys()].filter((hour) => hour * HOUR < until)
    for (const hour of hours) {
      for (const one of failed.get(hour) ?? []) ask(one, state)
      failed.delete(hour)
    }
    earliest = Math.min(...failed.keys())
  }
  const askOutOfReach = (state: State): void => askUntil(newest - horizon + margin, state)

  return {
    before: ({ at }, state) => {
      if (at <= newest) return
      newest = at
      askOutOfReach(state)
    },
    after: (event, state) => {
      if (event.type !== 'message-status' || event.status !== 'failed') return
      const { phoneNumberId, customer, message: wamid, at } = event
      const hour = Math.floor(sendingOf(threadOf(state, event), event) / HOUR)
      const others = failed.get(hour)
      if (others === undefined) failed.set(hour, [{ phoneNumberId, customer, wamid, at }])
      else others.push({ phoneNumberId, customer, wamid, at })
      earliest = Math.min(earliest, hour)
      askOutOfReach(state)
    },
    told: (wamid, question) => known.set(wamid, question),
    finish: (state) => askUntil(Infinity, state),
    reasonsOf: (phoneNumberId, wamid) => {
      const name = nameOf(phoneNumberId, wamid)
      const reasons = foreseen.get(name) ?? null
      foreseen.delete(name)
      return reasons
    },
  }
}

const nameOf = (phoneNumberId: string, wamid: string): string => `${phoneNumberId} ${wamid}`

/** The events of one message that the thread keeps. */
const eventsOf = (state: State, { wamid, at, ...key }: Failed): readonly ThreadEvent[] => {
  const events: ThreadEvent[] = []
  for (let rest = threadOf(state, key, at).facts; rest !== null; rest = rest.earlier)
    if (isAbout(rest.event, wamid)) events.push(rest.event)
  return events
}

const isAbout = (event: Event, wamid: string): boolean =>
  event.type === 'message-status'
    ? event.message === wamid
    : event.id === wamid && (event.type === 'business-messaged' || event.type === 'call-permission-requested')

const requestIn = (events: readonly ThreadEvent[]): 'service' | 'template' | null => {
  const request = events.find((event) => event.type === 'call-permission-requested')
  return request?.by ?? null
}
