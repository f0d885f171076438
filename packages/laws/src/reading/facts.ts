import type { Event, Instant, RulebookId, ThreadEvent } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { isThreadEvent } from '../story.ts'

/** All that is known of an account, in any order. Every story is one. */
export interface Facts {
  readonly timeZone: string
  readonly rulebook: RulebookId | 'auto'
  readonly events: readonly Event[]
}

/** The facts of one thread up to an instant, in order. What happens later, nobody knows yet. */
export const threadFacts = ({ events }: Facts, key: Key, at: Instant): readonly ThreadEvent[] => {
  const ids = idsOfCustomer(events, key)
  return events
    .filter(isThreadEvent)
    .filter((event) => event.phoneNumberId === key.phoneNumberId && ids.has(nameIn(event)))
    .filter((event) => event.at <= at)
    .sort(inOrder)
}

/** Whom an event is about; a change of identity is the last that is heard of the previous one. */
export const nameIn = (event: ThreadEvent): string =>
  event.type === 'customer-renamed' ? event.previous : event.customer

/** All ids of a customer: those that any event shows together (ID-8). A new id is not the same customer's (POS-26). */
export const idsOfCustomer = (events: readonly Event[], key: Key): ReadonlySet<string> => {
  const ids = new Set([key.customer])
  for (let size = 0; size < ids.size;) {
    size = ids.size
    for (const event of events) {
      if (!isThreadEvent(event) || event.type === 'customer-renamed') continue
      if (event.aliases === undefined || event.phoneNumberId !== key.phoneNumberId) continue
      const together = [event.customer, ...event.aliases]
      if (together.some((id) => ids.has(id))) for (const id of together) ids.add(id)
    }
  }
  return ids
}

/** By time; at the same instant the customer comes before the business, a message before its statuses. */
export const inOrder = (a: ThreadEvent, b: ThreadEvent): number =>
  a.at - b.at || rank(a) - rank(b) || byText(a.id, b.id)

const ranks = [
  'customer-messaged',
  'customer-called',
  'business-call-accepted',
  'customer-renamed',
  // Of two preferences at the same instant the stop is believed: it comes last.
  'resume',
  'stop',
  'business-messaged',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
]

const rank = (event: ThreadEvent): number => {
  if (event.type === 'message-status') return ranks.indexOf(event.status)
  return ranks.indexOf(event.type === 'marketing-preference' ? event.value : event.type)
}

/** Texts in the order of their characters, wherever the machine stands. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
