import type { CategoryOf } from '../template/category-of.ts'
import type { ThreadEvent } from '../event/event.ts'
import { assoc, lookUp } from '../persistent-map.ts'
import type { Outcome } from '../thread/absorb.ts'
import { compareKept, factsOf } from '../thread/facts.ts'
import { emptyPart, joinParts, joiningPart } from '../thread/merge.ts'
import { linkOf, type Person } from '../thread/people.ts'
import { claimsAfter, noRoots, type Claim, type Part, type Roots } from '../thread/roots.ts'
import { settle } from '../thread/settle.ts'
import { nothingDecided, type Settlement } from '../thread/settlement.ts'
import { reachOf, type Absorption, type Thread } from '../thread/thread.ts'
import type { Duration, Instant } from '../time/instant.ts'
import type { Entry, OwnThread, Threads } from './identity.ts'
import { groupsOf, peopleIn, personOf, piecesOf, type From, type Group, type Pieces } from './regroup.ts'

/** Threads after an event that showed who is who. */
export interface Rederived {
  readonly threads: Threads
  /** The thread that the event belongs to. */
  readonly own: OwnThread
  readonly outcome: Outcome
  readonly settled: Settlement
  /** What became of the threads, where some were joined or parted, or learned of another id. */
  readonly regrouped: Regrouped | null
}

/** Threads of one phone number before an event showed who is who, and after. */
export interface Regrouped {
  readonly before: readonly OwnThread[]
  readonly after: readonly OwnThread[]
}

/**
 * Takes in an event that shows ids together which were not known to be one customer's, or that tells who held
 * a number that was handed on. The threads that it concerns are made anew from all that is known of them:
 * first who is who, by the instants at which ids were seen together, then whose each fact is. So the result
 * is the same, whichever of them came first; a fact that is there already changes nothing.
 */
export const rederive = (
  threads: Threads,
  owns: readonly OwnThread[],
  event: ThreadEvent,
  absorption: Absorption,
  categoryOf: CategoryOf,
): Rederived | null => {
  const { calendar, horizon } = absorption
  const known = piecesOf(owns, calendar)
  const more: Pieces = { ...known, facts: [...known.facts, { piece: event, own: null }] }
  const people = peopleIn(more, calendar)
  const person = personOf(people, event, calendar)
  const groups = groupsOf(known, people, calendar)
  const group = person === undefined ? undefined : groups.get(person)
  if (person === undefined || group === undefined) return null

  const isLate = event.at < reachOf(threadOf(group, horizon), horizon)
  const isKnown = group.facts.some(({ piece }) => compareKept(piece, event) === 0)
  if (isKnown || (isLate && isNoNews(event, known, absorption))) {
    const own = owns.find(({ customer, aliases }) =>
      group.ids.some((id) => id === customer || aliases.includes(id)),
    )
    if (own === undefined) return null
    return { threads, own, outcome: isKnown ? 'duplicate' : 'late', settled: nothingDecided, regrouped: null }
  }
  const grown: Group = isLate
    ? { ...group, parts: [...group.parts, { piece: claimOnly(event, absorption), own: null }] }
    : { ...group, facts: [...group.facts, { piece: event, own: null }] }

  let after = threads
  let changed: OwnThread | null = null
  const made: OwnThread[] = []
  let settled = nothingDecided
  const homes = new Map<Person, string>()
  for (const [one, old] of groups) {
    const current = one === person ? grown : old
    const home = homeOf(current, owns)
    homes.set(one, home)
    let thread = threadOf(current, horizon)
    if (one === person && !isLate && thread.newest !== null && thread.newest >= thread.nextSettleAt) {
      const done = settle(thread, thread.newest, absorption, categoryOf)
      thread = done.thread
      settled = done.settled
    }
    const own: OwnThread = {
      phoneNumberId: event.phoneNumberId,
      customer: home,
      aliases: aliasesOf(current, home, owns),
      thread,
    }
    if (one === person) changed = own
    made.push(own)
    after = assoc<Entry>(after, home, own)
  }
  if (changed === null) return null
  return {
    threads: pointAll(after, groups, homes),
    own: changed,
    outcome: isLate ? 'late' : 'absorbed',
    settled,
    regrouped: { before: owns, after: made },
  }
}

