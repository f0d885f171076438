import type { Instant } from '../model/json.ts'
import type { Thread, ThreadKey } from '../model/thread.ts'
import { HOUR } from '../words/time.ts'
import { byDeadline, deadlineOf, isClosedByMeta } from './deadline.ts'

/** Which threads are shown. */
export type Filter = 'all' | 'closing' | 'answer' | 'trouble'

export const filters: readonly Filter[] = ['all', 'closing', 'answer', 'trouble']

/** What is asked of the list. */
export interface Wanted {
  readonly filter: Filter
  /** One phone number's threads alone; `null` for all. */
  readonly phoneNumberId: string | null
  readonly search: string
}

/** Does a filter let a thread through? `troubled` tells threads with a message of unknown outcome. */
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

/** Does any id of the thread have this part? Blanks, plus signs, brackets and hyphens do not matter. */
export const matches = (thread: Thread, search: string): boolean => {
  const part = essence(search)
  return (
    part === '' ||
    [thread.customer, thread.phoneNumberId, ...thread.aliases].some((id) => essence(id).includes(part))
  )
}

/** An id, or part of one, however it was written. */
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
 * Where to look for what was typed: a whole id at one phone number or at each, or `PHONE/CUSTOMER`. Empty where
 * it can be no id.
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

/** A number is looked up by its digits, any other id as it was typed. */
const addressed = (typed: string): string => (/^[\s+()\-\d]+$/.test(typed) ? essence(typed) : typed.trim())
