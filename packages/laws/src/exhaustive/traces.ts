import type { Event, Instant } from '@guichet/core'
import { hour } from '../reading/calendar.ts'
import { letters } from './letters.ts'

/** How long after one happening the next may come, in milliseconds: at once, and around every deadline. */
export const gaps: readonly number[] = [0, hour, 24 * hour - 1, 24 * hour, 72 * hour - 1, 72 * hour]

/** Every sequence of exactly that many happenings, beginning at an instant; nothing is left out. */
export function* tracesOf(length: number, from: Instant): Generator<readonly Event[]> {
  yield* continuations([], length, from)
}

function* continuations(before: readonly Event[], left: number, from: Instant): Generator<readonly Event[]> {
  if (left === 0) {
    yield before
    return
  }
  const latest = before.at(-1)
  for (const gap of latest === undefined ? [0] : gaps) {
    for (const letter of Object.values(letters)) {
      const event = letter((latest?.at ?? from) + gap, before)
      if (event !== null) yield* continuations([...before, event], left - 1, from)
    }
  }
}

/** The instants at which a trace is asked about: the last happening, and a millisecond around what it may set. */
export const instantsOf = (trace: readonly Event[]): readonly Instant[] => {
  const newest = trace.at(-1)?.at ?? 0
  const deadlines = trace.flatMap(({ at }) =>
    [24 * hour, 72 * hour].flatMap((later) => [at + later - 1, at + later]),
  )
  return [...new Set([newest, ...deadlines.filter((at) => at > newest)])].sort((a, b) => a - b)
}
