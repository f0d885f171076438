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

/** Whom an event names; a change of identity is the last that is heard of the previous one. */
export const nameIn = (event: ThreadEvent): string =>
  event.type === 'customer-renamed' ? event.previous : event.customer

/** All ids that an event shows to be one customer's. A new id is not the same customer's (POS-26). */
const shownIn = (event: ThreadEvent): readonly string[] =>
  event.type === 'customer-renamed' ? [event.previous] : [event.customer, ...(event.aliases ?? [])]

/** Two capitals and a dot: a user id, which stays its customer's for ever (ID-1). */
const isUserId = (id: string): boolean => /^[A-Z]{2}\./.test(id)

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
export const peopleIn = (events: readonly Event[], phoneNumberId: string): People => {
  let people: readonly Person[] = []
  let holdings: readonly Holding[] = []

  const byUserId = (id: string): Person | undefined => people.find(({ userIds }) => userIds.includes(id))
  const holdersOf = (number: string): readonly Holding[] => holdings.filter((one) => one.number === number)

  const join = (parts: readonly Person[]): Person => {
    const whole: Person = {
      userIds: parts.flatMap(({ userIds }) => userIds),
      numbers: parts.flatMap(({ numbers }) => numbers),
    }
    people = [...people.filter((one) => !parts.includes(one)), whole]
    holdings = holdings.map((one) => (parts.includes(one.person) ? { ...one, person: whole } : one))
    return whole
  }
  const replace = (was: Person, is: Person): Person => {
    people = people.map((one) => (one === was ? is : one))
    holdings = holdings.map((one) => (one.person === was ? { ...one, person: is } : one))
    return is
  }

  for (const event of events.filter(isThreadEvent).sort(inOrder)) {
    if (event.phoneNumberId !== phoneNumberId) continue
    const shown = [...new Set(shownIn(event))]
    const userIds = shown.filter(isUserId)
    const known = new Set(userIds.flatMap((id) => byUserId(id) ?? []))
    const unknown = userIds.filter((id) => byUserId(id) === undefined)
    const holder = userIds.length === 0 ? holdersOf(shown[0] ?? '').at(-1)?.person : undefined
    let person = join([
      ...known,
      { userIds: unknown, numbers: [] },
      ...(holder === undefined ? [] : [holder]),
    ])
    for (const number of shown.filter((id) => !isUserId(id))) {
      const before = holdersOf(number).at(-1)?.person
      if (before === person) continue
      if (before !== undefined && (before.userIds.length === 0 || person.userIds.length === 0))
        person = join([person, before])
      else {
        person = replace(person, { ...person, numbers: [...person.numbers, number] })
        holdings = [...holdings, { number, from: event.at, person }]
      }
    }
  }

  const whose = (id: string, at: Instant): Person | undefined => {
    if (isUserId(id)) return byUserId(id)
    const holders = holdersOf(id)
    // Before anybody was seen with it, it was the first one's.
    return (holders.findLast(({ from }) => from <= at) ?? holders[0])?.person
  }
  return {
    whose,
    about: (event) => whose(shownIn(event).find(isUserId) ?? nameIn(event), event.at),
  }
}
