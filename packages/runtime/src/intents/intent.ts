import {
  isRight,
  type Allowed,
  type Content,
  type Forecast,
  type Instant,
  type NotKnown,
  type ThreadKey,
} from '@guichet/core'
import { ContentCodec } from '@guichet/core/store'
import type { AsksToCall } from '../ports.ts'
import { storeFailure } from '../store/failure.ts'
import type { IntentKey, IntentRow } from '../store/rows.ts'

/** The intent to send one message. There is one for each idempotency key, and it is never in two states. */
export interface Intent extends IntentKey {
  /** What WhatsApp echoes in the message's statuses. */
  readonly id: string
  /** Tells the same request from another one under the same key. */
  readonly fingerprint: string
  readonly content: Content
  readonly asksToCall?: AsksToCall
  /** Does its customer count towards a messaging limit while it is on its way? */
  readonly reserves?: true
  /** What the rules said of it when it was claimed last; `null` where that was not kept. */
  readonly allowed: AllowedInShort | null
  /** When it was claimed last; by a slow clock, not before what had been received by then. */
  readonly claimedAt: Instant
  /** How often it failed before. */
  readonly attempt: number
  readonly state: IntentState
}

/** What the rules said of an allowed message, as far as a caller gets it again. */
export interface AllowedInShort {
  readonly validUntil: Instant | null
  readonly charge: Pick<Forecast, 'unit' | 'category' | 'type' | 'internationalRate'>
  /** What would have counted, and was not known; earlier versions did not keep it. */
  readonly notKnown?: readonly NotKnown[]
}

export const inShort = ({ validUntil, charge, notKnown }: Allowed): AllowedInShort => {
  const { unit, category, type, internationalRate } = charge
  const dearer = internationalRate === undefined ? {} : { internationalRate }
  return { validUntil, charge: { unit, category, type, ...dearer }, notKnown }
}

/** What became of an intent. */
export type IntentState =
  /** Claimed by somebody who hands it to WhatsApp before `until`; what is still so then is `unknown`. */
  | { readonly is: 'dispatching'; readonly claim: string; readonly until: Instant }
  | {
      readonly is: 'accepted'
      readonly wamid: string
      readonly by: 'answer' | 'echo'
      /** The customer as WhatsApp named them, where it did. */
      readonly customer?: { readonly waId?: string; readonly userId?: string }
      /** Meta's word for what became of a template. */
      readonly messageStatus?: string
    }
  /** WhatsApp refused it, with Meta's error as it came. */
  | {
      readonly is: 'refused'
      /** HTTP's status, where it is known. */
      readonly status?: number | null
      readonly code: number | null
      readonly message: string
      /** Where the fault lies, where that is known. */
      readonly fault?: string
      /** `true` where the same message may be sent again under this key. */
      readonly freesKey?: boolean
      readonly raw: unknown
    }
  /** Nothing was sent, for sure; it may be tried again from `retryAt` on. */
  | { readonly is: 'failed'; readonly reason: string; readonly code?: number; readonly retryAt: Instant }
  /** It may have been sent. Only the echo of a status, or the caller, can tell. */
  | { readonly is: 'unknown'; readonly reason: string }
  /** The caller gave it up without learning its fate. */
  | { readonly is: 'given-up' }

/** What a claim came to, as the process knows that dispatched it, although the store does not. */
export interface RememberedState {
  readonly claim: string
  readonly state: IntentState
}

/** The state as of an instant: nobody works on a message for ever, and a process may have died. */
export const stateAt = ({ state }: Intent, now: Instant): IntentState =>
  state.is === 'dispatching' && now >= state.until
    ? { is: 'unknown', reason: 'the process that was sending it did not record a result' }
    : state

/** Is it under way, or is its fate unknown? */
export const isOpen = ({ is }: IntentState): boolean => is === 'dispatching' || is === 'unknown'

export const writeIntent = (intent: Intent): Omit<IntentRow, 'revision'> => {
  const { phoneNumberId, recipient, key, id, claimedAt, state, ...rest } = intent
  const { fingerprint, content, asksToCall, reserves, allowed, attempt } = rest
  const text = JSON.stringify({ fingerprint, content, asksToCall, reserves, allowed, attempt, state })
  return { phoneNumberId, recipient, key, id, claimedAt, isOpen: isOpen(state), text }
}

export const readIntent = (row: IntentRow): Intent => {
  const { phoneNumberId, recipient, key, id, claimedAt } = row
  const { fingerprint, content, asksToCall, reserves, allowed, attempt, state } = parse(row.text)
  const sent = ContentCodec.decode(content)
  if (!isRight(sent) || typeof fingerprint !== 'string' || typeof attempt !== 'number' || !isState(state))
    throw storeFailure('corrupt', `the store holds an intent that cannot be read: ${id}`)
  return {
    phoneNumberId,
    recipient,
    key,
    id,
    claimedAt,
    fingerprint,
    content: sent.right,
    ...(asksToCall === 'service' || asksToCall === 'template' ? { asksToCall } : {}),
    ...(reserves === true ? { reserves } : {}),
    allowed: isAllowed(allowed) ? allowed : null,
    attempt,
    state,
  }
}

interface Fields {
  readonly [name: string]: unknown
}

const parse = (text: string): Fields => {
  try {
    const read: unknown = JSON.parse(text)
    if (typeof read === 'object' && read !== null) return { ...read }
  } catch {
    // Told below, as is every other text that is no intent.
  }
  return {}
}

const states: ReadonlySet<unknown> = new Set<IntentState['is']>([
  'dispatching',
  'accepted',
  'refused',
  'failed',
  'unknown',
  'given-up',
])

/** Only this file writes states, so the word is enough to know one by. */
const isState = (u: unknown): u is IntentState =>
  typeof u === 'object' && u !== null && 'is' in u && states.has(u.is)

const isAllowed = (u: unknown): u is AllowedInShort => typeof u === 'object' && u !== null && 'charge' in u

/** The thread that an intent is for. */
export const threadOfIntent = ({ phoneNumberId, recipient }: IntentKey): ThreadKey => ({
  phoneNumberId,
  customer: recipient,
})