/** What an event that came too late still tells: that its ids are one customer's. */
const claimOnly = (event: ThreadEvent, { calendar }: Absorption): Part => ({
  ...emptyPart,
  claims: claimsAfter([], [event], calendar),
})

/** Is all that an event says of ids known without it? */
const isNoNews = (event: ThreadEvent, known: Pieces, { calendar }: Absorption): boolean => {
  const people = peopleIn(known, calendar)
  const persons = linkOf(event, calendar).ids.map((id) => people.of(id, event.at))
  return persons.every((person) => person !== undefined && person === persons[0])
}

/** The thread that a customer's pieces make; the one that was there, where it is made of all of it and nothing else. */
const threadOf = ({ parts, facts, contested }: Group, horizon: Duration): Thread => {
  const events = facts.map(({ piece }) => piece).sort(compareKept)
  const joining = parts.map(({ piece, own }) =>
    joiningPart({
      part: piece,
      others: facts.filter((fact) => fact.own !== own).map((fact) => fact.piece),
    }),
  )
  const { part } = joinParts(joining)
  const [oldest] = events
  return {
    base: part.base,
    facts: factsOf(events.filter((event, index) => isAnother(event, events[index - 1]))),
    newest: events.at(-1)?.at ?? finite(part.lateBefore),
    settledBefore: part.settledBefore,
    lateBefore: part.lateBefore,
    remembered: part.remembered,
    nextSettleAt:
      soonestLook([...parts, ...facts]) ?? (oldest === undefined ? -Infinity : oldest.at + 2 * horizon),
    roots: rootsOf(joining, contested),
  }
}

const finite = (at: Instant): Instant | null => (Number.isFinite(at) ? at : null)

const isAnother = (event: ThreadEvent, before: ThreadEvent | undefined): boolean =>
  before === undefined || compareKept(before, event) !== 0

/** As soon as the first of the threads would be looked at. */
const soonestLook = (pieces: readonly From<unknown>[]): Instant | null => {
  const owns = new Set(pieces.map(({ own }) => own))
  const soonest = Math.min(
    ...[...owns].flatMap((own) => own?.thread.nextSettleAt ?? []).filter((at) => Number.isFinite(at)),
  )
  return finite(soonest)
}

const rootsOf = (parts: readonly Part[], contested: Roots['contested']): Roots => {
  if (parts.length === 0 && contested.length === 0) return noRoots
  const claims: readonly Claim[] = parts.length === 1 ? (parts[0]?.claims ?? []) : []
  return { claims, parts: parts.length > 1 ? parts : [], contested }
}

/** The id under which the customer is kept: the one of before, but never a number that is handed on. */
const homeOf = ({ ids, contested }: Group, owns: readonly OwnThread[]): string => {
  const handedOn = new Set(contested.map(({ id }) => id))
  const own = new Set(ids.filter((id) => !handedOn.has(id)))
  const before = owns.find(({ customer }) => own.has(customer))?.customer
  return before ?? contested[0]?.holders.map(({ by }) => by).find((by) => own.has(by)) ?? ids[0] ?? ''
}

const aliasesOf = ({ ids }: Group, home: string, owns: readonly OwnThread[]): readonly string[] => {
  const before = owns.find(({ customer }) => customer === home)?.aliases ?? []
  const held = new Set(ids)
  const aliases = [...new Set([...before.filter((id) => held.has(id)), ...ids])].filter((id) => id !== home)
  return aliases.length === before.length && aliases.every((id, index) => id === before[index])
    ? before
    : aliases
}

const pointAll = (
  threads: Threads,
  groups: ReadonlyMap<Person, Group>,
  homes: ReadonlyMap<Person, string>,
): Threads => {
  let pointed = threads
  for (const [person, { ids, contested }] of groups) {
    const home = homes.get(person) ?? ''
    for (const id of ids) {
      if (id === home) continue
      const holders = contested.find((one) => one.id === id)?.holders
      const before = lookUp(pointed, id)
      if (
        holders === undefined &&
        before !== undefined &&
        'sameAs' in before &&
        before.sameAs === home &&
        before.holders === undefined
      )
        continue
      pointed = assoc<Entry>(
        pointed,
        id,
        holders === undefined ? { sameAs: home } : { sameAs: home, holders },
      )
    }
  }
  return pointed
}
