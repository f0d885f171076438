import { addressOf } from '@guichet/cloud-api'
import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { SendRequest } from '@guichet/runtime'
import { readJson } from '../body/json.ts'
import { note } from '../operations/notes.ts'
import type { Parts } from '../parts.ts'
import { priceOf } from '../prices/json.ts'
import { problem } from '../problem/problem.ts'
import { keptAnswer } from '../outbox/answer.ts'
import { sendOrHold } from '../outbox/hold.ts'
import { badBody } from '../questions/problems.ts'
import { groupHint } from '../sending/group.ts'
import { idempotencyKey, keyHint } from '../sending/idempotency-key.ts'
import { noteOfSend } from '../sending/note.ts'
import { answerStandard } from './answer.ts'
import { messagesOf } from './message.ts'
import { readMessage } from './read.ts'

/** The standard API: the caller gives a text and a template, and the rules choose. */
export const standard = (parts: Parts): Hono =>
  new Hono().post('/messages', ({ req }) => sendStandard(req.raw, parts))

/**
 * `POST /messages`: the text while the window is open, else the template. Both are one request to the
 * runtime, so that one Idempotency-Key never sends the one and then the other.
 */
const sendStandard = async (request: Request, parts: Parts): Promise<Response> => {
  const { limits } = parts
  const body = await readJson(request, limits.bodyBytes)
  if (!body.ok) return body.problem
  const key = idempotencyKey(request.headers)
  if (key === null) return problem('invalid-parameter', keyHint)
  const read = readMessage(body.value, parts.phoneNumberId, parts.surroundings.now())
  if (isLeft(read)) return badBody(read.left)
  const { message, timing } = read.right
  const { phoneNumberId, to } = message
  if (addressOf(to).recipient_type === 'group') return problem('group-not-supported', groupHint)
  const [first, otherwise] = messagesOf(message)
  if (first === undefined) return problem('invalid-body', 'Give a text, a template, or both.')
  const asked: SendRequest = {
    phoneNumberId,
    recipient: to,
    ...first,
    ...(otherwise === undefined ? {} : { otherwise }),
    ...(key === undefined ? {} : { key }),
  }
  const sent = await sendOrHold('standard', asked, timing, parts)
  if (sent.is === 'past') return badBody(sent.problems)
  if (sent.is === 'held') {
    note(request, { outcome: 'held', phoneNumberId })
    return keptAnswer(sent.entry, sent.isReplay)
  }
  const result = sent.is === 'sent' ? sent.result : ({ outcome: 'key-reused' } as const)
  note(request, noteOfSend(phoneNumberId, result))
  return answerStandard(result, (charge) => priceOf(parts, charge, to, parts.surroundings.now()))
}
