import type { Event, Instant } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { iso, isThreadEvent } from '../story.ts'
import { holderOf } from './accounts.ts'
import { billOf, withTiers, type Line } from './bill.ts'
import { calendarOf } from './calendar.ts'
import { sentIn } from './category.ts'
import { threadFacts, type Facts } from './facts.ts'
import { peopleIn } from './people.ts'
import { remembered } from './remembered.ts'

/** A charge as the protocol says it, without its reasons. */
export interface ChargeReply extends Key {
  readonly message: string
  /** The member of a group; each who got the message has a charge (GRP-5). */
  readonly participant?: string
  readonly at: string
  readonly rulebook: string
  readonly unit: string
  readonly category: string
  readonly type: string
}

/** What every delivered message cost: of one thread, one phone number, one customer, or all. */
export const readCharges = (facts: Facts, asked: Partial<Key> = {}): readonly ChargeReply[] =>
  withTiers(readLines(facts, Infinity), (id) => holderOf(id, facts))
    .filter(
      ({ phoneNumberId, customer }) =>
        (asked.phoneNumberId ?? phoneNumberId) === phoneNumberId &&
        (asked.customer === undefined || isSame(facts.events, { phoneNumberId, customer }, asked.customer)),
    )
    .map(({ phoneNumberId, customer, message, participant, at, rulebook, unit, category, type }) => ({
      phoneNumberId,
      customer,
      message,
      ...(participant === undefined ? {} : { participant }),
      at: iso(at),
      rulebook,
      unit,
      category,
      type,
    }))

/** The lines of all threads' bills, going by the facts up to an instant. */
export const readLines: (facts: Facts, at: Instant) => readonly Line[] = remembered((facts, at) => {
  const calendar = calendarOf(facts.timeZone, facts.rulebook, facts.amendments)
  return threadsOf(facts).flatMap((key) => {
    const own = threadFacts(facts, key, at)
    const sent = sentIn(own)
    const { events, settings, protocol } = facts
    return billOf({ key, calendar, facts: own, sent, events, settings, protocol }).lines
  })
})

/** Every thread once: under a user id where there is one, for a number may be somebody else's by now. */
export const threadsOf = ({ events }: Facts): readonly Key[] => {
  const all = events.filter(isThreadEvent)
  return [...new Set(all.map(({ phoneNumberId }) => phoneNumberId))].flatMap((phoneNumberId) => {
    const { about } = peopleIn(events, phoneNumberId)
    const people = new Set(
      all.flatMap((event) => (event.phoneNumberId === phoneNumberId ? (about(event) ?? []) : [])),
    )
    return [...people].flatMap(({ userIds, numbers }) => {
      const customer = userIds[0] ?? numbers[0]
      return customer === undefined ? [] : [{ phoneNumberId, customer }]
    })
  })
}

/** Do both ids name one customer now? */
const isSame = (events: readonly Event[], { phoneNumberId, customer }: Key, other: string): boolean => {
  const { whose } = peopleIn(events, phoneNumberId)
  return whose(customer, Infinity) === whose(other, Infinity)
}
