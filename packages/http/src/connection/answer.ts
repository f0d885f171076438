import type { Instant } from '@guichet/core'
import type { SendResult } from '@guichet/runtime'
import { errorCode } from '@guichet/cloud-api'
import { graphAnswer, graphError } from './graph-error.ts'
import { graphRefusal } from './refusal.ts'
import { accessDetails, afterRepair, refusedByWhatsApp } from '../sending/access.ts'
import { replayHeader, seconds, soon } from '../sending/headers.ts'

/** The customer, as the request names it. */
interface Addressed {
  readonly input: string
}

/** Answers a request to send in the shape of the Cloud API. */
export const answerSend = (result: SendResult, { input }: Addressed, now: Instant): Response => {
  switch (result.outcome) {
    case 'accepted':
      return accepted(result, input)
    case 'refused-by-rule':
      return graphRefusal(result.answer, now)
    case 'refused-by-whatsapp':
      return refused(result)
    case 'failed':
      return failed(result)
    case 'unknown':
      return unknown(result)
    case 'in-progress':
      return graphError(
        409,
        {
          code: 131016,
          message: 'An earlier request with the same Idempotency-Key is under way',
          details: 'Repeat the same request with the same key to learn the outcome.',
          isTransient: true,
          guichet: { outcome: result.outcome },
        },
        { 'retry-after': soon },
      )
    case 'key-reused':
      return conflict(result.outcome, 'This Idempotency-Key was used for another message. Use a new key.')
    case 'given-up':
      return conflict(result.outcome, 'The message under this Idempotency-Key was given up. Use a new key.')
  }
}

type Result<Outcome extends SendResult['outcome']> = SendResult & { readonly outcome: Outcome }

const accepted = (result: Result<'accepted'>, input: string): Response => {
  const { waId, userId } = result.customer
  const known = {
    ...(waId === undefined ? {} : { wa_id: waId }),
    ...(userId === undefined ? {} : { user_id: userId }),
  }
  const contact = waId === undefined && userId === undefined ? { wa_id: input.replace(/^\+/, '') } : known
  const message =
    result.messageStatus === undefined
      ? { id: result.wamid }
      : { id: result.wamid, message_status: result.messageStatus }
  const body = { messaging_product: 'whatsapp', contacts: [{ input, ...contact }], messages: [message] }
  return graphAnswer(200, body, replayHeader(result.isReplay))
}

/**
 * Passes Meta's error on unchanged, except where it is about the gateway's access token, which the caller
 * does not have.
 */
const refused = (result: Result<'refused-by-whatsapp'>): Response => {
  const { status, code, message, fault, raw, isReplay } = result
  const headers = { ...refusedByWhatsApp, ...replayHeader(isReplay) }
  if (fault === 'access') return accessRefused(result, headers)
  return code === null
    ? graphError(
        400,
        {
          code: 100,
          message: 'Invalid parameter',
          details: `WhatsApp cannot be sent this message: ${message}.`,
        },
        headers,
      )
    : graphAnswer(status ?? 400, { error: raw }, headers)
}

/**
 * A 503 with a code of its own, because a 401 with 190 says that the API key is wrong. Clients may repeat it:
 * nothing was sent and the key is free.
 */
const accessRefused = (
  { status, code, message, raw }: Result<'refused-by-whatsapp'>,
  headers: Readonly<Record<string, string>>,
): Response =>
  graphError(
    503,
    {
      code: 131016,
      message: "WhatsApp refuses the gateway's own access token",
      details: accessDetails({ code, message }),
      isTransient: true,
      guichet: { outcome: 'refused-by-whatsapp', fault: 'access', status, error: raw },
    },
    { ...headers, 'retry-after': afterRepair },
  )

/** Nothing was sent, and the same request may be repeated later. */
const failed = ({ reason, code, retryAfter, isReplay }: Result<'failed'>): Response =>
  graphError(
    code === undefined ? 503 : 429,
    {
      code: code ?? 131016,
      message: code === undefined ? 'WhatsApp cannot be reached' : errorCode(code).meaning,
      details: `Nothing was sent (${reason}). Send the request again after the time in Retry-After.`,
      isTransient: true,
      guichet: { outcome: 'failed' },
    },
    { 'retry-after': seconds(retryAfter), ...replayHeader(isReplay) },
  )

/**
 * A 424 with a code that says "no retry", because clients and proxies repeat a 5xx by themselves, and that
 * could send the message twice (SEND-4).
 */
const unknown = ({ reason, isReplay }: Result<'unknown'>): Response =>
  graphError(
    424,
    {
      code: 135000,
      message: 'It is not known whether the message was sent',
      details:
        `WhatsApp did not confirm the message (${reason}), so it may have been sent. Do not send it ` +
        'under another key. Repeat the same request with the same Idempotency-Key later: a status ' +
        'webhook settles it. Or give it up with POST /intents/give-up.',
      guichet: { outcome: 'unknown', reason },
    },
    { 'guichet-outcome': 'unknown', ...replayHeader(isReplay) },
  )

const conflict = (outcome: string, details: string): Response =>
  graphError(409, { code: 100, message: 'The Idempotency-Key is taken', details, guichet: { outcome } })
