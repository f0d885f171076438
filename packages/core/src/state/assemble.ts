import { assoc, emptyMap } from '../persistent-map.ts'
import { emptyRegistry, registerChange, type Registry } from '../template/registry.ts'
import { noSends, type Sends } from '../template/sends.ts'
import type { AccountEvent } from '../event/event.ts'
import type { MonthOfUse } from '../tier/settled-use.ts'
import { threadsOfCustomer, type NumberThreads } from './customers.ts'
import type { Entry, OwnThread, Threads } from './identity.ts'
import { stateOf, type PhoneNumber, type State } from './parts.ts'

/** What is known of one phone number, in the parts in which it is kept. */
export interface PhoneNumberParts {
  readonly id: string
  readonly accounts: readonly string[]
  /** The number that people see, in digits, where it is known. */
  readonly displays?: readonly string[]
  readonly threads: readonly OwnThread[]
  /** What the monthly free tiers have covered; nothing, where a store counts it. */
  readonly tierUse?: readonly MonthOfUse[]
}

/**
 * The state that is made of those parts: some threads or all of them. An event is absorbed as in the whole
 * state when the threads of all ids that it names are among them.
 */
export const assembleState = (
  numbers: readonly PhoneNumberParts[],
  registry: Registry,
  sends: Sends = noSends,
): State => {
  const phoneNumbers = numbers.reduce(
    (all, { id, accounts, displays = [], threads, tierUse = [] }) =>
      assoc(all, id, { accounts, displays, tierUse, threads: threadsUnderAllIds(threads) }),
    emptyMap<PhoneNumber>(),
  )
  return stateOf({ phoneNumbers, registry, sends })
}

/** Each thread under its own id, the customer's other ids pointing there. */
const threadsUnderAllIds = (owned: readonly OwnThread[]): Threads => {
  let threads: Threads = emptyMap()
  for (const own of owned) {
    threads = assoc<Entry>(threads, own.customer, own)
    for (const alias of own.aliases) {
      const holders = own.thread.roots.contested.find(({ id }) => id === alias)?.holders
      threads = assoc<Entry>(
        threads,
        alias,
        holders === undefined ? { sameAs: own.customer } : { sameAs: own.customer, holders },
      )
    }
  }
  return threads
}

/** Of these threads, under whichever phone number, those of the customer with those ids (POS-33). */
export const threadsOfOne = (threads: readonly OwnThread[], ids: readonly string[]): readonly OwnThread[] => {
  const numbers = new Set(threads.map(({ phoneNumberId }) => phoneNumberId))
  const within = [...numbers].map((id): NumberThreads => [
    id,
    threadsUnderAllIds(threads.filter(({ phoneNumberId }) => phoneNumberId === id)),
  ])
  return threadsOfCustomer(within, ids)
}

/** The registry of those events, in whatever order they come. */
export const registryOf = (events: readonly AccountEvent[]): Registry =>
  events.reduce((known, event) => registerChange(known, event) ?? known, emptyRegistry)
