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
import { elsewhereOf } from './decide/elsewhere.ts'
import { accountAt, accountNewsOf } from './decide/account.ts'
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

/**
 * Reads threads as they are now, with what other processes wrote. The thread of a number is its holder's at an
 * instant, or now. A thread that is kept in memory is used only if the store says that it did not change.
 */
export const looker =
  (input: LookInput): ((key: ThreadKey, at?: Instant) => Promise<Found>) =>
  async (key, at = Infinity) => {
    const { engine } = input
    const { phoneNumberId } = key
    const known = await readKnown(
      [
        {
          threads: [key],
          intents: [],
          limits: { of: phoneNumberId, at: Math.min(at, input.now()) },
          elsewhere: [key],
        },
      ],
      input,
    )
    const found = known.threads.find(({ own }) => isNamed(own, key))
    const holders = found?.own.thread.roots.contested.find(({ id }) => id === key.customer)?.holders ?? []
    const holder = holderAt(holders, at)
    const held =
      holder === undefined
        ? found
        : known.threads.find(({ own }) => isNamed(own, { phoneNumberId, customer: holder.by }))
    const accounts = known.phoneNumbers[0]?.accounts ?? []
    const ids = idsOf(key.customer, held?.own ?? null)
    const others = known.elsewhere.map(({ own }) => own)
    const number = {
      registry: known.templates.registry,
      phoneNumberId,
      accounts,
      ids,
      elsewhere: elsewhereOf(engine, held?.own ?? null, others, ids),
    }
    return {
      thread: held?.own.thread ?? emptyThread,
      row: held?.row ?? null,
      templates: templatesFor(known.templates.registry, accounts, {
        sends: known.sends.sends,
        phoneNumberId,
      }),
      account: (instant) => {
        const counted = known.counted.get(phoneNumberId)?.rows ?? []
        const { messagingLimit, ...account } = accountAt(
          engine,
          { ...number, counted, passed: known.passed },
          instant,
        )
        // Who counted before some of them counted anew is not kept.
        const isPast = counted.some((row) => row.at > instant + usualAhead)
        return { ...account, messagingLimit: isPast ? null : (messagingLimit ?? null) }
      },
      accountNews: accountNewsOf(engine, number),
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
