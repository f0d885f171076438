import type { Event, Instant, ThreadEvent } from '@guichet/core'
import { isThreadEvent } from '../story.ts'
import { inOrder } from './in-order.ts'

/** A customer, as all the ids that ever were theirs. */
export interface Person {
  readonly userIds: readonly string[]
  readonly numbers: readonly string[]
}

/** Who is who at one phone number. */
export interface People {
  /** Whose an id is, or was at an instant; `undefined` for one that nobody has. */
  readonly whose: (id: string, at: Instant) => Person | undefined
  /** Whom an event is about. */
  readonly about: (event: ThreadEvent) => Person | undefined
}

/** Whom an event names; a change of identity is the last event of the previous one. */
export const nameIn = (event: ThreadEvent): string =>
  event.type === 'customer-renamed' ? event.previous : event.customer

/** All ids that an event shows to be one customer's. A new id is not the same customer's (POS-26). */
const shownIn = (event: ThreadEvent): readonly string[] =>
  event.type === 'customer-renamed' ? [event.previous] : [event.customer, ...(event.aliases ?? [])]

/** Two capitals and a dot: a user id, which stays its customer's for ever (ID-1). */
export const isUserId = (id: string): boolean => /^[A-Z]{2}\./.test(id)

/** A customer holds a number from this event on. */
interface Holding {
  readonly number: string
  readonly from: Instant
  readonly person: Person
}

/**
 * Goes through what happened, in the order in which it happened. What is shown together is one customer's
 * (ID-8), but a number that is shown with the user id of somebody else has gone on to that one (ID-11).
 */
export const peopleIn = (events: readonly Event[], phoneNumberId: string): People =>
  peopleAt(events, phoneNumberId)

/** Who is who at all phone numbers together: one customer of an account may write to several. */
export const peopleEverywhere = (events: readonly Event[]): People => peopleAt(events, null)

const peopleAt = (events: readonly Event[], phoneNumberId: string | null): People => {
  const known = readBefore.get(events) ?? new Map<string | null, People>()
  readBefore.set(events, known)
  const people = known.get(phoneNumberId) ?? readPeople(events, phoneNumberId)
  known.set(phoneNumberId, people)
  return people
}

/** The same facts are asked about many times. */
const readBefore = new WeakMap<readonly Event[], Map<string | null, People>>()

const readPeople = (events: readonly Event[], phoneNumberId: string | null): People => {
  const byUserId = new Map<string, Person>()
  const byNumber = new Map<string, readonly Holding[]>()
  const holdersOf = (number: string): readonly Holding[] => byNumber.get(number) ?? []
  const holderOf = (number: string): Person | undefined => holdersOf(number).at(-1)?.person

  /** Several that turn out to be one person. */
  const join = (several: readonly Person[]): Person => {
    const parts = [...new Set(several)]
    const whole: Person = {
      userIds: parts.flatMap(({ userIds }) => userIds),
      numbers: [...new Set(parts.flatMap(({ numbers }) => numbers))],
    }
    for (const id of whole.userIds) byUserId.set(id, whole)
    for (const number of whole.numbers)
      byNumber.set(
        number,
        holdersOf(number).map((one) => (parts.includes(one.person) ? { ...one, person: whole } : one)),
      )
    return whole
  }

  for (const event of events.filter(isThreadEvent).sort(inOrder)) {
    if (phoneNumberId !== null && event.phoneNumberId !== phoneNumberId) continue
    const shown = [...new Set(shownIn(event))]
    const owners = new Set(shown.map((id) => (isUserId(id) ? byUserId.get(id) : holderOf(id))))
    // All of it is known to be one person's.
    if (owners.size === 1 && !owners.has(undefined)) continue
    const userIds = shown.filter(isUserId)
    const numbers = shown.filter((id) => !isUserId(id))
    const named = userIds.flatMap((id) => byUserId.get(id) ?? [])
    const unknown = userIds.filter((id) => !byUserId.has(id))
    const holder = userIds.length === 0 ? holderOf(shown[0] ?? '') : undefined
    let person = join([
      ...named,
      { userIds: unknown, numbers: [] },
      ...(holder === undefined ? [] : [holder]),
    ])
    for (const number of numbers) {
      const before = holderOf(number)
      if (before === person) continue
      if (before !== undefined && (before.userIds.length === 0 || person.userIds.length === 0))
        person = join([person, before])
      else {
        byNumber.set(number, [...holdersOf(number), { number, from: event.at, person }])
        person = join([person, { userIds: [], numbers: [number] }])
      }
    }
  }

  const whose = (id: string, at: Instant): Person | undefined => {
    if (isUserId(id)) return byUserId.get(id)
    const holders = holdersOf(id)
    // Before anybody was seen with it, it was the first one's.
    return (holders.findLast(({ from }) => from <= at) ?? holders[0])?.person
  }
  return {
    whose,
    about: (event) => whose(shownIn(event).find(isUserId) ?? nameIn(event), event.at),
  }
}
