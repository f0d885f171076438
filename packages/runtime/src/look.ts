import {
  isThreadEvent,
  type AccountAt,
  type Circumstances,
  type Engine,
  type Instant,
  type KnownTemplates,
  type Thread,
  type ThreadEvent,
  type ThreadKey,
} from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import { emptyThread, holderAt, templatesFor } from '@guichet/core/store'
import type { ThreadRow } from './store/rows.ts'
import type { Store } from './store/store.ts'
import { accountAt, accountNewsOf } from './decide/account.ts'
import { elsewhereOf } from './decide/elsewhere.ts'
import type { Wants } from './decide/wants.ts'
import { readKnown, type ReadInput } from './ledger/read.ts'
import { eventsOfAll, withRivals } from './ledger/streams.ts'
import { usualAhead } from './present.ts'
import { idsOf, isNamed } from './threads/ids.ts'
import { rivalsOf } from './threads/kept.ts'
import { readEvent } from './event-text.ts'

/** A thread as the store has it now; empty where nothing is known of it. */
export interface Found {
  readonly thread: Thread
  /** `null` when nothing is known of it. */
  readonly row: ThreadRow | null
  readonly templates: KnownTemplates
}

/** The same, with what an answer rests on beside the thread. */
export interface FoundToAsk extends Found {
  /** What events about accounts say of the phone number and the customer at an instant. */
  readonly account: (at: Instant) => Partial<AccountAt>
  /** When the newest of these events up to an instant happened. */
  readonly accountNews: (latest: Instant) => Instant
}

/** A thread, the instant that it is asked about, and what counts beside it. */
export interface Asked {
  readonly thread: Thread
  readonly at: Instant
  readonly circumstances: Circumstances
}

interface LookInput extends ReadInput {
  readonly now: () => Instant
}

/** Reads threads as they are now, with what other processes wrote. */
export interface Looker {
  /** The thread of a number is its holder's at an instant, or now. */
  readonly thread: (key: ThreadKey, at?: Instant) => Promise<Found>
  /** Reads what the thread shares with others, too: the limit, and what other phone numbers know of the customer. */
  readonly toAsk: (key: ThreadKey, at?: Instant) => Promise<FoundToAsk>
}

/** A thread that is kept in memory is used only if the store says that it did not change. */
export const looker = (input: LookInput): Looker => {
  const { engine } = input
  const read = async (key: ThreadKey, at: Instant, wants: Pick<Wants, 'limits' | 'elsewhere'>) => {
    const { phoneNumberId } = key
    const known = await readKnown([{ threads: [key], intents: [], ...wants }], input)
    const found = known.threads.find(({ own }) => isNamed(own, key))
    const holders = found?.own.thread.roots.contested.find(({ id }) => id === key.customer)?.holders ?? []
    const holder = holderAt(holders, at)
    const held =
      holder === undefined
        ? found
        : known.threads.find(({ own }) => isNamed(own, { phoneNumberId, customer: holder.by }))
    const accounts = known.phoneNumbers[0]?.accounts ?? []
    const { registry } = known.templates
    const templates = templatesFor(registry, accounts, { sends: known.sends.sends, phoneNumberId })
    const thread = held?.own.thread ?? emptyThread
    return { known, own: held?.own ?? null, accounts, found: { thread, row: held?.row ?? null, templates } }
  }
  return {
    thread: async (key, at = Infinity) => (await read(key, at, {})).found,
    toAsk: async (key, at = Infinity) => {
      const { phoneNumberId, customer } = key
      const limits = { of: phoneNumberId, at: Math.min(at, input.now()) }
      const { known, own, accounts, found } = await read(key, at, { limits, elsewhere: [key] })
      const ids = idsOf(customer, own)
      const others = known.elsewhere.map((kept) => kept.own)
      const elsewhere = elsewhereOf(engine, own, others, ids)
      const number = { registry: known.templates.registry, phoneNumberId, accounts, ids, elsewhere }
      const counted = known.counted.get(phoneNumberId)?.rows ?? []
      return {
        ...found,
        account: (instant) => {
          const grounds = { ...number, counted, passed: known.passed }
          const { messagingLimit, ...account } = accountAt(engine, grounds, instant)
          // Who counted before some of them counted anew is not kept.
          const isPast = counted.some((row) => row.at > instant + usualAhead)
          return { ...account, messagingLimit: isPast ? null : (messagingLimit ?? null) }
        },
        accountNews: accountNewsOf(engine, number),
      }
    },
  }
}

/** All events of a thread, in the order in which they came. */
export const eventsOf = async (
  { row, thread }: Found,
  store: Store,
  engine: Engine,
): Promise<readonly ThreadEvent[]> => {
  if (row === null) return []
  const rivals = rivalsOf(thread)
  const rows = rivals.length === 0 ? [row] : await withRivals(store, row, rivals)
  const stored = await eventsOfAll(store, rows)
  const events = stored.map(({ text }) => readEvent(text)).filter(isThreadEvent)
  if (rivals.length === 0) return events
  // Each stream may hold what names a number alone, from when nobody knew whose it was.
  return engine.eventsOf(events, [row.customer, ...row.aliases].find(isUserId) ?? row.customer)
}
