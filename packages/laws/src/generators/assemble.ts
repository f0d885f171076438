import fc from 'fast-check'
import type { Event, Instant } from '@guichet/core'
import { day, hour } from '../reading/calendar.ts'
import { byText } from '../reading/in-order.ts'
import { horizonHours, type Story } from '../story.ts'
import { deadlines, type Stage } from './stage.ts'

/** How an event comes: so long after it happened, and perhaps a second time. */
export interface Arrival {
  readonly delay: number
  readonly again: number | null
}

/** An instant worth asking about: so long after one of the facts, or after the turn. */
export interface Asking {
  readonly fact: number
  readonly later: number
}

/** What a story needs beside its events. */
export interface Manner {
  readonly arrivals: readonly Arrival[]
  readonly askings: readonly Asking[]
  readonly dice: number
}

const horizon = horizonHours * hour

/** Mostly at once, sometimes as late as can be. */
const anyDelay: fc.Arbitrary<number> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.constantFrom(2000, hour, day, 3 * day, 7 * day, horizon - 1, horizon) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: horizon }) },
)

/** At once but for an outage of some hours, or of a week. */
const realDelay: fc.Arbitrary<number> = fc.oneof(
  { weight: 14, arbitrary: fc.constantFrom(0, 0, 1000, 3000) },
  { weight: 1, arbitrary: fc.constantFrom(2 * hour, 36 * hour, 7 * day) },
)

const arrival = (delay: fc.Arbitrary<number>): fc.Arbitrary<Arrival> =>
  fc.record({
    delay,
    again: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: delay }),
  })

const asking: fc.Arbitrary<Asking> = fc
  .tuple(
    fc.nat({ max: 30 }),
    fc.constantFrom(0, hour, ...deadlines, 48 * hour, 6000, 12_000, 1000),
    fc.constantFrom(0, -1, 1),
  )
  .map(([fact, later, tick]) => ({ fact, later: later + tick }))

const manner = (delay: fc.Arbitrary<number>): fc.Arbitrary<Manner> =>
  fc.record({
    arrivals: fc.array(arrival(delay), { minLength: 4, maxLength: 24, size: 'max' }),
    askings: fc.array(asking, { minLength: 1, maxLength: 6 }),
    dice: fc.nat({ max: 999 }),
  })

/** Events come in any order that the lateness horizon admits. */
export const anyManner: fc.Arbitrary<Manner> = manner(anyDelay)
/** Events come as they do from day to day. */
export const realManner: fc.Arbitrary<Manner> = manner(realDelay)

/** Makes a story of what happened. Events are put into the order of time. */
export const assemble = (stage: Stage, happened: readonly Event[], how: Manner): Story => {
  const events = happened.toSorted((a, b) => a.at - b.at)
  return {
    timeZone: stage.timeZone,
    rulebook: stage.rulebook,
    ...(stage.amendments === undefined ? {} : { amendments: stage.amendments }),
    events,
    arrivals: arriving(events, how.arrivals),
    asked: instantsAsked(events, stage, how.askings),
    dice: how.dice,
  }
}

/**
 * In the order in which they come. None comes later than the horizon after it happened, so none that came
 * before it is newer by more than that: each is taken in.
 */
const arriving = (events: readonly Event[], arrivals: readonly Arrival[]): readonly Event[] =>
  events
    .flatMap((event, index) => {
      const { delay, again } = arrivals[index % arrivals.length] ?? { delay: 0, again: null }
      const first = { event, comesAt: event.at + delay }
      return again === null ? [first] : [first, { event, comesAt: event.at + again }]
    })
    .sort((a, b) => a.comesAt - b.comesAt || a.event.at - b.event.at || byText(a.event.id, b.event.id))
    .map(({ event }) => event)

const earliest = Date.UTC(2009, 0, 1)
const latest = Date.UTC(2100, 0, 1)

const instantsAsked = (
  events: readonly Event[],
  { turn }: Stage,
  askings: readonly Asking[],
): readonly Instant[] => {
  const bases = [...events.map(({ at }) => at), turn]
  const newest = Math.max(...events.map(({ at }) => at))
  const instants = askings.map(({ fact, later }) => (bases[fact % bases.length] ?? turn) + later)
  const answerable = instants.filter((at) => at >= newest - horizon && at >= earliest && at < latest)
  return [...new Set([...answerable, newest])].sort((a, b) => a - b)
}
