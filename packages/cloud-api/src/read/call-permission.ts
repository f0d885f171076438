import { type Json, isObject } from './json.ts'

/** Is it the webhook in which a permission to call is given or taken back (SHAPE-12)? */
export const isCallPermission = (message: Json): boolean =>
  isObject(message.interactive) && message.interactive.type === 'call_permission_reply'

/**
 * Did the customer answer a request of the business? Only that is a message of the customer's (POS-42). WhatsApp
 * itself gives a permission when the customer calls back, and takes it back after unanswered calls; a customer may
 * also change it in the profile of the business, which answers no message.
 */
export const isCustomersAnswer = ({ interactive, context }: Json): boolean => {
  const reply = isObject(interactive) ? interactive.call_permission_reply : undefined
  return isObject(reply) && reply.response_source === 'user_action' && isObject(context)
}
