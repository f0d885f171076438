import type { Event, Instant, RulebookId, ThreadEvent } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { isThreadEvent } from '../story.ts'
import type { AccountSettings } from './account-settings.ts'
import { inOrder } from './in-order.ts'
import { peopleIn, type Person } from './people.ts'
import { remembered } from './remembered.ts'
import type { AmendmentJson } from './values.ts'

/** All that is known of an account, in any order. Every story is one. */
export interface Facts {
  readonly timeZone: string
  readonly rulebook: RulebookId | 'auto'
  /** Rulebooks of one's own, after or between Meta's. */
  readonly amendments?: readonly AmendmentJson[]
  readonly events: readonly Event[]
  readonly settings?: AccountSettings
  /** The version of the protocol that answers are in; the first unless named. */
  readonly protocol?: 1 | 2
}

/**
 * The facts of one thread up to an instant, in order. What happens later, nobody knows yet; but whose an id is,
 * everything tells that is known by now.
 */
export const threadFacts = ({ events }: Facts, key: Key, at: Instant): readonly ThreadEvent[] =>
  factsOf(events, key, at).filter((event) => event.at <= at)

/** All facts of the customer who has the id at that instant, in order. */
export const factsOf = (events: readonly Event[], key: Key, at: Instant): readonly ThreadEvent[] => {
  const person = peopleIn(events, key.phoneNumberId).whose(key.customer, at)
  return person === undefined ? [] : (factsByPerson(events, key.phoneNumberId).get(person) ?? [])
}

/** The facts of everybody at a phone number, in order. */
const factsByPerson = remembered(
  (events: readonly Event[], phoneNumberId: string): ReadonlyMap<Person, readonly ThreadEvent[]> => {
    const { about } = peopleIn(events, phoneNumberId)
    const facts = new Map<Person, ThreadEvent[]>()
    for (const event of events.filter(isThreadEvent).sort(inOrder)) {
      const person = event.phoneNumberId === phoneNumberId ? about(event) : undefined
      if (person === undefined) continue
      const own = facts.get(person) ?? []
      facts.set(person, own)
      own.push(event)
    }
    return facts
  },
)
