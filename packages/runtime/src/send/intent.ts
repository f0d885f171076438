import { ContentCodec, isRight, type Content, type Instant, type ThreadKey } from '@guichet/core'
import { storeFailure } from '../store/failure.ts'
import type { IntentKey, IntentRow } from '../store/rows.ts'

/** The intent to send one message. There is one for each idempotency key, and it is never in two states. */
export interface Intent extends IntentKey {
  /** What WhatsApp echoes in the message's statuses. */
  readonly id: string
  /** Tells the same request from another one under the same key. */
  readonly fingerprint: string
  readonly content: Content
  /** When it was claimed last. */
  readonly claimedAt: Instant
  /** How often it failed before. */
  readonly attempt: number
  readonly state: IntentState
}

/** What became of an intent. */
export type IntentState =
  /** Claimed by somebody who hands it to WhatsApp before `until`; what is still so then is `unknown`. */
  | { readonly is: 'dispatching'; readonly claim: string; readonly until: Instant }
  | { readonly is: 'accepted'; readonly wamid: string; readonly by: 'answer' | 'echo' }
  /** WhatsApp refused it, with Meta's error as it came. */
  | { readonly is: 'refused'; readonly code: number | null; readonly message: string; readonly raw: unknown }
  /** Nothing was sent, for sure; it may be tried again from `retryAt` on. */
  | { readonly is: 'failed'; readonly reason: string; readonly retryAt: Instant }
  /** It may have been sent. Only the echo of a status, or the caller, can tell. */
  | { readonly is: 'unknown'; readonly reason: string }
  /** The caller gave it up without learning its fate. */
  | { readonly is: 'given-up' }

/** The state as of an instant: nobody works on a message for ever, and a process may have died. */
export const stateAt = ({ state }: Intent, now: Instant): IntentState =>
  state.is === 'dispatching' && now >= state.until
    ? { is: 'unknown', reason: 'whoever was sending it never said what became of it' }
    : state

/** Is it under way, or is its fate unknown? */
const isOpen = ({ is }: IntentState): boolean => is === 'dispatching' || is === 'unknown'

export const writeIntent = (intent: Intent): Omit<IntentRow, 'revision'> => {
  const { phoneNumberId, recipient, key, id, claimedAt, fingerprint, content, attempt, state } = intent
  const text = JSON.stringify({ fingerprint, content, attempt, state })
  return { phoneNumberId, recipient, key, id, claimedAt, isOpen: isOpen(state), text }
}

export const readIntent = (row: IntentRow): Intent => {
  const { phoneNumberId, recipient, key, id, claimedAt } = row
  const { fingerprint, content, attempt, state } = parse(row.text)
  const sent = ContentCodec.decode(content)
  if (!isRight(sent) || typeof fingerprint !== 'string' || typeof attempt !== 'number' || !isState(state))
    throw storeFailure('corrupt', `the store holds an intent that cannot be read: ${id}`)
  return { phoneNumberId, recipient, key, id, claimedAt, fingerprint, content: sent.right, attempt, state }
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

/** The thread that an intent is for. */
export const threadOfIntent = ({ phoneNumberId, recipient }: IntentKey): ThreadKey => ({
  phoneNumberId,
  customer: recipient,
})
