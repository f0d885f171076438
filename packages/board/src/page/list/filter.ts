import type { Instant } from '../model/json.ts'
import type { Thread, ThreadKey } from '../model/thread.ts'
import { HOUR } from '../words/time.ts'
import { byDeadline, deadlineOf, isClosedByMeta } from './deadline.ts'

/** Which threads are shown. */
export type Filter = 'all' | 'closing' | 'answer' | 'trouble'

export const filters: readonly Filter[] = ['all', 'closing', 'answer', 'trouble']

/** The selection of the list. */
export interface Wanted {
  readonly filter: Filter
  /** Only the threads of this phone number; `null` for all. */
  readonly phoneNumberId: string | null
  readonly search: string
}

/** Does a thread pass a filter? `troubled` has the threads with a message of unknown outcome. */
export const passes = (
  filter: Filter,
  thread: Thread,
  now: Instant,
  troubled: (thread: Thread) => boolean,
): boolean => {
  switch (filter) {
    case 'all':
      return true
    case 'closing': {
      const deadline = deadlineOf(thread, now)
      return deadline !== null && deadline.at - now <= HOUR
    }
    case 'answer':
      return thread.replyBy !== null && thread.replyBy > now
    case 'trouble':
      return isClosedByMeta(thread, now) || troubled(thread)
  }
}

/** Does any id of the thread contain this text? Blanks, plus signs, brackets and hyphens do not matter. */
export const matches = (thread: Thread, search: string): boolean => {
  const part = essence(search)
  return (
    part === '' ||
    [thread.customer, thread.phoneNumberId, ...thread.aliases].some((id) => essence(id).includes(part))
  )
}

/** An id, or part of one, without formatting. */
export const essence = (id: string): string => id.toLowerCase().replaceAll(/[\s+()-]/g, '')

/** The threads to show, the most urgent first. */
export const wantedThreads = (
  threads: readonly Thread[],
  { filter, phoneNumberId, search }: Wanted,
  now: Instant,
  troubled: (thread: Thread) => boolean,
): readonly Thread[] =>
  threads
    .filter(
      (thread) =>
        (phoneNumberId === null || thread.phoneNumberId === phoneNumberId) &&
        passes(filter, thread, now, troubled) &&
        matches(thread, search),
    )
    .sort(byDeadline(now))

/**
 * The threads to look up for a typed text: a whole id at one phone number or at each, or `PHONE/CUSTOMER`.
 * Empty if it cannot be an id.
 */
export const lookupsOf = (
  typed: string,
  chosen: string | null,
  phoneNumbers: readonly string[],
): readonly ThreadKey[] => {
  const [before, after, ...more] = typed.trim().split('/')
  if (more.length > 0 || before === undefined || before === '') return []
  if (after !== undefined)
    return after === '' ? [] : [{ phoneNumberId: before.trim(), customer: addressed(after) }]
  const among = chosen === null ? phoneNumbers : [chosen]
  return among.map((phoneNumberId) => ({ phoneNumberId, customer: addressed(before) }))
}

/** A number is looked up by its digits, any other id unchanged. */
const addressed = (typed: string): string => (/^[\s+()\-\d]+$/.test(typed) ? essence(typed) : typed.trim())
