import type { Instant } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { iso, isThreadEvent } from '../story.ts'
import { billOf, withTiers, type Line } from './bill.ts'
import { calendarOf } from './calendar.ts'
import { messagesIn } from './messages.ts'
import { idsOfCustomer, nameIn, threadFacts, type Facts } from './facts.ts'

/** A charge as the protocol says it, without its reasons. */
export interface ChargeReply extends Key {
  readonly message: string
  readonly at: string
  readonly rulebook: string
  readonly unit: string
  readonly category: string
  readonly type: string
}

/** What every delivered message cost: of one thread, one phone number, one customer, or all. */
export const readCharges = (facts: Facts, asked: Partial<Key> = {}): readonly ChargeReply[] =>
  withTiers(readLines(facts, Infinity), calendarOf(facts.timeZone, facts.rulebook))
    .filter(
      ({ phoneNumberId, customer }) =>
        (asked.phoneNumberId ?? phoneNumberId) === phoneNumberId &&
        (asked.customer === undefined ||
          idsOfCustomer(facts.events, { phoneNumberId, customer }).has(asked.customer)),
    )
    .map(({ phoneNumberId, customer, message, at, rulebook, unit, category, type }) => ({
      phoneNumberId,
      customer,
      message,
      at: iso(at),
      rulebook,
      unit,
      category,
      type,
    }))

/** The lines of all threads' bills, going by the facts up to an instant. */
export const readLines = (facts: Facts, at: Instant): readonly Line[] => {
  const calendar = calendarOf(facts.timeZone, facts.rulebook)
  return threadsOf(facts).flatMap((key) => {
    const own = threadFacts(facts, key, at)
    const sent = messagesIn(own).filter(({ failed }) => !failed)
    return billOf({ key, calendar, facts: own, sent, events: facts.events }).lines
  })
}

/** Every thread once, under the first of the customer's ids that was heard of. */
export const threadsOf = ({ events }: Facts): readonly Key[] => {
  const seen = new Set<string>()
  return events.filter(isThreadEvent).flatMap((event) => {
    const key = { phoneNumberId: event.phoneNumberId, customer: nameIn(event) }
    const name = JSON.stringify([key.phoneNumberId, key.customer])
    if (seen.has(name)) return []
    for (const id of idsOfCustomer(events, key)) seen.add(JSON.stringify([key.phoneNumberId, id]))
    return [key]
  })
}
