import { callRequestIn, contentOf, customerOf } from '@guichet/cloud-api'
import { isLeft, type Content } from '@guichet/core'
import type { Endpoint, SendRequest } from '@guichet/runtime'
import { note } from '../operations/notes.ts'
import type { Parts } from '../parts.ts'
import { keptGraphAnswer } from '../outbox/answer.ts'
import { timingHeaders, timingIn } from '../outbox/headers.ts'
import { sendOrHold } from '../outbox/hold.ts'
import { timing } from '../outbox/request.ts'
import { timingOf } from '../outbox/timing.ts'
import { idempotencyKey, keyHint } from '../sending/idempotency-key.ts'
import { groupHint } from '../sending/group.ts'
import { noteOfSend } from '../sending/note.ts'
import type { FieldProblem } from '../shape/shape.ts'
import { answerSend } from './answer.ts'
import { isCallbackData, longestCallbackData } from './callback-data.ts'
import { graphError } from './graph-error.ts'
import { readParameters, type Parameters } from './parameters.ts'
import type { GraphPath } from './graph-path.ts'
import { keyRefused } from './key-refused.ts'
import { passOnInstead, type Caller, type OutgoingPath } from './pass-on.ts'

/** The address to send the message to. */
interface Sender {
  readonly phoneNumberId: string
  readonly endpoint: Endpoint
}

/**
 * `POST /v{N}.{M}/{phoneNumberId}/messages`: sends what the rules allow, and answers as the Cloud API does.
 */
export const sendMessage = async (
  request: Request,
  path: Extract<GraphPath, { readonly is: 'messages' }>,
  caller: Caller,
  parts: Parts,
): Promise<Response> => {
  const { limits } = parts
  const { phoneNumberId, endpoint } = path
  const read = await readParameters(request, limits.bodyBytes)
  if (!read.ok) return read.answer
  if (caller.watch.isWithin(read.parameters)) return keyRefused('in the message')
  const { biz_opaque_callback_data: callersData, ...body } = read.parameters
  const content = contentOf(body)
  if (!content.ok && content.why === 'not-a-message')
    return sendReceipt(request, path, read.parameters, caller, parts)
  if (!content.ok) return invalid(`${content.reason}. A template has a name and a language with a code.`)
  const made = sendRequestOf(
    { phoneNumberId, endpoint, body, content: content.content, callersData },
    request,
  )
  if (!made.ok) return made.answer
  const given = timing.read(timingIn(request.headers), '')
  if (isLeft(given)) return invalidTiming(given.left)
  const leaves = timingOf(given.right, false, parts.surroundings.now())
  const sent = await sendOrHold('connection', made.request, leaves, parts)
  if (sent.is === 'past') return invalidTiming(sent.problems)
  if (sent.is === 'held') {
    note(request, { outcome: 'held', phoneNumberId })
    return keptGraphAnswer(sent.entry, sent.isReplay, made.input)
  }
  const result = sent.is === 'sent' ? sent.result : ({ outcome: 'key-reused' } as const)
  note(request, noteOfSend(phoneNumberId, result))
  return answerSend(result, { input: made.input }, parts.surroundings.now())
}

interface Asked extends Sender {
  readonly body: Parameters
  readonly content: Content
  readonly callersData: unknown
}

type Making =
  | { readonly ok: true; readonly request: SendRequest; readonly input: string }
  | { readonly ok: false; readonly answer: Response }

const sendRequestOf = (asked: Asked, { headers }: Request): Making => {
  const { phoneNumberId, endpoint, body, content, callersData } = asked
  const no = (details: string): Making => ({ ok: false, answer: invalid(details) })
  if (!/^[\w-]+$/.test(phoneNumberId)) return no('The path has no valid phone number id.')
  const recipient = customerOf(body)
  if (recipient === null) return no('The parameter `to` (or `recipient`) is missing: name the customer.')
  const callbackData = callersData === '' || callersData === null ? undefined : callersData
  if (callbackData !== undefined && !isCallbackData(callbackData))
    return no(
      `biz_opaque_callback_data must be a text of at most ${longestCallbackData} characters: the gateway ` +
        "uses the rest of Meta's 512.",
    )
  if (body['recipient_type'] === 'group') return { ok: false, answer: groupUnsupported() }
  const key = idempotencyKey(headers)
  if (key === null) return no(keyHint)
  const asksToCall = callRequestIn(body)
  const more = {
    ...(asksToCall === null ? {} : { asksToCall }),
    ...(callbackData === undefined ? {} : { callbackData }),
    ...(endpoint === 'messages' ? {} : { endpoint }),
    ...(key === undefined ? {} : { key }),
  }
  const input = String(body['to'] ?? body['recipient'])
  return { ok: true, request: { phoneNumberId, recipient, content, body, ...more }, input }
}

/**
 * A read receipt or typing indicator is always allowed (POS-28). It names no recipient, so it cannot send a
 * message.
 */
const sendReceipt = (
  request: Request,
  path: OutgoingPath,
  parameters: Parameters,
  caller: Caller,
  parts: Parts,
): Promise<Response> => {
  const receipt = Object.entries(parameters).filter(([name]) => name !== 'to' && name !== 'recipient')
  return passOnInstead(request, path, caller, parts, JSON.stringify(Object.fromEntries(receipt)))
}

/** A group is not a customer: its window, its charges and its members follow rules of their own (GRP-2). */
const groupUnsupported = (): Response =>
  graphError(400, {
    code: 131051,
    message: 'Messages to groups are not supported',
    details: groupHint,
    guichet: { outcome: 'group-not-supported' },
  })

const headerOf = (field: string): string =>
  Object.entries(timingHeaders).find(([name]) => name === field)?.[1] ?? field

const invalidTiming = (problems: readonly FieldProblem[]): Response =>
  invalid(problems.map(({ field, reason }) => `${headerOf(field)}: ${reason}`).join('; ') + '.')

const invalid = (details: string): Response =>
  graphError(400, { code: 100, message: 'Invalid parameter', details })
