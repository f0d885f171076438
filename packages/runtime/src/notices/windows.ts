import { isRight, parseInstant, toIso, type Instant } from '@guichet/core'
import { storeFailure } from '../store/failure.ts'
import type { JobChange, JobRow, NewJob } from '../store/jobs.ts'
import type { ThreadRow } from '../store/rows.ts'
import { digestOf } from '../text.ts'
import { windowClosed, windowClosing } from './notice.ts'
import { noticeJobs, wantsAny, type NoticePlan } from './plan.ts'

/** The queue of ends of windows. */
export const windowQueue = 'windows'

/** The end of a customer service window, as far as it is known with one message of the customer. */
interface WindowEnd {
  readonly phoneNumberId: string
  readonly customer: string
  readonly closesAt: Instant
}

/**
 * Has an end looked at in time. Each end of a thread has a job of its own; whether the window was extended since is
 * known when the job is due, so nothing that is under way can be missed.
 */
export const windowJob = (plan: NoticePlan, end: WindowEnd, madeAt: Instant): NewJob => {
  const { phoneNumberId, customer, closesAt } = end
  const first = wantsAny(plan, 'window-closing') ? closesAt - plan.closingBefore : closesAt
  return {
    id: digestOf(JSON.stringify(['window', phoneNumberId, customer, closesAt])).slice(0, 32),
    queue: windowQueue,
    phoneNumberId: '',
    awaits: null,
    dueAt: Math.max(first, madeAt),
    madeAt,
    text: JSON.stringify({ phoneNumberId, customer, closesAt: toIso(closesAt) }),
    payload: '',
  }
}

/** Reads what `windowJob` wrote. Throws a store failure where it is something else. */
export const endIn = ({ id, text }: JobRow): WindowEnd => {
  try {
    const read: unknown = JSON.parse(text)
    if (isWritten(read)) {
      const at = parseInstant(read.closesAt)
      if (isRight(at)) return { ...read, closesAt: at.right }
    }
  } catch {
    // Reported below, as every other text that is none.
  }
  throw storeFailure('corrupt', `the store holds the end of a window that cannot be read: ${id}`)
}

interface Written extends Omit<WindowEnd, 'closesAt'> {
  readonly closesAt: string
}

/** Only this file writes them, so the names of the members are enough to know them by. */
const isWritten = (u: unknown): u is Written =>
  typeof u === 'object' && u !== null && 'phoneNumberId' in u && 'customer' in u && 'closesAt' in u

/**
 * What becomes of a due end: its notices, and another look once the window closes. `row` is the thread as it is now;
 * another end has replaced this one where the window was extended, and none counts for a customer who was erased.
 */
export const afterLook = (
  job: JobRow,
  end: WindowEnd,
  row: Pick<ThreadRow, 'customer' | 'aliases' | 'windowClosesAt'> | null,
  plan: NoticePlan,
  now: Instant,
): JobChange => {
  const { phoneNumberId, closesAt } = end
  const isLast = now >= closesAt
  const counts = row !== null && row.windowClosesAt === closesAt
  const named = { phoneNumberId, customer: row?.customer ?? '', ids: row?.aliases ?? [] }
  const notice = isLast ? windowClosed(named, closesAt) : windowClosing(named, now, closesAt)
  const change = {
    id: job.id,
    expected: job.revision,
    awaits: null,
    text: job.text,
    payload: null,
    adds: counts ? noticeJobs(plan, [notice], now) : [],
  }
  return counts && !isLast
    ? { ...change, state: 'waiting', dueAt: closesAt, endedAt: null }
    : { ...change, state: 'done', dueAt: null, endedAt: now }
}
