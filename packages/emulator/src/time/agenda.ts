import { heap } from './heap.ts'
import type { Instant } from './instant.ts'

/** The source of time. */
export interface Clock {
  readonly now: () => Instant
}

/** Emulated time, and the scheduled work. */
export interface Agenda {
  /** The emulated instant: while work is done, the one that it was planned for. */
  readonly now: () => Instant
  /** Schedules work. Work at one instant runs in the order of `order`, then in the order of scheduling. */
  readonly plan: (at: Instant, work: Work, order?: string) => void
  /**
   * Moves emulated time to an instant, and runs the work that is due on the way, in the order of its time.
   * Moves run one after the other; a move into the past only runs due work.
   */
  readonly advance: (to: Instant) => Promise<void>
  /**
   * Runs the work that is due by the clock, and emulated time is the clock's from then on; if it is ahead of
   * the clock, it stays ahead.
   */
  readonly catchUp: () => Promise<void>
  /** When the next work is due. */
  readonly next: () => Instant | null
}

/** Work at an instant; it handles its own failures. */
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

/** An empty agenda whose time begins at `start` and follows the clock. */
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
        // The clock has moved meanwhile; a move to its earlier time would leave emulated time behind
        // permanently.
        offset = Math.max(offset, 0)
      }),
    next: () => planned.first()?.at ?? null,
  }
}
