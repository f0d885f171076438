import { differencesOf, emptyMap, lookUp } from '../persistent-map.ts'
import { HOUR, type Instant } from '../time/instant.ts'
import { changingInstants, type SortedInstants } from '../time/sorted-instants.ts'
import { customerName, idsOfSharers, type NumberThreads } from './customers.ts'
import { nameOfGroup, noGroups, type Groups } from './groups-known.ts'
import type { Entry, OwnThread, Threads } from './identity.ts'

/**
 * When each customer who counts towards a limit leaves the count, by all that is known. It is changed in place as the
 * threads of the phone numbers change: who did not change is not looked at.
 */
export interface KeptCount {
  /** Goes on to these threads, and to groups that do not count; the phone numbers are the same each time. */
  readonly goOn: (
    numbers: readonly NumberThreads[],
    groups: Groups,
    leavingOf: (own: OwnThread) => Instant,
  ) => void
  /** From this instant on the count holds: before it, other facts decided. */
  readonly holdsFrom: () => Instant
  /** Those before `holdsFrom` mean nothing. Others after `goOn`. */
  readonly leaving: SortedInstants
}

/** So many who changed are put in their places one by one; of more, all are sorted again. */
const few = 256

export const keptCount = (): KeptCount => {
  let threadsBefore: ReadonlyMap<string, Threads> = new Map()
  let groups = noGroups
  /** The instant of the newest fact that was ever seen. */
  let newest: Instant = -Infinity
  /** By the name of the customer. */
  const leavings = new Map<string, Instant>()
  /** The same instants. */
  const sorted = changingInstants()
  /** How many had left by then was looked at. */
  let lookedAt: Instant = -Infinity

  const change = (name: string, leaving: Instant | undefined, inPlace: boolean): void => {
    const before = leavings.get(name)
    if (before === leaving) return
    if (leaving === undefined) leavings.delete(name)
    else leavings.set(name, leaving)
    if (!inPlace) return
    if (before !== undefined) sorted.remove(before)
    if (leaving !== undefined) sorted.insert(leaving)
  }

  /** Who left before any question that this count can answer. */
  const forgetThePast = (): void => {
    if (newest < lookedAt + HOUR) return
    lookedAt = newest
    if (sorted.countUntil(newest) <= sorted.count() / 2) return
    for (const [name, leaving] of leavings) if (leaving <= newest) leavings.delete(name)
    sorted.fill(leavings.values())
  }

  /** The ids of all whose threads are others than before, or whom a group now is or is no longer. */
  const changedIds = (numbers: readonly NumberThreads[], groupsNow: Groups): ReadonlySet<string> => {
    const changed = new Set<string>()
    for (const [id, threads] of numbers)
      for (const { key, after } of differencesOf(threadsBefore.get(id) ?? emptyMap<Entry>(), threads)) {
        // Each id of a customer is a key: those that lead elsewhere than before are among them.
        changed.add(key)
        if (after !== undefined && 'thread' in after)
          newest = Math.max(newest, after.thread.newest ?? -Infinity)
      }
    if (groupsNow !== groups)
      for (const [one, other] of [
        [groups, groupsNow],
        [groupsNow, groups],
      ] as const)
        for (const [name, id] of one.ids) if (!other.ids.has(name)) changed.add(id)
    return changed
  }

  return {
    goOn: (numbers, groupsNow, leavingOf) => {
      const changed = changedIds(numbers, groupsNow)
      threadsBefore = new Map(numbers)
      groups = groupsNow
      if (changed.size === 0) return
      // A customer's name depends on the threads that share an id with theirs, and on no others.
      const concerned = idsOfSharers(numbers, changed)
      const inPlace = concerned.length <= few
      // Each name is an id of its customer.
      const now = new Map<string, Instant>()
      for (const [phoneNumberId, threads] of numbers)
        for (const id of concerned) {
          const own = lookUp(threads, id)
          if (own === undefined || 'sameAs' in own) continue
          if (groups.ids.size > 0 && groups.ids.has(nameOfGroup(phoneNumberId, id))) continue
          const leaving = leavingOf(own)
          if (leaving <= newest) continue
          const name = customerName(numbers, own)
          now.set(name, Math.max(leaving, now.get(name) ?? -Infinity))
        }
      for (const id of concerned) change(id, now.get(id), inPlace)
      if (!inPlace) sorted.fill(leavings.values())
      forgetThePast()
    },
    holdsFrom: () => Math.max(newest, groups.since),
    leaving: sorted,
  }
}
