import type { CallPermissionChanged } from '@guichet/core'
import { type Cursor, type Draft, emit } from './cursor.ts'
import type { Identity } from './identity.ts'
import { type Json, isObject } from './json.ts'
import { momentOf } from './seconds.ts'

/** Is it the webhook in which a permission to call is given or taken back (SHAPE-12)? */
export const isCallPermission = (message: Json): boolean =>
  isObject(message.interactive) && message.interactive.type === 'call_permission_reply'

/**
 * Did the customer answer a request of the business? Only that is a message of the customer's (POS-42). WhatsApp
 * itself gives a permission when the customer calls back, and takes it back after unanswered calls; a customer may
 * also change it in the profile of the business, which answers no message.
 */
export const isCustomersAnswer = (message: Json): boolean => sourceOf(message) === 'customer'

/**
 * Reads what became of the permission, besides the message that says so (CALL-12). A reply that neither accepts nor
 * rejects changes nothing.
 */
export const readPermission = (
  cursor: Cursor,
  message: Json,
  { id, at }: { readonly id: string; readonly at: number },
  { customer, aliases }: Identity,
): void => {
  const reply = replyIn(message)
  const { response, is_permanent, expiration_timestamp } = reply
  if (response !== 'accept' && response !== 'reject') return
  const permission = response === 'reject' ? 'none' : is_permanent === true ? 'permanent' : 'temporary'
  const event: Draft<CallPermissionChanged> = {
    type: 'call-permission-changed',
    id: `${id}/call-permission`,
    at,
    phoneNumberId: cursor.phoneNumberId,
    customer,
    permission,
    source: sourceOf(message),
  }
  // Without an end that can be read, core lets it last for the usual seven days.
  const until = permission === 'temporary' ? momentOf(expiration_timestamp) : undefined
  if (until !== undefined) event.until = until
  emit(cursor, event, aliases)
}

const replyIn = ({ interactive }: Json): Json => {
  const reply = isObject(interactive) ? interactive.call_permission_reply : undefined
  return isObject(reply) ? reply : {}
}

/** A source that is not known today is WhatsApp's own: nobody is said to have written. */
const sourceOf = (message: Json): CallPermissionChanged['source'] => {
  if (replyIn(message).response_source !== 'user_action') return 'automatic'
  return isObject(message.context) ? 'customer' : 'profile'
}
