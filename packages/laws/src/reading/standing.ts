import type { Event, Instant } from '@guichet/core'
import { startOfLocalDay } from './calendar.ts'
import type { Facts } from './facts.ts'
import type { Moment } from './moment.ts'
import { windowAt } from './window.ts'

/** What had happened by the asked instant, in the thread, at its number and in its account. */
export interface Standing {
  readonly all: Facts
  /** All events until then; identities and whose number is whose are known from all that there are. */
  readonly past: readonly Event[]
  readonly moment: Moment
}

export const standingOf = (all: Facts, moment: Moment): Standing => {
  const known = readBefore.get(moment)
  if (known !== undefined) return known
  const standing = { all, past: all.events.filter((event) => event.at <= moment.at), moment }
  readBefore.set(moment, standing)
  return standing
}

/** Several questions are asked about one moment. */
const readBefore = new WeakMap<Moment, Standing>()

/** Is the customer service window open at an instant, if nothing else happens? */
export const isOpenAt = ({ moment }: Standing, at: Instant): boolean =>
  windowAt(moment.facts, at, moment.calendar) !== null

/** When the window that is open now closes. */
export const closingOf = ({ moment }: Standing): readonly Instant[] =>
  moment.window === null ? [] : [moment.window.closesAt]

/** The midnight at which a date begins for the account. */
export const midnightOf = ({ all }: Standing, date: string): Instant => startOfLocalDay(date, all.timeZone)

/** A reason against what is asked for. */
export interface Reason {
  readonly code: string
  /** What the protocol says beside the code; instants as ISO 8601. */
  readonly says: Readonly<Record<string, unknown>>
  /** When it ends by itself; `null` where it does not. */
  readonly endsAt: Instant | null
}

/** The first of some instants, in the order of time, that is one wanted; `null` where none is. */
export const firstOf = (instants: readonly Instant[], isWanted: (at: Instant) => boolean): Instant | null => {
  const found = [...new Set(instants)].sort((a, b) => a - b).find(isWanted)
  return found ?? null
}
