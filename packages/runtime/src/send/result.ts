import type { Allowed, Content, Duration, Instant, Refusal, TooOld } from '@guichet/core'
import type { DispatchOutcome } from '../ports.ts'
import { inShort, type AllowedInShort, type Intent, type IntentState } from '../intents/intent.ts'

/** What became of a request to send. `isReplay`: it is what an earlier request with the same key came to. */
export type SendResult =
  | {
      readonly outcome: 'accepted'
      readonly wamid: string
      /** Which message was sent: the request's own, or the one that it names otherwise. */
      readonly content: Content
      /** The customer as WhatsApp named them; empty where it did not. */
      readonly customer: { readonly waId?: string; readonly userId?: string }
      /** Meta's word for what became of a template, such as `held_for_quality_assessment`. */
      readonly messageStatus?: string
      readonly isReplay: boolean
      /** What the rules said of it in short, also for a replay; `null` where that was not kept. */
      readonly allowed: AllowedInShort | null
      /** What the rules said of it; `null` for a replay. */
      readonly answer: Allowed | null
      /** `false` where WhatsApp took it and the store did not learn of it; it is tried again until it does. */
      readonly isRecorded: boolean
    }
  /** The rules refuse it, with every reason and what to do instead. The key is free to be used again. */
  | {
      readonly outcome: 'refused-by-rule'
      readonly answer: Refusal | TooOld
      /** What they say of the message that the request names otherwise. */
      readonly otherwise?: Refusal | TooOld
    }
  | {
      readonly outcome: 'refused-by-whatsapp'
      /** HTTP's status, where it is known. */
      readonly status?: number | null
      /** Meta's code, and its error as it came; `null` where the request could not even be made. */
      readonly code: number | null
      readonly message: string
      /** Where the fault lies: `access` is the access token or a permission; `null` where that is not known. */
      readonly fault: string | null
      /** Is the key free, so that the same request sends again once the fault is mended? */
      readonly keyIsFree: boolean
      readonly raw: unknown
      readonly isReplay: boolean
    }
  /** Nothing was sent; the same key may be used again after that time. */
  | {
      readonly outcome: 'failed'
      readonly reason: string
      /** Meta's error code, when it asked to wait. */
      readonly code?: number
      readonly retryAfter: Duration
      readonly isReplay: boolean
    }
  /** It may have been sent. It is not sent again unless the caller says so (`evenIfUnknown`) or gives it up. */
  | { readonly outcome: 'unknown'; readonly reason: string; readonly isReplay: boolean }
  /** An earlier request with the same key is on its way to WhatsApp. */
  | { readonly outcome: 'in-progress'; readonly until: Instant }
  /** Another request was made under the same key. */
  | { readonly outcome: 'key-reused' }
  /** The caller gave up on an earlier request with the same key. */
  | { readonly outcome: 'given-up' }

/** What a dispatched message came to, for the request that had it sent. */
export const resultOf = (
  { content }: Intent,
  answer: Allowed,
  outcome: DispatchOutcome,
  isRecorded: boolean,
): SendResult => {
  switch (outcome.outcome) {
    case 'accepted':
      return { ...outcome, content, isReplay: false, allowed: inShort(answer), answer, isRecorded }
    case 'refused': {
      const { code, status, message, raw } = outcome
      return { ...refused({ code, message, raw, ...statusIn(status), ...faultIn(outcome) }), isReplay: false }
    }
    case 'failed': {
      const { reason, code, retryAfter } = outcome
      return { outcome: 'failed', reason, ...codeIn(code), retryAfter, isReplay: false }
    }
    case 'unknown':
      return { outcome: 'unknown', reason: outcome.reason, isReplay: false }
  }
}

/** The answer of an intent to a later request with the same key. */
export const replayOf = ({ content, allowed }: Intent, state: IntentState, now: Instant): SendResult => {
  switch (state.is) {
    case 'accepted': {
      const { wamid, customer = {}, messageStatus } = state
      return {
        outcome: 'accepted',
        wamid,
        content,
        customer,
        ...(messageStatus === undefined ? {} : { messageStatus }),
        isReplay: true,
        allowed,
        answer: null,
        isRecorded: true,
      }
    }
    case 'refused':
      return { ...refused(state), isReplay: true }
    case 'failed':
      return {
        outcome: 'failed',
        reason: state.reason,
        ...codeIn(state.code),
        retryAfter: Math.max(0, state.retryAt - now),
        isReplay: true,
      }
    case 'unknown':
      return { outcome: 'unknown', reason: state.reason, isReplay: true }
    case 'dispatching':
      return { outcome: 'in-progress', until: state.until }
    case 'given-up':
      return { outcome: 'given-up' }
  }
}

/** The result of a request, as it is given to another one with the same key. */
export const toldAgain = (result: SendResult): SendResult => {
  if (result.outcome === 'accepted') return { ...result, isReplay: true, answer: null }
  return 'isReplay' in result ? { ...result, isReplay: true } : result
}

type RefusedResult = SendResult & { readonly outcome: 'refused-by-whatsapp' }

const refused = ({
  status,
  code,
  message,
  fault,
  freesKey = false,
  raw,
}: Omit<IntentState & { readonly is: 'refused' }, 'is'>): Omit<RefusedResult, 'isReplay'> => ({
  outcome: 'refused-by-whatsapp',
  ...statusIn(status),
  code,
  message,
  fault: fault ?? null,
  keyIsFree: freesKey,
  raw,
})

const faultIn = ({
  fault,
  freesKey,
}: DispatchOutcome & { readonly outcome: 'refused' }): {
  readonly fault?: string
  readonly freesKey?: boolean
} => ({
  ...(fault === undefined ? {} : { fault }),
  ...(freesKey === undefined ? {} : { freesKey }),
})

const statusIn = (status: number | null | undefined): { readonly status?: number | null } =>
  status === undefined ? {} : { status }

const codeIn = (code: number | undefined): { readonly code?: number } => (code === undefined ? {} : { code })
