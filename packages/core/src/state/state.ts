import type { Event, TemplateChanged, ThreadEvent } from '../event/event.ts'
import {
  emptyRegistry,
  registerChange,
  templatesFor,
  type KnownTemplates,
  type Registry,
} from '../template/registry.ts'
import { both, nothingSettled, type Settlement } from '../thread/settlement.ts'
import {
  absorbIntoThread,
  emptyThread,
  type Absorption,
  type Outcome,
  type Thread,
} from '../thread/thread.ts'
import {
  addressOf,
  findThread,
  homeOf,
  linkIds,
  otherIds,
  ownThread,
  type Threads,
  type ThreadKey,
} from './identity.ts'
import { assoc, emptyMap, entriesOf, lookUp, type PersistentMap } from './persistent-map.ts'

/** Everything that is known: all threads, and the accounts' templates. An immutable value. */
export interface State {
  readonly threads: Threads
  readonly registry: Registry
  /** The accounts that each phone number was seen under (OCT26-13: there may be several). */
  readonly accounts: PersistentMap<readonly string[]>
}

/** Nothing is known yet. */
export const emptyState: State = { threads: emptyMap(), registry: emptyRegistry, accounts: emptyMap() }

export interface StateAbsorbed {
  readonly state: State
  readonly outcome: Outcome
  /** The thread that the event belongs to; `null` for a template's event. */
  readonly thread: ThreadKey | null
  /** What this event decided for good in that thread. */
  readonly settled: Settlement
}

/** Takes an event in, wherever it belongs. */
export const absorbIntoState = (state: State, event: Event, absorption: Absorption): StateAbsorbed =>
  event.type === 'template-changed'
    ? absorbTemplate(state, event)
    : absorbThreadEvent(state, event, absorption)

const absorbTemplate = (state: State, event: TemplateChanged): StateAbsorbed => {
  const registry = registerChange(state.registry, event)
  return registry === null
    ? { state, outcome: 'duplicate', thread: null, settled: nothingSettled }
    : { state: { ...state, registry }, outcome: 'absorbed', thread: null, settled: nothingSettled }
}

const absorbThreadEvent = (state: State, event: ThreadEvent, absorption: Absorption): StateAbsorbed => {
  const { phoneNumberId } = event
  // A change of identity is the last that is heard of the previous one.
  const customer = event.type === 'customer-renamed' ? event.previous : event.customer
  const others = otherIds(event, absorption)
  const { threads, settled } =
    others.length === 0
      ? { threads: state.threads, settled: nothingSettled }
      : linkIds(state.threads, phoneNumberId, [customer, ...others], absorption)
  const home = homeOf(threads, addressOf(phoneNumberId, customer))
  const own = ownThread(threads, home) ?? { phoneNumberId, customer, thread: emptyThread }
  const absorbed = absorbIntoThread(own.thread, event, absorption)
  const key = { phoneNumberId: own.phoneNumberId, customer: own.customer }
  return {
    state: {
      threads:
        absorbed.thread === own.thread ? threads : assoc(threads, home, { ...key, thread: absorbed.thread }),
      registry: state.registry,
      accounts: noteAccount(state.accounts, event),
    },
    outcome: absorbed.outcome,
    thread: key,
    settled: both(settled, absorbed.settled),
  }
}

const noteAccount = (
  accounts: PersistentMap<readonly string[]>,
  { phoneNumberId, account }: ThreadEvent,
): PersistentMap<readonly string[]> => {
  if (account === undefined) return accounts
  const known = lookUp(accounts, phoneNumberId) ?? []
  return known.includes(account) ? accounts : assoc(accounts, phoneNumberId, [...known, account].sort())
}

/** The thread of that key, by any of the customer's ids; an empty one when nothing is known of it. */
export const threadOf = (state: State, key: ThreadKey): Thread =>
  findThread(state.threads, key)?.thread ?? emptyThread

/** The key under which a thread is kept, by any of the customer's ids; the same key when nothing is known of it. */
export const canonicalKey = (state: State, key: ThreadKey): ThreadKey => {
  const { phoneNumberId, customer } = findThread(state.threads, key) ?? key
  return { phoneNumberId, customer }
}

/** The templates that the phone number may use, as far as they are known. */
export const templatesOf = (state: State, phoneNumberId: string): KnownTemplates =>
  templatesFor(state.registry, lookUp(state.accounts, phoneNumberId) ?? [])

/** All threads, in no order to rely on. */
export function* threadsOf(state: State): Generator<ThreadKey & { readonly thread: Thread }> {
  for (const [, entry] of entriesOf(state.threads)) if ('thread' in entry) yield entry
}

/** The state with that thread put in place of the one it was. */
export const withThread = (state: State, key: ThreadKey, thread: Thread): State => {
  const home = homeOf(state.threads, addressOf(key.phoneNumberId, key.customer))
  const { phoneNumberId, customer } = ownThread(state.threads, home) ?? key
  return { ...state, threads: assoc(state.threads, home, { phoneNumberId, customer, thread }) }
}
