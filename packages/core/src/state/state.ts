import { isThreadEvent, type Event, type TemplateEvent, type ThreadEvent } from '../event/event.ts'
import type { Problem } from '../problem.ts'
import { useTier, type MonthOfUse } from '../tier/settled-use.ts'
import { categoriesOf, templatesFor, type KnownTemplates } from '../template/known.ts'
import { emptyRegistry, registerChange, type Registry } from '../template/registry.ts'
import { learnFromSends, noSends, withAccounts, type Sends } from '../template/sends.ts'
import type { Settled } from '../thread/settle.ts'
import { nothingSettled, type Settlement } from '../thread/settlement.ts'
import type { Outcome } from '../thread/absorb.ts'
import { emptyThread, type Absorption, type Thread } from '../thread/thread.ts'
import { findNamed, type Entry, type OwnThread, type ThreadKey, type Threads } from './identity.ts'
import { absorbIntoThreads } from './absorb-into-threads.ts'
import type { Regrouped } from './rederive.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from '../persistent-map.ts'
import type { Instant } from '../time/instant.ts'

/** Everything that is known: all threads, and the accounts' templates. An immutable value. */
export interface State {
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
  /** What the monthly free tiers have covered of its settled messages. */
  readonly tierUse: readonly MonthOfUse[]
}

/** Nothing is known yet. */
export const emptyState: State = { phoneNumbers: emptyMap(), registry: emptyRegistry, sends: noSends }

const none: readonly Problem[] = []

const newNumber: PhoneNumber = { threads: emptyMap(), accounts: [], tierUse: [] }

export interface StateAbsorbed {
  readonly state: State
  readonly outcome: Outcome
  /** The thread that the event belongs to; `null` for a template's event. */
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
  isThreadEvent(event) ? absorbThreadEvent(state, event, absorption) : absorbTemplate(state, event)

const absorbTemplate = (state: State, event: TemplateEvent): StateAbsorbed => {
  const registry = registerChange(state.registry, event)
  return registry === null
    ? { state, outcome: 'duplicate', thread: null, settled: nothingSettled, regrouped: null, problems: none }
    : {
        state: { ...state, registry },
        outcome: 'absorbed',
        thread: null,
        settled: nothingSettled,
        regrouped: null,
        problems: none,
      }
}

const absorbThreadEvent = (state: State, event: ThreadEvent, absorption: Absorption): StateAbsorbed => {
  const { phoneNumberId } = event
  const number = lookUp(state.phoneNumbers, phoneNumberId) ?? newNumber
  const categoryOf = categoriesOf(() => templatesFor(state.registry, number.accounts))
  const { threads, own, outcome, settled, regrouped } = absorbIntoThreads(
    number.threads,
    event,
    absorption,
    categoryOf,
  )
  const accounts = withAccount(number.accounts, event.account)
  const sends = withAccounts(
    outcome === 'absorbed' ? learnFromSends(state.sends, event) : state.sends,
    phoneNumberId,
    accounts,
  )
  const changed = threads !== number.threads || accounts !== number.accounts
  const tierUse = settled.charges.length === 0 ? number.tierUse : useTier(number.tierUse, settled.charges)
  return {
    state: changed
      ? {
          phoneNumbers: assoc(state.phoneNumbers, phoneNumberId, { threads, accounts, tierUse }),
          registry: state.registry,
          sends,
        }
      : state,
    outcome,
    thread: { phoneNumberId, customer: own.customer },
    settled,
    regrouped,
    problems: none,
  }
}

const withAccount = (accounts: readonly string[], account: string | undefined): readonly string[] =>
  account === undefined || accounts.includes(account) ? accounts : [...accounts, account].sort()

/**
 * The thread of that key with the ids it is kept under, by any of the customer's ids; `null` when nothing is
 * known of it. A number that was handed on names the customer who held it at that instant; now, unless told.
 */
export const ownThread = (
  state: State,
  { phoneNumberId, customer }: ThreadKey,
  at: Instant = Infinity,
): OwnThread | null => {
  const number = lookUp(state.phoneNumbers, phoneNumberId)
  return number === undefined ? null : findNamed(number.threads, customer, at)
}

/** The thread of that key, by any id that the customer has at that instant; an empty one when nothing is known of it. */
export const threadOf = (state: State, key: ThreadKey, at: Instant = Infinity): Thread =>
  ownThread(state, key, at)?.thread ?? emptyThread

/** The key under which a thread is kept, by any id that the customer has at that instant; the same key when nothing is known of it. */
export const canonicalKey = (state: State, key: ThreadKey, at: Instant = Infinity): ThreadKey => {
  const { phoneNumberId, customer } = ownThread(state, key, at) ?? key
  return { phoneNumberId, customer }
}

/** The templates that the phone number may use, as far as they are known. */
export const templatesOf = (state: State, phoneNumberId: string): KnownTemplates =>
  templatesFor(state.registry, lookUp(state.phoneNumbers, phoneNumberId)?.accounts ?? [], {
    sends: state.sends,
    phoneNumberId,
  })

/** The phone numbers that any event named, in no order to rely on. */
export const phoneNumbersOf = (state: State): readonly string[] =>
  [...entriesOf(state.phoneNumbers)].map(([phoneNumberId]) => phoneNumberId)

/** All threads, in no order to rely on. */
export function* threadsOf(state: State): Generator<OwnThread> {
  for (const [, { threads }] of entriesOf(state.phoneNumbers))
    for (const [, entry] of entriesOf(threads)) if ('thread' in entry) yield entry
}

/** The state with that thread settled; the same state where there was none. */
export const withSettled = (state: State, key: ThreadKey, { thread, settled }: Settled): State => {
  const number = lookUp(state.phoneNumbers, key.phoneNumberId)
  const own = number === undefined ? null : findNamed(number.threads, key.customer, Infinity)
  if (number === undefined || own === null) return state
  const threads = assoc<Entry>(number.threads, own.customer, { ...own, thread })
  const tierUse = useTier(number.tierUse, settled.charges)
  const changed: PhoneNumber = { ...number, threads, tierUse }
  return { ...state, phoneNumbers: assoc(state.phoneNumbers, key.phoneNumberId, changed) }
}
