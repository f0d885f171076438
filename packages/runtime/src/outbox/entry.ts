import { toIso, parseInstant, isRight, type Instant } from '@guichet/core'
import type { AllowedInShort } from '../intents/intent.ts'
import type { SendRequest } from '../ports.ts'
import { storeFailure } from '../store/failure.ts'
import type { JobRow } from '../store/jobs.ts'

/** The queue of messages that are sent later. */
export const outboxQueue = 'outbox'

/**
 * When a message leaves. `open`: once the customer service window is open. `cheapest`: at the cheapest moment up to
 * `until`. `at`: at an instant. `paced`: as soon as the rates of the phone number and the customer allow it.
 */
export type When =
  { readonly is: 'open' | 'cheapest' | 'paced' } | { readonly is: 'at'; readonly at: Instant }

/** What happens to a held message that `until` finds unsent: it is dropped, or what it names otherwise is sent. */
export type AtUntil = 'drop' | 'otherwise'

/** A message to send later. */
export interface HeldRequest {
  readonly request: SendRequest
  readonly when: When
  /** Not sent from this instant on. */
  readonly until: Instant
  readonly atUntil: AtUntil
  /** How the caller said when: under one idempotency key the same words are the same request. */
  readonly terms?: string
}

/** What became of it. `expired`: `until` came first. */
export type OutboxOutcome =
  | {
      readonly is: 'accepted'
      readonly wamid: string
      readonly sentAs: string
      readonly allowed: AllowedInShort | null
    }
  | { readonly is: 'expired' | 'cancelled' | 'given-up' | 'key-reused' }
  | { readonly is: 'refused-by-rule'; readonly reasons: readonly string[]; readonly explanation: string }
  | { readonly is: 'refused-by-whatsapp'; readonly code: number | null; readonly explanation: string }
  | { readonly is: 'unknown' | 'failed'; readonly explanation: string }

/** What an outcome says beside its name, as programs read it. */
export const outcomeDetails = (outcome: OutboxOutcome): Readonly<Record<string, unknown>> => {
  switch (outcome.is) {
    case 'accepted':
      return { sentAs: outcome.sentAs }
    case 'refused-by-rule':
      return { reasons: outcome.reasons, explanation: outcome.explanation }
    case 'refused-by-whatsapp':
      return { code: outcome.code, explanation: outcome.explanation }
    case 'unknown':
    case 'failed':
      return { explanation: outcome.explanation }
    default:
      return {}
  }
}

/** A message in the outbox, or one that was there. */
export interface OutboxEntry {
  readonly id: string
  /** Grows with each entry of the store; where a list goes on. */
  readonly place: number
  readonly phoneNumberId: string
  readonly recipient: string
  readonly when: When
  readonly until: Instant
  readonly atUntil: AtUntil
  readonly key: string
  readonly fingerprint: string
  readonly madeAt: Instant
  /** When it is looked at next; `null`: not before the customer writes. */
  readonly dueAt: Instant | null
  /** Is it on its way to WhatsApp? Then it cannot be cancelled. */
  readonly isSending: boolean
  /** `null` while it waits. */
  readonly outcome: OutboxOutcome | null
  readonly endedAt: Instant | null
}

/** What is kept in the text of the job. */
export type EntryWords = Omit<OutboxEntry, 'id' | 'place' | 'madeAt' | 'dueAt' | 'endedAt'>

export const writeEntry = (entry: EntryWords): string => {
  const { phoneNumberId, recipient, when, until, atUntil, key, fingerprint, isSending, outcome } = entry
  const written = when.is === 'at' ? { is: when.is, at: toIso(when.at) } : when
  return JSON.stringify({
    phoneNumberId,
    recipient,
    when: written,
    until: toIso(until),
    atUntil,
    key,
    fingerprint,
    isSending,
    outcome,
  })
}

/** Reads what `writeEntry` wrote. Throws a store failure where it is something else. */
export const readEntry = (job: JobRow): OutboxEntry => {
  const words = parsed(job.text)
  const { when } = words
  const until = instantIn(words['until'])
  const at = isRecord(when) ? instantIn(when['at']) : null
  if (until === null || !isRecord(when) || !isEntry(words)) throw unreadable(job.id)
  const { id, place, madeAt, dueAt, endedAt } = job
  return {
    ...words,
    when: when['is'] === 'at' && at !== null ? { is: 'at', at } : { is: plainWhen(when['is']) },
    until,
    id,
    place,
    madeAt,
    dueAt,
    endedAt,
  }
}

const plainWhen = (is: unknown): 'open' | 'cheapest' | 'paced' =>
  is === 'open' || is === 'cheapest' ? is : 'paced'

const unreadable = (id: string): Error =>
  storeFailure('corrupt', `the store holds an entry of the outbox that cannot be read: ${id}`)

interface Fields {
  readonly [name: string]: unknown
}

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const parsed = (text: string): Fields => {
  try {
    const read: unknown = JSON.parse(text)
    return isRecord(read) ? read : {}
  } catch {
    return {}
  }
}

const instantIn = (value: unknown): Instant | null => {
  const read = parseInstant(value)
  return isRight(read) ? read.right : null
}

/** Only this file writes entries, so the key is enough to know one by. */
const isEntry = (words: Fields): words is Fields & Omit<EntryWords, 'when' | 'until'> =>
  typeof words['key'] === 'string' && typeof words['recipient'] === 'string'
