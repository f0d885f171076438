import type { ThreadEvent } from '../event/event.ts'
import { isUserId } from '../event/ids.ts'
import { compareKept, eventsUntil } from '../thread/facts.ts'
import { partsOf } from '../thread/merge.ts'
import { linkOf, peopleOf, type Link, type People, type Person } from '../thread/people.ts'
import { linksOfClaims, type Contested, type Part } from '../thread/roots.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { OwnThread } from './identity.ts'

/** What is known of some threads, apart from whose it is. */
export interface Pieces {
  readonly parts: readonly From<Part>[]
  readonly facts: readonly From<ThreadEvent>[]
  /** Ids that nothing else names. */
  readonly strays: readonly Link[]
}

/** A piece, and the thread in which it was until now; `null` for what comes just now. */
export interface From<A> {
  readonly piece: A
  readonly own: OwnThread | null
}

/** A customer with all that is theirs. */
export interface Group {
  readonly ids: readonly string[]
  readonly parts: readonly From<Part>[]
  readonly facts: readonly From<ThreadEvent>[]
  readonly contested: readonly Contested[]
}

/** Takes threads to pieces. */
export const piecesOf = (owns: readonly OwnThread[], calendar: Calendar): Pieces => {
  const parts = owns.flatMap((own) =>
    partsOf(own.thread).map((part) => ({
      piece:
        part.claims.length > 0 ? part : { ...part, claims: [{ id: own.customer, first: null, last: null }] },
      own,
    })),
  )
  const facts = owns.flatMap((own) =>
    eventsUntil(own.thread.facts, Infinity).map((piece) => ({ piece, own })),
  )
  const named = new Set([
    ...parts.flatMap(({ piece }) => piece.claims.map(({ id }) => id)),
    ...facts.flatMap(({ piece }) => linkOf(piece, calendar).ids),
  ])
  const strays = owns.flatMap(({ customer, aliases }) => {
    const own = [customer, ...aliases]
    const anchor = own.find(isUserId) ?? customer
    return own
      .filter((id) => !named.has(id))
      .map((id): Link => ({ at: -Infinity, ids: [anchor, id], joins: false }))
  })
  return { parts, facts, strays }
}

/** Reads off the pieces who is who. */
export const peopleIn = ({ parts, facts, strays }: Pieces, calendar: Calendar): People => {
  const events = facts.map(({ piece }) => piece).sort(compareKept)
  const claims = parts.flatMap(({ piece }) => linksOfClaims(piece.claims)).sort(byText)
  const links = [...strays, ...claims, ...events.map((event) => linkOf(event, calendar))]
  return peopleOf(links.sort(byInstant))
}

const byInstant = (a: Link, b: Link): number => (a.at === b.at ? 0 : a.at - b.at)

/** Of claims at one instant none is the first by nature. */
const byText = (a: Link, b: Link): number => {
  const [left, right] = [JSON.stringify(a.ids), JSON.stringify(b.ids)]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Whose a fact is: a user id says so by itself, a number is whose it was then. */
export const personOf = (people: People, event: ThreadEvent, calendar: Calendar): Person | undefined => {
  const { at, ids } = linkOf(event, calendar)
  return people.of(ids.find(isUserId) ?? ids[0] ?? '', at)
}

/** Gives each customer what is theirs. */
export const groupsOf = (
  { parts, facts }: Pieces,
  people: People,
  calendar: Calendar,
): ReadonlyMap<Person, Group> => {
  const groups = new Map<Person, { -readonly [K in keyof Group]: Group[K][number][] }>()
  const groupOf = (person: Person): { -readonly [K in keyof Group]: Group[K][number][] } => {
    const known = groups.get(person)
    if (known !== undefined) return known
    const made = { ids: [], parts: [], facts: [], contested: [] }
    groups.set(person, made)
    return made
  }
  const userIds = new Map<Person, string>()
  for (const id of people.ids()) {
    const person = people.of(id, Infinity)
    if (person === undefined) continue
    groupOf(person).ids.push(id)
    if (isUserId(id) && !userIds.has(person)) userIds.set(person, id)
  }
  for (const id of people.ids()) {
    const holders = people.holdersOf(id)
    if (holders.length < 2) continue
    const contested: Contested = {
      id,
      holders: holders.map(({ from, person }) => ({ from, by: userIds.get(person) ?? id })),
    }
    for (const person of new Set(holders.map((holder) => holder.person)))
      groupOf(person).contested.push(contested)
  }
  for (const part of parts) {
    const { claims } = part.piece
    const { id = '' } = claims.find((claim) => isUserId(claim.id)) ?? claims[0] ?? {}
    // What nobody had claimed is the first one's who claims it.
    const person = people.of(id, -Infinity)
    if (person !== undefined) groupOf(person).parts.push(part)
  }
  for (const fact of facts) {
    const person = personOf(people, fact.piece, calendar)
    if (person !== undefined) groupOf(person).facts.push(fact)
  }
  return groups
}

/**
 * The events, among those of several, of the customer who has the id now; in the order in which they were
 * handed in. A number that was handed on names whom it named when the event happened.
 */
export const eventsOf = (
  events: readonly ThreadEvent[],
  customer: string,
  calendar: Calendar,
): readonly ThreadEvent[] => {
  const facts = events.map((piece) => ({ piece, own: null }))
  const people = peopleIn({ parts: [], facts, strays: [] }, calendar)
  const person = people.of(customer, Infinity)
  return events.filter((event) => personOf(people, event, calendar) === person)
}
