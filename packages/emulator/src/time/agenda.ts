import { heap } from './heap.ts'
import type { Instant } from './instant.ts'

/** Where time comes from. */
export interface Clock {
  readonly now: () => Instant
}

/** Emulated time, and what is to happen in it. */
export interface Agenda {
  /** The emulated instant: while work is done, the one that it was planned for. */
  readonly now: () => Instant
  /** Plans work. At one instant it is done in the order of `order`, then in the order of planning. */
  readonly plan: (at: Instant, work: Work, order?: string) => void
  /**
   * Moves emulated time to an instant, doing on the way what is due, in the order of its time. One move waits
   * for the other; a move into the past only does what is due.
   */
  readonly advance: (to: Instant) => Promise<void>
  /**
   * Does what is due by the clock, and has emulated time be the clock's from then on; where it is ahead of the
   * clock, it stays ahead.
   */
  readonly catchUp: () => Promise<void>
  /** When the next work is due. */
  readonly next: () => Instant | null
}

/** Something to be done at its time; it takes care of its failures itself. */
export type Work = () => Promise<void> | void

interface Planned {
  readonly at: Instant
  readonly order: string
  readonly sequence: number
  readonly work: Work
}

const isBefore = (a: Planned, b: Planned): boolean => {
  if (a.at !== b.at) return a.at < b.at
  return a.order === b.order ? a.sequence < b.sequence : a.order < b.order
}

/** An empty agenda whose time begins at `start` and goes on as the clock does. */
export const agenda = (clock: Clock, start: Instant): Agenda => {
  const planned = heap(isBefore)
  let offset = start - clock.now()
  let reached = start
  let working: Instant | null = null
  let sequence = 0
  let moving: Promise<void> = Promise.resolve()

  const now = (): Instant => working ?? Math.max(reached, clock.now() + offset)
  const move = async (to: Instant): Promise<void> => {
    try {
      for (let next = planned.first(); next !== undefined && next.at <= to; next = planned.first()) {
        planned.pop()
        reached = Math.max(reached, next.at)
        working = reached
        await next.work()
      }
    } finally {
      working = null
    }
    reached = Math.max(reached, to)
    offset = Math.max(offset, reached - clock.now())
  }
  const queue = (what: () => Promise<void>): Promise<void> => {
    const moved = moving.then(what)
    moving = moved.catch(() => undefined)
    return moved
  }
  return {
    now,
    plan: (at, work, order = '') => planned.push({ at, order, sequence: sequence++, work }),
    advance: (to) => queue(() => move(to)),
    catchUp: () =>
      queue(async () => {
        await move(clock.now())
        // The clock went on meanwhile; a move to what it said before would leave emulated time behind for good.
        offset = Math.max(offset, 0)
      }),
    next: () => planned.first()?.at ?? null,
  }
}
