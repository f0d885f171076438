import { type Cursor, report, emit } from './cursor.ts'
import { identify } from './identity.ts'
import { type Json, describe, idOf, isObject, shorten } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** Reads one of `calls[]` (SHAPE-21): a customer's call opens the service window, answered or not (CSW-2). */
export const readCall = (cursor: Cursor, call: unknown): void => {
  if (!isObject(call)) return report(cursor, `not a call but ${describe(call)}`)
  const { direction, event } = call
  if (direction === 'BUSINESS_INITIATED')
    return report(cursor, 'a call of the business: only its acceptance changes the thread', direction)
  if (direction !== 'USER_INITIATED') return reportUnknown(cursor, 'call direction', direction)
  if (event === 'terminate') return report(cursor, 'the end of a call changes no thread', event)
  if (event !== 'connect') return reportUnknown(cursor, 'call event', event)
  const id = idOf(call.id)
  if (id === undefined) return report(cursor, 'the call has no valid id', event)
  const at = instantOf(call.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', call.timestamp), event)
  const caller = identify(cursor.contacts, call.from, call.from_user_id)
  if (caller === undefined) return report(cursor, 'the call has no id of the customer', event)
  const { phoneNumberId } = cursor
  emit(cursor, { type: 'customer-called', id, at, phoneNumberId, customer: caller.customer }, caller.aliases)
}

/** Reads the status of a business's call: only its acceptance opens the service window (CSW-2). */
export const readCallStatus = (cursor: Cursor, status: Json): void => {
  const word = status.status
  if (word === 'RINGING' || word === 'REJECTED')
    return report(cursor, `a call of the business that is ${word.toLowerCase()}: changes nothing`, word)
  if (word !== 'ACCEPTED') return reportUnknown(cursor, 'call status', word)
  const call = idOf(status.id)
  if (call === undefined) return report(cursor, 'the call status has no valid call id', word)
  const at = instantOf(status.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', status.timestamp), word)
  const callee = identify(cursor.contacts, status.recipient_id, status.recipient_user_id)
  if (callee === undefined) return report(cursor, 'the call status has no id of the customer', word)
  const { phoneNumberId } = cursor
  const { customer, aliases } = callee
  emit(
    cursor,
    { type: 'business-call-accepted', id: `${call}/accepted`, at, phoneNumberId, customer },
    aliases,
  )
}

const reportUnknown = (cursor: Cursor, what: string, word: unknown): void => {
  if (typeof word !== 'string' || word === '') return report(cursor, `the ${what} is ${describe(word)}`)
  report(cursor, `${what} not known today: ${shorten(word)}`, word)
}
