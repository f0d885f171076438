import { isThreadEvent, type AccountEvent, type Event, type ThreadEvent } from '../event/event.ts'
import type { CategoryOf } from '../template/category-of.ts'
import type { Problem } from '../problem.ts'
import { useTier } from '../tier/settled-use.ts'
import { categoriesFor, templatesFor, type KnownTemplates } from '../template/known.ts'
import { registerChange } from '../template/registry.ts'
import { learnFromSends, withAccounts, type Sends } from '../template/sends.ts'
import type { Settled } from '../thread/settle.ts'
import { nothingDecided, type Settlement } from '../thread/settlement.ts'
import type { Outcome } from '../thread/absorb.ts'
import { emptyThread, type Absorption, type Thread } from '../thread/thread.ts'
import { findNamed, type Entry, type OwnThread, type ThreadKey } from './identity.ts'
import { absorbIntoThreads } from './absorb-into-threads.ts'
import { learnNumbers, withAccount } from './learn-numbers.ts'
import {
  newNumber,
  partsOf,
  stateOf,
  withRegistry,
  type PhoneNumber,
  type State,
  type StateParts,
} from './parts.ts'
import type { Rederived, Regrouped } from './rederive.ts'
import { assoc, entriesOf, hashOf, lookUp } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'

const none: readonly Problem[] = []

export interface StateAbsorbed {
  readonly state: State
  readonly outcome: Outcome
  /** The thread that the event belongs to; `null` for an event about an account. */
  readonly thread: ThreadKey | null
  /** What this event decided for good in that thread. */
  readonly settled: Settlement
  /** What became of threads that were joined or parted, or learned of another id; `null` for almost every event. */
  readonly regrouped: Regrouped | null
  /** Why it was refused, each with its path; empty where it was not. */
  readonly problems: readonly Problem[]
}

/** Takes an event in, wherever it belongs. */
export const absorbIntoState = (state: State, event: Event, absorption: Absorption): StateAbsorbed =>
  isThreadEvent(event) ? absorbThreadEvent(state, event, absorption) : absorbAccountEvent(state, event)

/** Takes in an event about an account. */
export const absorbAccountEvent = (state: State, event: AccountEvent): StateAbsorbed => {
  const registry = registerChange(partsOf(state).registry, event)
  return registry === null
    ? { state, outcome: 'duplicate', thread: null, settled: nothingDecided, regrouped: null, problems: none }
    : {
        state: learnNumbers(withRegistry(state, registry), event),
        outcome: 'absorbed',
        thread: null,
        settled: nothingDecided,
        regrouped: null,
        problems: none,
      }
}

const absorbThreadEvent = (state: State, event: ThreadEvent, absorption: Absorption): StateAbsorbed => {
  const { phoneNumberId } = event
  const parts = partsOf(state)
  const hash = hashOf(phoneNumberId)
  const number = lookUp(parts.phoneNumbers, phoneNumberId, hash) ?? newNumber
  const { grown, sends, own, outcome, settled, regrouped } = absorbIntoNumber(
    number,
    parts,
    event,
    absorption,
  )
  return {
    state:
      grown === number
        ? state
        : stateOf({
            phoneNumbers: assoc(parts.phoneNumbers, phoneNumberId, grown, hash),
            registry: parts.registry,
            sends,
          }),
    outcome,
    thread: { phoneNumberId, customer: own.customer },
    settled,
    regrouped,
    problems: none,
  }
}

interface NumberAbsorbed extends Omit<Rederived, 'threads'> {
  /** The phone number after the event; itself where it is as it was. */
  readonly grown: PhoneNumber
  readonly sends: Sends
}

/** Takes an event into the threads of its phone number. */
export const absorbIntoNumber = (
  number: PhoneNumber,
  known: Pick<StateParts, 'registry' | 'sends'>,
  event: ThreadEvent,
  absorption: Absorption,
): NumberAbsorbed => {
  // Most events need no category, so that nothing is looked up for them.
  const categoryOf: CategoryOf = (...asked) =>
    categoriesFor(known.registry, number.accounts, known.sends)(...asked)
  const { threads, own, outcome, settled, regrouped } = absorbIntoThreads(
    number.threads,
    event,
    absorption,
    categoryOf,
  )
  const accounts = withAccount(number.accounts, event.account)
  const sends = withAccounts(
    outcome === 'absorbed' ? learnFromSends(known.sends, event) : known.sends,
    event.phoneNumberId,
    accounts,
  )
  const tierUse =
    settled.charges.length === 0
      ? number.tierUse
      : useTier(number.tierUse, settled.charges, absorption.calendar.largestTier)
  const isSame = threads === number.threads && accounts === number.accounts && tierUse === number.tierUse
  // Field by field: a spread costs as much as all else that is done for an event.
  const grown = isSame ? number : { threads, accounts, displays: number.displays, tierUse }
  return { grown, sends, own, outcome, settled, regrouped }
}

