import { callCustomer, reasonsAgainstCall } from '../happenings/business-call.ts'
import { compact, isObject, textIn } from '../json.ts'
import { verdictOn } from '../rules/verdict.ts'
import { secondsText, type Instant } from '../time/instant.ts'
import { customerNamed, newThread, threadOf } from '../world/customers.ts'
import type { Thread, World } from '../world/world.ts'
import { errorAnswer, jsonAnswer } from './answers.ts'

/** What can be done with a call that was begun; the emulated customer hangs up by itself. */
const furtherActions: ReadonlySet<unknown> = new Set(['pre_accept', 'accept', 'reject', 'terminate'])

/** `POST /{phone number}/calls`: the business calls a customer. */
export const answerCalls = (world: World, phoneNumberId: string, body: unknown): Response => {
  if (!isObject(body) || body.messaging_product !== 'whatsapp')
    return errorAnswer(world, { code: 100, details: 'messaging_product must be whatsapp.' })
  const { action, session } = body
  if (furtherActions.has(action))
    return textIn(body.call_id) === undefined
      ? errorAnswer(world, { code: 131008, details: 'call_id is missing.' })
      : jsonAnswer({ messaging_product: 'whatsapp', success: true })
  if (action !== 'connect') return errorAnswer(world, { code: 131009, details: 'action must be connect.' })
  if (!isObject(session) || textIn(session.sdp) === undefined)
    return errorAnswer(world, { code: 131008, details: 'session.sdp is missing.' })
  const customer = customerNamed(world, textIn(body.to) ?? textIn(body.recipient) ?? '')
  if (customer === undefined) return errorAnswer(world, { code: 138006 })
  const calling = callCustomer(world, threadOf(world, phoneNumberId, customer))
  return calling.ok
    ? jsonAnswer({ messaging_product: 'whatsapp', calls: [{ id: calling.id }] })
    : errorAnswer(world, { code: calling.code })
}

/** `GET /{phone number}/call_permissions`: how the permission of a customer stands (CALL-15). */
export const answerCallPermissions = (
  world: World,
  phoneNumberId: string,
  query: URLSearchParams,
): Response => {
  const named = query.get('user_wa_id') ?? query.get('recipient') ?? ''
  const customer = customerNamed(world, named)
  if (customer === undefined)
    return errorAnswer(world, { code: 131009, details: 'There is no such customer.' })
  const known = world.threads.get(`${phoneNumberId} ${customer.number}`)
  const thread = known ?? newThread(phoneNumberId, customer)
  const at = world.agenda.now()
  const request = { kind: 'call-permission-request', by: 'service' } as const
  return jsonAnswer({
    messaging_product: 'whatsapp',
    permission: permissionOf(world, thread, at),
    actions: [
      {
        action_name: 'send_call_permission_request',
        can_perform_action: verdictOn(world, thread, request, at).reasons.length === 0,
      },
      {
        action_name: 'start_call',
        can_perform_action: reasonsAgainstCall(world, thread, at).length === 0,
      },
    ],
  })
}

const permissionOf = (world: World, thread: Thread, at: Instant): object => {
  const isOver = reasonsAgainstCall(world, thread, at).some(({ code }) => code === 'call-not-permitted')
  const last = thread.facts.findLast((fact) => fact.type === 'call-permission-changed')
  if (isOver || last?.type !== 'call-permission-changed') return { status: 'no_permission' }
  const { permission, until } = last
  return compact({
    status: permission,
    expiration_time: until === undefined ? undefined : Number(secondsText(until)),
  })
}
