import { isObject } from '../read/json.ts'

/**
 * Does a body of the messages endpoint ask the customer for permission to call? `service` if it does so free-form
 * (CALL-13). A template may ask, too, by a button that only its definition shows: that is `null`, as is anything else.
 */
export const callRequestIn = (body: unknown): 'service' | null => {
  if (!isObject(body) || body.type !== 'interactive') return null
  const { interactive } = body
  return isObject(interactive) && interactive.type === 'call_permission_request' ? 'service' : null
}
