import type { Duration, Instant } from '@guichet/core'
import { stateOf } from '../decide/record-outcome.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { DispatchOutcome, SendRequest, Timer } from '../ports.ts'
import { isStoreFailure, type StoreFailureKind } from '../store/failure.ts'
import type { IntentKey } from '../store/rows.ts'
import { storableId } from '../text.ts'
import { isSameRequest } from '../intents/fingerprint.ts'
import type { Intent, IntentState, RememberedState } from '../intents/intent.ts'

/** What became of a dispatched message whose outcome the store did not take. */
export interface Recording {
  /** `not-recorded`: from now on it is tried again. `given-up`: this process ends, or has too many of them. */
  readonly is: 'not-recorded' | 'recorded-late' | 'given-up'
  readonly outcome: DispatchOutcome['outcome']
  /** The wamid, where WhatsApp took the message. */
  readonly message: string | null
}

/** What is known of one of them: the intent, and the state that the store is to have. */
export interface Remembered {
  readonly intent: Intent
  readonly state: IntentState
}

/**
 * Outcomes that could not be recorded, such as by a full disk. This process is the only one that knows them: it
 * tries again until each is recorded, and answers for them meanwhile. It forgets them when it ends.
 */
export interface Unrecorded {
  /** Keeps an outcome. `names` are the ids of the customer. */
  readonly keep: (intent: Intent, outcome: DispatchOutcome, at: Instant, names: readonly string[]) => void
  /** What the claim of an intent came to; `null` where that is recorded, or another process knows it. */
  readonly of: (intent: Intent) => Remembered | null
  /** What is known of a request while the store cannot be asked. */
  readonly find: (request: SendRequest) => Remembered | 'key-reused' | null
  /** What is known of the intents under a key of a phone number. */
  readonly under: (key: Pick<IntentKey, 'phoneNumberId' | 'key'>) => readonly RememberedState[]
  /** Tries now; tells whether that one is recorded. */
  readonly record: (intent: Intent) => Promise<boolean>
  readonly count: () => number
  /** Tries all of them for the last time. */
  readonly close: () => Promise<void>
}

interface Input {
  readonly ledger: Pick<Ledger, 'perform'>
  readonly timer: Timer
  readonly tell: (recording: Recording) => void
}

interface Kept extends Remembered {
  readonly outcome: DispatchOutcome
  readonly at: Instant
  readonly names: ReadonlySet<string>
}

/** So many are kept; the oldest go first. A few megabytes. */
const most = 10_000

const firstWait: Duration = 1_000
/** So soon after the store is back all is recorded, however long it was away. */
const longestWait: Duration = 10_000

export const unrecordedOf = ({ ledger, timer, tell }: Input): Unrecorded => {
  /** By claim; the oldest first. */
  const all = new Map<string, Kept>()
  let wait = firstWait
  let stop: (() => void) | null = null
  let isClosed = false

  const announce = (is: Recording['is'], { outcome }: Kept): void =>
    tell({ is, outcome: outcome.outcome, message: outcome.outcome === 'accepted' ? outcome.wamid : null })

  /** `null` where it is recorded, else why not. */
  const tryOne = async (claim: string, kept: Kept): Promise<unknown> => {
    try {
      const { intent, outcome, at } = kept
      await ledger.perform(intent.phoneNumberId, { do: 'record-outcome', intent, outcome, at })
    } catch (failure) {
      return failure
    }
    // Others may have tried it at the same time.
    if (all.delete(claim)) announce('recorded-late', kept)
    return null
  }

  /** One after the other until the store fails as a whole: then the others would fail, too. */
  const tryAll = async (): Promise<void> => {
    for (const [claim, kept] of all) if (isOfStore(await tryOne(claim, kept))) return
  }

  const schedule = (): void => {
    if (stop !== null || isClosed || all.size === 0) return
    stop = timer(wait, () => {
      const before = all.size
      void tryAll().then(() => {
        stop = null
        wait = all.size < before ? firstWait : Math.min(longestWait, wait * 2)
        schedule()
      })
    })
  }

  return {
    keep: (intent, outcome, at, names) => {
      const ids = outcome.outcome === 'accepted' ? [outcome.customer.waId, outcome.customer.userId] : []
      const known = ids.flatMap((id) => (id === undefined ? [] : [storableId(id)]))
      const kept = { intent, outcome, at, state: stateOf(outcome, at), names: new Set([...names, ...known]) }
      all.set(claimOf(intent), kept)
      announce('not-recorded', kept)
      for (const [oldest, one] of all) {
        if (all.size <= most) break
        all.delete(oldest)
        announce('given-up', one)
      }
      schedule()
    },
    of: (intent) => all.get(claimOf(intent)) ?? null,
    find: (request) => {
      const kept = [...all.values()].findLast(
        ({ intent, names }) =>
          intent.key === request.key &&
          intent.phoneNumberId === request.phoneNumberId &&
          names.has(request.recipient),
      )
      if (kept === undefined) return null
      return isSameRequest(kept.intent, request) ? kept : 'key-reused'
    },
    under: ({ phoneNumberId, key }) =>
      [...all].flatMap(([claim, { intent, state }]) =>
        intent.phoneNumberId === phoneNumberId && intent.key === key ? [{ claim, state }] : [],
      ),
    record: async (intent) => {
      const claim = claimOf(intent)
      const kept = all.get(claim)
      return kept === undefined || (await tryOne(claim, kept)) === null
    },
    count: () => all.size,
    close: async () => {
      isClosed = true
      stop?.()
      await tryAll()
      for (const kept of all.values()) announce('given-up', kept)
      all.clear()
    },
  }
}

/** Only a claim that is being dispatched has an outcome to be recorded. */
const claimOf = ({ state }: Intent): string => (state.is === 'dispatching' ? state.claim : '')

/** Failures that every other piece of work meets, too. */
const ofStore: ReadonlySet<StoreFailureKind> = new Set(['unavailable', 'full', 'read-only', 'locked'])

const isOfStore = (failure: unknown): boolean => isStoreFailure(failure) && ofStore.has(failure.kind)
