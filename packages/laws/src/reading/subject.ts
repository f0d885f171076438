import type { Event, Instant, ThreadEvent } from '@guichet/core'
import type { Key, Reply, Request, Subject } from '../protocol.ts'
import { horizonHours, isThreadEvent, iso } from '../story.ts'
import { readAsk } from './ask.ts'
import { booksWith, hour, localDate } from './calendar.ts'
import { readCharges } from './charges.ts'
import { instantOf, readEvent } from './events.ts'
import { factsOf, type Facts } from './facts.ts'
import { peopleIn } from './people.ts'
import { readView } from './view.ts'

/** A subject that answers at once. */
export interface Reader extends Subject {
  readonly answer: (requests: readonly Request[]) => readonly Reply[]
}

/** The version of the protocol that a reply to `reset` names; the first where it names none. */
export const versionIn = (reply: Reply | undefined): 1 | 2 => (reply?.['protocol'] === 2 ? 2 : 1)

/** The reading copy as an engine that answers the whole protocol: each batch is a conversation of its own. */
export const readingCopy: Reader = {
  name: 'reading copy',
  answer: (requests) => {
    const read = startReading()
    return requests.map((request) => read(request, 2))
  },
}

/** What the reading copy answers beside an engine: in the version of the protocol that the engine's replies name. */
export const readBeside = (
  requests: readonly Request[],
  replies: readonly (Reply | undefined)[],
): readonly Reply[] => {
  const read = startReading()
  return requests.map((request, index) => read(request, versionIn(replies[index])))
}

/** Begins with nothing known; each request is answered from all that was told before it, a reset in a version. */
const startReading = (): ((request: Request, version: 1 | 2) => Reply) => {
  let facts: Facts & { readonly horizonHours: number } = nothing
  return (request, protocol) => {
    switch (request.op) {
      case 'reset': {
        if (!isTimeZone(request.timeZone)) return failure('invalid-argument', 'unknown time zone')
        const rulebooks = booksWith(request.amendments).map(({ id }) => id)
        if (request.rulebook !== 'auto' && !rulebooks.includes(request.rulebook))
          return failure('invalid-argument', 'unknown rulebook')
        facts = { ...nothing, ...request, protocol, ...(protocol === 2 ? { settings: request } : {}) }
        return { ok: true, rulebooks, ...(protocol === 2 ? { protocol } : {}) }
      }
      case 'absorb': {
        const told = request.events.map(readEvent).filter((event) => event !== null)
        if (told.length < request.events.length) return failure('invalid-argument', 'not an event')
        const { counts, events } = told.reduce(taken(facts), { counts: none, events: facts.events })
        facts = { ...facts, events }
        return { ok: true, ...counts }
      }
      case 'view':
      case 'ask': {
        const at = instantOf(request.at)
        if (Number.isNaN(at)) return failure('invalid-argument', 'at is no instant')
        const earliest = newestIn(facts.events, request, at) - facts.horizonHours * hour
        if (at < earliest)
          return failure('too-old', `facts before ${iso(earliest)} are settled; ask about a later instant`)
        if (request.op === 'ask' && !isQuestion(request.message.kind, facts.protocol ?? 1))
          return failure('invalid-argument', 'not a question')
        return request.op === 'view'
          ? { ok: true, ...readView(facts, request, at) }
          : { ok: true, ...readAsk(facts, request, at, request.message) }
      }
      case 'charges':
        return { ok: true, charges: readCharges(facts, request) }
      default:
        return failure('unknown-op', 'no operation of the protocol')
    }
  }
}

/** Version 1 asks for messages only. */
const isQuestion = (kind: string, version: 1 | 2): boolean =>
  ['service', 'reaction', 'template'].includes(kind) ||
  (version === 2 && ['call', 'call-permission-request'].includes(kind))

const nothing = { timeZone: 'UTC', rulebook: 'auto', events: [], horizonHours } as const
const none = { absorbed: 0, duplicates: 0, late: 0 }

interface Taken {
  readonly counts: typeof none
  readonly events: readonly Event[]
}

/** One more event, unless it came beyond the horizon or is known already. */
const taken =
  (facts: { readonly horizonHours: number }) =>
  ({ counts, events }: Taken, event: Event): Taken => {
    // What is not late beside the newest of all facts is not late in its thread.
    if (isThreadEvent(event) && event.at < newestOf(events) - facts.horizonHours * hour) {
      const { about } = peopleIn([...events, event], event.phoneNumberId)
      const own = events
        .filter(isThreadEvent)
        .filter((other) => isSamePlace(other, event) && about(other) === about(event))
      if (event.at < newestOf(own) - facts.horizonHours * hour)
        return { counts: { ...counts, late: counts.late + 1 }, events }
    }
    const text = JSON.stringify(event)
    if (events.some((known) => known.id === event.id && JSON.stringify(known) === text))
      return { counts: { ...counts, duplicates: counts.duplicates + 1 }, events }
    return { counts: { ...counts, absorbed: counts.absorbed + 1 }, events: [...events, event] }
  }

/** The newest fact of a thread; `-Infinity` where nothing is known of it. */
const newestIn = (events: readonly Event[], key: Key, at: Instant): Instant =>
  newestOf(factsOf(events, key, at))

const newestOf = (events: readonly Event[]): Instant =>
  events.reduce((newest, { at }) => Math.max(newest, at), -Infinity)

const isSamePlace = (one: ThreadEvent, other: ThreadEvent): boolean =>
  one.phoneNumberId === other.phoneNumberId

const isTimeZone = (name: string): boolean => {
  try {
    localDate(0, name)
    return true
  } catch {
    return false
  }
}

const failure = (code: string, message: string): Reply => ({ ok: false, error: { code, message } })
