import type { MonthOfUse } from '../tier/settled-use.ts'
import type { Opaque } from '../opaque.ts'
import { emptyMap, type PersistentMap } from '../persistent-map.ts'
import { emptyRegistry, type Registry } from '../template/registry.ts'
import { noSends, type Sends } from '../template/sends.ts'
import type { Threads } from './identity.ts'

/**
 * Everything that is known: all threads, and the accounts' templates. An immutable value, and opaque: `view`, `ask`,
 * `charges` and `threadsOf` say what is in it, `writeState` makes JSON of it.
 */
export type State = Opaque<'State'>

/** What a state is made of. */
export interface StateParts {
  readonly phoneNumbers: PersistentMap<PhoneNumber>
  readonly registry: Registry
  /** What accepted sends prove of templates. */
  readonly sends: Sends
}

/** What is known of one business phone number. */
export interface PhoneNumber {
  readonly threads: Threads
  /** The accounts that it was seen under, in order; there may be several (OCT26-13). */
  readonly accounts: readonly string[]
  /** The number that people see, in digits; events about the account may name it instead of the id. */
  readonly displays: readonly string[]
  /** What the monthly free tiers have covered of its settled messages. */
  readonly tierUse: readonly MonthOfUse[]
}

/** A phone number without facts. */
export const newNumber: PhoneNumber = { threads: emptyMap(), accounts: [], displays: [], tierUse: [] }

/** Looks into a state. */
export const partsOf = (state: State): StateParts => state as State & StateParts

/** Makes a state of its parts. */
export const stateOf = (parts: StateParts): State => parts as State & StateParts

/** Nothing is known yet. */
export const emptyState: State = stateOf({
  phoneNumbers: emptyMap(),
  registry: emptyRegistry,
  sends: noSends,
})

/** What the state knows of templates, as far as events say. */
export const registryIn = (state: State): Registry => partsOf(state).registry

/** The state with another registry. */
export const withRegistry = (state: State, registry: Registry): State =>
  stateOf({ ...partsOf(state), registry })

/** The state with other sends: those that a store keeps, or `noSends` where what they prove is not to count. */
export const withSends = (state: State, sends: Sends): State => stateOf({ ...partsOf(state), sends })
