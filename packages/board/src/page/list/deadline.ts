import type { Instant } from '../model/json.ts'
import type { Thread } from '../model/thread.ts'
import { DAY, HOUR, MINUTE, type Duration } from '../words/time.ts'

/** When a window is about to close. */
export const LAST_MINUTES: Duration = 10 * MINUTE

/** The next deadline of a thread. */
export interface Deadline {
  readonly what: 'window' | 'answer'
  readonly at: Instant
}

/** Did WhatsApp refuse a message because of the window although our events say that it is open? */
export const isClosedByMeta = ({ windowClosesAt, closedByMeta }: Thread, now: Instant): boolean =>
  closedByMeta !== null &&
  windowClosesAt !== null &&
  windowClosesAt > now &&
  closedByMeta >= windowClosesAt - DAY

/** May a service message be sent, by the thread's row? */
export const isWindowOpen = (thread: Thread, now: Instant): boolean =>
  thread.windowClosesAt !== null && thread.windowClosesAt > now && !isClosedByMeta(thread, now)

/**
 * The next deadline of a thread, at an instant; `null` if there is none. At the deadline itself it has
 * passed.
 */
export const deadlineOf = (thread: Thread, now: Instant): Deadline | null => {
  const { windowClosesAt, replyBy } = thread
  const answer = replyBy !== null && replyBy > now ? replyBy : null
  const window = isWindowOpen(thread, now) ? windowClosesAt : null
  if (answer !== null && (window === null || answer <= window)) return { what: 'answer', at: answer }
  return window === null ? null : { what: 'window', at: window }
}

/** How near a deadline is; the word is shown beside the colour. */
export type Urgency = 'last-minutes' | 'soon' | 'calm' | 'over'

export const urgencyOf = (deadline: Deadline | null, now: Instant): Urgency => {
  if (deadline === null) return 'over'
  const left = deadline.at - now
  if (left <= LAST_MINUTES) return 'last-minutes'
  return left <= HOUR ? 'soon' : 'calm'
}

/** The nearest deadline first, then threads without one; the order is total. */
export const byDeadline =
  (now: Instant) =>
  (a: Thread, b: Thread): number =>
    (deadlineOf(a, now)?.at ?? Infinity) - (deadlineOf(b, now)?.at ?? Infinity) || byName(a, b)

const byName = (a: Thread, b: Thread): number =>
  compare(a.customer, b.customer) || compare(a.phoneNumberId, b.phoneNumberId)

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
