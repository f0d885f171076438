import type { Refusal, TooOld } from '@guichet/core'
import type { SendRequest, SendResult } from '@guichet/runtime'
import type { Parts } from '../parts.ts'

/** Sends, and counts the outcome. Rejects with the store's failure if nothing was sent. */
export const sendCounted = async (
  api: 'connection' | 'standard' | 'outbox',
  request: SendRequest,
  parts: Parts,
): Promise<SendResult> => {
  const { metrics, log, surroundings } = parts
  const result = await sendByNewestList(request, parts)
  metrics.sent(api, result.outcome)
  if (result.outcome === 'refused-by-whatsapp' && result.fault === 'access')
    log({ level: 'error', event: 'access token refused', at: surroundings.now(), code: result.code })
  return result
}

/** A template that is not in the list may be newer than the list: the list is read again before a refusal. */
const sendByNewestList = async (request: SendRequest, { runtime, templates }: Parts): Promise<SendResult> => {
  const result = await runtime.send(request)
  if (result.outcome !== 'refused-by-rule') return result
  const { answer, otherwise = answer } = result
  if (![answer, otherwise].some(isUnlisted)) return result
  // A refusal leaves the key free.
  return (await templates.lists.readAgain(request.phoneNumberId)) ? runtime.send(request) : result
}

const isUnlisted = (answer: Refusal | TooOld): boolean =>
  answer.answer === 'refused' && answer.reasons.some(({ code }) => code === 'template-unknown')
