import type { Allowed, Content, Duration, Instant, Refusal, TooOld } from '@guichet/core'
import type { Dispatch, DispatchOutcome, SendRequest, Surroundings, Transport } from '../ports.ts'
import type { GroupCommit } from '../work/group-commit.ts'
import { callbackDataOf } from './callback-data.ts'
import { claiming, type Claimed } from './claim.ts'
import { inShort, type AllowedInShort, type Intent, type IntentState } from './intent.ts'
import { recordingOutcome } from './record.ts'

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
      /** `false` where WhatsApp took it and the store did not learn of it; a status will tell it. */
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

interface Circumstances {
  readonly work: GroupCommit
  readonly transport: Transport
  readonly surroundings: Surroundings
  /** How long a message may be on its way before its fate counts as unknown. */
  readonly dispatchLimit: Duration
  /** How far ahead of our clock a stored event counts. */
  readonly countsAhead: Duration
  readonly tierUsed: (phoneNumberId: string, at: Instant, until: Instant) => Promise<number>
}

/** Sends a message: claims the intent, hands it to WhatsApp, records what became of it. */
export const send = async (request: SendRequest, circumstances: Circumstances): Promise<SendResult> => {
  const { work, surroundings, dispatchLimit, countsAhead, tierUsed } = circumstances
  const at = surroundings.now()
  const claimed = await work.submit(
    claiming({
      request: { ...request, key: request.key ?? surroundings.newId() },
      at,
      claim: surroundings.newId(),
      newId: surroundings.newId(),
      until: at + dispatchLimit,
      countsAhead,
      tierUsed: await tierUsed(request.phoneNumberId, at, at + countsAhead),
    }),
  )
  switch (claimed.is) {
    case 'claimed':
      return dispatch(claimed, request, circumstances)
    case 'known':
      return replay(claimed.intent, claimed.state, surroundings.now())
    case 'refused':
      return claimed.otherwise === undefined
        ? { outcome: 'refused-by-rule', answer: claimed.answer }
        : { outcome: 'refused-by-rule', answer: claimed.answer, otherwise: claimed.otherwise }
    case 'key-reused':
      return { outcome: 'key-reused' }
  }
}

const dispatch = async (
  { intent, body, answer }: Claimed & { readonly is: 'claimed' },
  { callbackData, endpoint }: SendRequest,
  { work, transport, surroundings }: Circumstances,
): Promise<SendResult> => {
  const { phoneNumberId, id, attempt } = intent
  const message: Dispatch = {
    phoneNumberId,
    body,
    callbackData: callbackDataOf(id, callbackData),
    attempt,
    ...(endpoint === undefined ? {} : { endpoint }),
  }
  // Others take it for unknown by then, and may have sent it themselves.
  const isTooLate = intent.state.is === 'dispatching' && surroundings.now() >= intent.state.until
  const outcome: DispatchOutcome = isTooLate
    ? { outcome: 'failed', reason: 'it took too long to claim it', retryAfter: 0 }
    : await handOver(message, transport)
  const at = surroundings.now()
  const isRecorded = await work.submit(recordingOutcome(intent, outcome, at)).then(
    () => true,
    () => false,
  )
  switch (outcome.outcome) {
    case 'accepted': {
      const { content } = intent
      const allowed = inShort(answer)
      return { ...outcome, content, isReplay: false, allowed, answer, isRecorded }
    }
    case 'refused': {
      const { code, status, message: words, raw } = outcome
      return {
        outcome: 'refused-by-whatsapp',
        ...statusIn(status),
        code,
        message: words,
        raw,
        isReplay: false,
      }
    }
    case 'failed': {
      const { reason, code, retryAfter } = outcome
      return { outcome: 'failed', reason, ...codeIn(code), retryAfter, isReplay: false }
    }
    case 'unknown':
      return { outcome: 'unknown', reason: outcome.reason, isReplay: false }
  }
}

const statusIn = (status: number | null | undefined): { readonly status?: number | null } =>
  status === undefined ? {} : { status }

const codeIn = (code: number | undefined): { readonly code?: number } => (code === undefined ? {} : { code })

/** No event can carry a longer id. */
const longestWamid = 1024

/** A transport that breaks its promise and throws has told nothing of the message. */
const handOver = async (message: Dispatch, transport: Transport): Promise<DispatchOutcome> => {
  try {
    const outcome = await transport.send(message)
    const isUsable =
      outcome.outcome !== 'accepted' || (outcome.wamid !== '' && outcome.wamid.length <= longestWamid)
    return isUsable ? outcome : { outcome: 'unknown', reason: 'it was accepted without a message id' }
  } catch (thrown) {
    return { outcome: 'unknown', reason: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

const replay = ({ content, allowed }: Intent, state: IntentState, now: Instant): SendResult => {
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
      return {
        outcome: 'refused-by-whatsapp',
        ...statusIn(state.status),
        code: state.code,
        message: state.message,
        raw: state.raw,
        isReplay: true,
      }
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