/**
 * The thread of that key with the ids it is kept under, by any of the customer's ids; `null` when nothing is
 * known of it. A number that was handed on names the customer who held it at that instant; now, unless one is given.
 */
export const ownThread = (
  state: State,
  { phoneNumberId, customer }: ThreadKey,
  at: Instant = Infinity,
): OwnThread | null => {
  const number = lookUp(partsOf(state).phoneNumbers, phoneNumberId)
  return number === undefined ? null : findNamed(number.threads, customer, at)
}

/** The thread of that key, by any id that the customer has at that instant; an empty one when nothing is known of it. */
export const threadOf = (state: State, key: ThreadKey, at: Instant = Infinity): Thread =>
  ownThread(state, key, at)?.thread ?? emptyThread

/**
 * The key under which a thread is kept, by any id that the customer has at that instant; the same key when nothing is known of it.
 *
 * @example
 * const { initial, evolve } = engine()
 * const thread = { phoneNumberId: '100', customer: '15550100001' }
 * const both = { type: 'customer-messaged', id: 'm', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', ...thread, aliases: ['US.1'] } as const
 * canonicalKey(evolve(initial, both), { phoneNumberId: '100', customer: 'US.1' }) //=> { phoneNumberId: '100', customer: '15550100001' }
 * canonicalKey(initial, { phoneNumberId: '100', customer: 'US.1' }) //=> { phoneNumberId: '100', customer: 'US.1' }
 */
export const canonicalKey = (state: State, key: ThreadKey, at: Instant = Infinity): ThreadKey => {
  const { phoneNumberId, customer } = ownThread(state, key, at) ?? key
  return { phoneNumberId, customer }
}

/** The templates that the phone number may use, as far as they are known. */
export const templatesOf = (state: State, phoneNumberId: string): KnownTemplates => {
  const { phoneNumbers, registry, sends } = partsOf(state)
  return templatesFor(registry, lookUp(phoneNumbers, phoneNumberId)?.accounts ?? [], { sends, phoneNumberId })
}

/**
 * The phone numbers that any event named, in no order to rely on.
 *
 * @example
 * const { initial, evolve } = engine()
 * const says = { type: 'customer-messaged', id: 'm', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', phoneNumberId: '100', customer: '1' } as const
 * phoneNumbersOf(initial) //=> []
 * phoneNumbersOf(evolve(initial, says)) //=> [ '100' ]
 */
export const phoneNumbersOf = (state: State): readonly string[] =>
  [...entriesOf(partsOf(state).phoneNumbers)].map(([phoneNumberId]) => phoneNumberId)

/**
 * All threads, in no order to rely on.
 *
 * @example
 * const { initial, evolve } = engine()
 * const says = { type: 'customer-messaged', id: 'm', at: Date.parse('2026-10-02T16:00Z'), kind: 'text', phoneNumberId: '100', customer: '1' } as const
 * [...threadsOf(initial)] //=> []
 * [...threadsOf(evolve(initial, says))].map(({ customer }) => customer) //=> [ '1' ]
 */
export function* threadsOf(state: State): Generator<OwnThread> {
  for (const [, { threads }] of entriesOf(partsOf(state).phoneNumbers))
    for (const [, entry] of entriesOf(threads)) if ('thread' in entry) yield entry
}

/** The state with that thread settled; the same state where there was none. */
export const withSettled = (
  state: State,
  key: ThreadKey,
  { thread, settled }: Settled,
  { calendar }: Absorption,
): State => {
  const parts = partsOf(state)
  const number = lookUp(parts.phoneNumbers, key.phoneNumberId)
  const own = number === undefined ? null : findNamed(number.threads, key.customer, Infinity)
  if (number === undefined || own === null) return state
  const threads = assoc<Entry>(number.threads, own.customer, { ...own, thread })
  const tierUse = useTier(number.tierUse, settled.charges, calendar.largestTier)
  const changed: PhoneNumber = { ...number, threads, tierUse }
  return stateOf({ ...parts, phoneNumbers: assoc(parts.phoneNumbers, key.phoneNumberId, changed) })
}
