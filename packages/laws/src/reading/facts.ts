import type { Event, Instant, RulebookId, ThreadEvent } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { isThreadEvent } from '../story.ts'
import type { AccountSettings } from './account-settings.ts'
import { inOrder } from './in-order.ts'
import { peopleIn } from './people.ts'
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
  factsOf(events, key, at)
    .filter((event) => event.at <= at)
    .sort(inOrder)

/** All facts of the customer who has the id at that instant. */
export const factsOf = (events: readonly Event[], key: Key, at: Instant): readonly ThreadEvent[] => {
  const { whose, about } = peopleIn(events, key.phoneNumberId)
  const person = whose(key.customer, at)
  return events
    .filter(isThreadEvent)
    .filter(
      (event) => event.phoneNumberId === key.phoneNumberId && person !== undefined && about(event) === person,
    )
}
