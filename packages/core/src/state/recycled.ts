import { assoc } from '../persistent-map.ts'
import { findThread, homeOf, type Entry, type OwnThread, type Threads } from './identity.ts'

/**
 * Takes ids away from customers who no longer hold them. Phone numbers are handed on: where an event shows
 * a number together with a business-scoped user id that is not its thread's, the number has a new owner,
 * and joining the two would open one customer's window to the other (ID-11).
 */
export const handOnIds = (threads: Threads, customer: string, others: readonly string[]): Threads => {
  const named = [customer, ...others]
  const owner = named.find(isUserId) ?? customer
  // Numbers are handed on; user ids are not (ID-1).
  return named
    .filter((id) => !isUserId(id))
    .reduce<Threads>((left, id) => {
      const theirs = findThread(left, id)
      const own = findThread(left, owner)
      if (theirs === null || theirs === own) return left
      const ours = [...named, ...(own?.aliases ?? [])]
      return areDifferentPeople(theirs, ours) ? handOn(left, id, theirs, owner) : left
    }, threads)
}

/** Two sides are surely different when each has a user id and they share none (ID-1). */
const areDifferentPeople = (theirs: OwnThread, ours: readonly string[]): boolean => {
  const userIds = [theirs.customer, ...theirs.aliases].filter(isUserId)
  return userIds.length > 0 && ours.some(isUserId) && !ours.some((id) => userIds.includes(id))
}

/** A country code and a dot: no phone number looks like this (ID-1). */
const isUserId = (id: string): boolean => /^[A-Z]{2}\./.test(id)

const handOn = (threads: Threads, id: string, theirs: OwnThread, customer: string): Threads => {
  const rest = [theirs.customer, ...theirs.aliases].filter((one) => one !== id)
  const home = theirs.customer === id ? (rest.find(isUserId) ?? theirs.customer) : theirs.customer
  const aliases = rest.filter((one) => one !== home)
  const moved = aliases.reduce(
    (pointed, alias) => assoc<Entry>(pointed, alias, { sameAs: home }),
    assoc<Entry>(threads, home, { ...theirs, customer: home, aliases }),
  )
  return take(moved, id, customer)
}

const take = (threads: Threads, id: string, customer: string): Threads => {
  const own = findThread(threads, customer)
  const pointed = assoc<Entry>(threads, id, { sameAs: homeOf(threads, customer) })
  return own === null
    ? pointed
    : assoc<Entry>(pointed, own.customer, { ...own, aliases: [...own.aliases, id] })
}
