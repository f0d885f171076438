import { readCallEnd } from './call-end.ts'
import { type Cursor, emit, report } from './cursor.ts'
import { identify } from './identity.ts'
import { describe, idOf, isObject, shorten } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** Reads one of `calls[]` (SHAPE-21): a customer's call opens the service window, answered or not (CSW-2). */
export const readCall = (cursor: Cursor, call: unknown): void => {
  if (!isObject(call)) return report(cursor, `not a call but ${describe(call)}`)
  const { direction, event } = call
  if (direction !== 'USER_INITIATED' && direction !== 'BUSINESS_INITIATED')
    return reportWord(cursor, 'call direction', direction)
  if (event === 'terminate') return readCallEnd(cursor, call, direction)
  if (event !== 'connect') return reportEvent(cursor, event)
  if (direction === 'BUSINESS_INITIATED')
    return report(cursor, 'a call of the business: only its acceptance and its end are events', direction)
  const id = idOf(call.id)
  if (id === undefined) return report(cursor, 'the call has no valid id', event)
  const at = instantOf(call.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', call.timestamp), event)
  const caller = identify(cursor.contacts, call.from, call.from_user_id)
  if (caller === undefined) return report(cursor, 'the call has no id of the customer', event)
  const { phoneNumberId } = cursor
  emit(cursor, { type: 'customer-called', id, at, phoneNumberId, customer: caller.customer }, caller.aliases)
}

const reportEvent = (cursor: Cursor, event: unknown): void => {
  const reason = typeof event === 'string' ? reasons.get(event) : undefined
  if (reason === undefined) reportWord(cursor, 'call event', event)
  else report(cursor, reason, String(event))
}

const reportWord = (cursor: Cursor, what: string, word: unknown): void => {
  if (typeof word !== 'string' || word === '') return report(cursor, `the ${what} is ${describe(word)}`)
  report(cursor, `${what} not known today: ${shorten(word)}`, word)
}

/** Events of a call that move nothing. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['call_created', 'a call was begun; its acceptance and its end are events'],
  ['call_recording_available', 'the recording of a call: changes nothing'],
  ['call_transcription_available', 'the transcription of a call: changes nothing'],
])
