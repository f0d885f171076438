import { type Cursor, emit, report } from './cursor.ts'
import { identify } from './identity.ts'
import { type Json, describe, idOf, shorten } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** Reads the status of a business's call: only its acceptance opens the service window (CSW-2). */
export const readCallStatus = (cursor: Cursor, status: Json): void => {
  const word = status.status
  if (word !== 'ACCEPTED') return reportStatus(cursor, word)
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

const reportStatus = (cursor: Cursor, word: unknown): void => {
  if (typeof word !== 'string' || word === '') return report(cursor, `the call status is ${describe(word)}`)
  report(cursor, reasons.get(word) ?? `call status not known today: ${shorten(word)}`, word)
}

/** Statuses that move nothing: how a call ended is read from its end. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['RINGING', 'a call of the business that is ringing: changes nothing'],
  ['REJECTED', 'a call of the business that is rejected: changes nothing'],
  ['FAILED', 'a call of the business that failed: it never came about, and counts for nothing'],
])
