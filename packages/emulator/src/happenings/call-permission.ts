import type { CallPermissionChanged } from '@guichet/core'
import { compact } from '../json.ts'
import { inThread } from '../rules/reading.ts'
import { pass } from '../rules/used.ts'
import { DAY, secondsText, wholeSecond } from '../time/instant.ts'
import { emit } from '../webhooks/post.ts'
import { senderOf, threadUpdate } from '../webhooks/updates.ts'
import { newWamid, phoneNumberOf, type Thread, type World } from '../world/world.ts'
import { record } from './record.ts'

/** What a customer says of calls: yes for a week, yes for good, or no. */
export type CallWish = 'temporary' | 'permanent' | 'none'

/** How long a temporary permission lasts (CALL-11). */
const temporary = 7 * DAY

/**
 * A permission to call changes, and a webhook says so (CALL-12). The customer answers the last request, changes it in
 * the profile of the business where none is open, or WhatsApp takes it back by itself.
 */
export const changePermission = (
  world: World,
  thread: Thread,
  permission: CallWish,
  by: 'customer' | 'automatic',
): string => {
  const request = by === 'customer' ? thread.callRequest : null
  thread.callRequest = null
  const id = newWamid(world)
  const at = wholeSecond(world.agenda.now())
  const until = at + temporary
  const source: CallPermissionChanged['source'] =
    by === 'automatic' ? 'automatic' : request === null ? 'profile' : 'customer'
  const about = inThread(world, thread)
  // Only an answer is a message of the customer's (POS-42).
  const kind = source === 'customer' ? 'interactive' : 'system'
  pass(world, thread.phoneNumberId)
  record(thread, { ...about, type: 'customer-messaged', id, at, kind })
  record(thread, {
    ...about,
    type: 'call-permission-changed',
    id: `${id}/call-permission`,
    at,
    permission,
    source,
    ...(permission === 'temporary' ? { until } : {}),
  })
  const reply = compact({
    response: permission === 'none' ? 'reject' : 'accept',
    is_permanent: permission === 'none' ? undefined : permission === 'permanent',
    expiration_timestamp: permission === 'temporary' ? secondsText(until) : undefined,
    response_source: source === 'automatic' ? 'automatic' : 'user_action',
  })
  const from = phoneNumberOf(world, thread.phoneNumberId)?.number
  const element = {
    ...senderOf(thread.customer),
    id,
    timestamp: secondsText(at),
    type: 'interactive',
    interactive: { type: 'call_permission_reply', call_permission_reply: reply },
    ...(request === null ? {} : { context: { from, id: request } }),
  }
  emit(world, threadUpdate(thread, at, 'messages', element))
  return id
}

/** A request for permission was accepted: the customer can answer it (CALL-13). */
export const noteRequest = (world: World, thread: Thread, wamid: string): void => {
  thread.callRequest = wamid
  const at = wholeSecond(world.agenda.now())
  record(thread, {
    ...inThread(world, thread),
    type: 'call-permission-requested',
    id: wamid,
    at,
    by: 'service',
  })
}
