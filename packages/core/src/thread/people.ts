import { aliasesIn, isUserId, nameIn } from '../event/ids.ts'
import type { ThreadEvent } from '../event/event.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { Instant } from '../time/instant.ts'

/** Ids that were seen together. */
export interface Link {
  readonly at: Instant
  /** First the one by which the customer was named. */
  readonly ids: readonly string[]
  /** Joins two customers on purpose: a change of identity that carries the window on (POS-26). */
  readonly joins: boolean
}

/** A customer, as long as one set of links is looked at. */
export type Person = number

/** Who is who, going by all links of some ids. */
export interface People {
  readonly ids: () => Iterable<string>
  /** Whose the id was at an instant; before a number was first claimed, the first one's who claims it. */
  readonly of: (id: string, at: Instant) => Person | undefined
  /** Who held a number from when on, be it for no time at all; one entry where it was never handed on. */
  readonly holdersOf: (id: string) => readonly { readonly from: Instant; readonly person: Person }[]
}

/** The ids that an event names together. */
export const linkOf = (event: ThreadEvent, calendar: Calendar): Link => {
  const name = nameIn(event)
  const { at } = event
  if (event.type === 'customer-renamed' && calendar(at).rules.carryWindowOnIdentityChange.is)
    return { at, ids: distinct(name, [event.current]), joins: true }
  return { at, ids: distinct(name, aliasesIn(event)), joins: false }
}

const distinct = (name: string, others: readonly string[]): readonly string[] => {
  if (others.length === 0) return [name]
  if (others.length === 1) return others[0] === name ? others : [name, ...others]
  return [...new Set([name, ...others])]
}

/**
 * Reads off who is who. The links must be in the order of their instants: when something happened decides,
 * not when it arrived (POS-2). Two user ids that are seen together are one customer's, and so is a phone
 * number that is seen with a user id (ID-8). Phone numbers are handed on: where one that a customer with a
 * user id held is seen with the user id of another, it is that one's from then on, for joining the two
 * would open one customer's window to the other (ID-11).
 */
export const peopleOf = (links: readonly Link[]): People => {
  const parents: Person[] = []
  /** Has the person a user id? */
  const isNamed: boolean[] = []
  const users = new Map<string, Person>()
  const numbers = new Map<string, { readonly from: Instant; readonly person: Person }[]>()

  const begin = (named: boolean): Person => {
    isNamed.push(named)
    return parents.push(parents.length) - 1
  }
  const find = (person: Person): Person => {
    let root = person
    for (let up = parents[root] ?? root; up !== root; up = parents[root] ?? root) root = up
    return root
  }
  const unite = (one: Person, other: Person): Person => {
    if (one === other) return one
    parents[other] = one
    isNamed[one] = isNamed[one] === true || isNamed[other] === true
    return one
  }
  const user = (id: string): Person => {
    const known = users.get(id)
    if (known !== undefined) return find(known)
    const person = begin(true)
    users.set(id, person)
    return person
  }
  const holder = (id: string): Person | undefined => {
    const latest = numbers.get(id)?.at(-1)
    return latest === undefined ? undefined : find(latest.person)
  }

  for (const { at, ids, joins } of links) {
    let owner: Person | undefined
    for (const id of ids) if (isUserId(id)) owner = owner === undefined ? user(id) : unite(owner, user(id))
    owner ??= holder(ids[0] ?? '') ?? begin(false)
    for (const id of ids) {
      if (isUserId(id)) continue
      const held = holder(id)
      if (held === undefined) numbers.set(id, [{ from: -Infinity, person: owner }])
      else if (held === owner) continue
      else if (joins || !isNamed[held] || !isNamed[owner]) owner = unite(owner, held)
      else numbers.get(id)?.push({ from: at, person: owner })
    }
  }

  const holdersOf = (id: string): { from: Instant; person: Person }[] => {
    const holders: { from: Instant; person: Person }[] = []
    for (const { from, person } of numbers.get(id) ?? []) {
      const root = find(person)
      if (holders.at(-1)?.person !== root) holders.push({ from, person: root })
    }
    return holders
  }
  return {
    ids: () => [...users.keys(), ...numbers.keys()],
    of: (id, at) => {
      const person = users.get(id)
      if (person !== undefined) return find(person)
      const holders = numbers.get(id) ?? []
      let latest = holders[0]
      for (const one of holders) if (one.from <= at) latest = one
      return latest === undefined ? undefined : find(latest.person)
    },
    holdersOf,
  }
}
