import { isUserId } from '../event/ids.ts'
import { findThread, type OwnThread, type Threads } from './identity.ts'

/** A phone number and its threads. */
export type NumberThreads = readonly [phoneNumberId: string, threads: Threads]

/** The threads of one customer under all phone numbers. */
export const threadsOfCustomer = (
  numbers: readonly NumberThreads[],
  ids: readonly string[],
): readonly OwnThread[] => {
  const all = new Set(allIds(numbers, ids))
  const found = new Set<OwnThread>()
  for (const [, threads] of numbers)
    for (const id of all) {
      const own = findThread(threads, id)
      if (own !== null && !isAnother(own, all)) found.add(own)
    }
  return [...found]
}

/** These ids, and all others that any of the phone numbers knows the customer by (POS-33). */
export const allIds = (numbers: readonly NumberThreads[], ids: readonly string[]): readonly string[] =>
  connected(numbers, ids, isAnother)

/** The same, and the ids of others who share one of them: whose number was handed on. */
export const idsOfSharers = (numbers: readonly NumberThreads[], ids: Iterable<string>): readonly string[] =>
  connected(numbers, ids, () => false)

const connected = (
  numbers: readonly NumberThreads[],
  ids: Iterable<string>,
  isLeftOut: (own: OwnThread, all: ReadonlySet<string>) => boolean,
): readonly string[] => {
  const all = new Set(ids)
  for (const id of all)
    for (const [, threads] of numbers) {
      const own = findThread(threads, id)
      if (own === null || isLeftOut(own, all)) continue
      for (const other of idsOf(own)) all.add(other)
    }
  return [...all]
}

/** All ids that a thread has for its customer. */
export const idsOf = ({ customer, aliases }: OwnThread): readonly string[] => [customer, ...aliases]

/**
 * One name for the threads of a customer: the same under all phone numbers. Under one number, a customer has one thread.
 */
export const customerName = (numbers: readonly NumberThreads[], own: OwnThread): string =>
  numbers.length < 2 ? own.customer : (allIds(numbers, idsOf(own)).toSorted()[0] ?? own.customer)

/** Does the thread's customer have user ids, and none of those? Then a number that both have was handed on (ID-11). */
const isAnother = (own: OwnThread, ids: ReadonlySet<string>): boolean => {
  const known = [...ids].filter(isUserId)
  const his = idsOf(own).filter(isUserId)
  return known.length > 0 && his.length > 0 && !his.some((id) => ids.has(id))
}
