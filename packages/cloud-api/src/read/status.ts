import type { DeliveryStatus, MessageStatus } from '@guichet/core'
import { readCallStatus } from './call-status.ts'
import { conversationOf, pricingOf } from './billing.ts'
import { type Cursor, type Draft, report, emit } from './cursor.ts'
import { readEcho } from './echo.ts'
import { identify } from './identity.ts'
import { type Json, codeOf, describe, idOf, isAbsent, isList, isObject, shorten } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** Reads one of `statuses[]` (SHAPE-19, SHAPE-20, CONV-A9); that of a call is read as such (SHAPE-21). */
export const readStatus = (cursor: Cursor, status: unknown): void => {
  if (!isObject(status)) return report(cursor, `not a status but ${describe(status)}`)
  if (cursor.field === 'calls' || status.type === 'call') return readCallStatus(cursor, status)
  const message = idOf(status.id)
  if (message === undefined) return report(cursor, 'the status has no valid message id')
  const word = deliveryStatusOf(status.status)
  if (word === undefined) return reportWord(cursor, status.status)
  const at = instantOf(status.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', status.timestamp), word)

  const participant = participantOf(status)
  const inGroup = status.recipient_type === 'group' || participant !== undefined
  const recipient = inGroup
    ? groupOf(status)
    : identify(cursor.contacts, status.recipient_id, status.recipient_user_id)
  if (recipient === undefined) return report(cursor, 'the status has no id of the recipient', word)

  const event: Draft<MessageStatus> = {
    type: 'message-status',
    id: participant === undefined ? `${message}/${word}` : `${message}/${word}/${participant}`,
    at,
    phoneNumberId: cursor.phoneNumberId,
    customer: recipient.customer,
    message,
    status: word,
  }
  if (participant !== undefined) event.participant = participant
  addDetails(cursor, status, event)
  emit(cursor, event, recipient.aliases)
  if (status.biz_opaque_callback_data !== undefined) readEcho(cursor, status.biz_opaque_callback_data, event)
}

const addDetails = (cursor: Cursor, status: Json, event: Draft<MessageStatus>): void => {
  const errorCode = isList(status.errors) ? errorCodeOf(status.errors[0]) : undefined
  if (errorCode !== undefined) event.errorCode = errorCode
  const pricing = pricingOf(cursor, status)
  if (pricing !== undefined) event.pricing = pricing
  const conversation = conversationOf(cursor, status.conversation)
  if (conversation !== undefined) event.conversation = conversation
}

const errorCodeOf = (error: unknown): number | undefined => (isObject(error) ? codeOf(error.code) : undefined)

/** Today's words (HOOK-11). */
const deliveryStatusOf = (u: unknown): DeliveryStatus | undefined => {
  switch (u) {
    case 'sent':
    case 'delivered':
    case 'read':
    case 'played':
    case 'failed':
      return u
    default:
      return undefined
  }
}

const reportWord = (cursor: Cursor, word: unknown): void => {
  if (typeof word !== 'string' || word === '') return report(cursor, `the status is ${describe(word)}`)
  const older = word === 'deleted' || word === 'warning'
  report(
    cursor,
    older ? `an older status that changes nothing: ${word}` : `status not known today: ${shorten(word)}`,
    word,
  )
}

/** The member of a group whose phone got the message, under either of Meta's keys (HOOK-12, HOOK-15). */
const participantOf = (status: Json): string | undefined =>
  idOf(status.recipient_participant_id) ??
  idOf(status.participant_recipient_id) ??
  idOf(status.recipient_participant_user_id)

/** A group is its own customer, without aliases (CSW-E6, GRP-2). */
const groupOf = (status: Json): { customer: string; aliases: undefined } | undefined => {
  const customer = isAbsent(status.recipient_id) ? undefined : idOf(status.recipient_id)
  return customer === undefined ? undefined : { customer, aliases: undefined }
}
