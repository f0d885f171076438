import type { CustomerMessaged } from '@guichet/core'
import { inThread } from '../rules/reading.ts'
import { pass } from '../rules/used.ts'
import { secondsText, wholeSecond } from '../time/instant.ts'
import { emit } from '../webhooks/post.ts'
import { senderOf, threadUpdate } from '../webhooks/updates.ts'
import { threadOf } from '../world/customers.ts'
import { newWamid, nextNumber, type Customer, type Thread, type World } from '../world/world.ts'
import { compact, type Json } from '../json.ts'
import { comeBack } from './phone.ts'
import { fileOf, partOf, referralOf, type InboundType } from './inbound.ts'
import { record } from './record.ts'

/** The id of the result, or the error. */
export type Done =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly reason: string }

/** A customer's message. */
export interface Saying {
  readonly type?: InboundType
  readonly text?: string
  /** Did the customer come through an ad or a post (FEP-1)? */
  readonly through?: 'ad' | 'post'
}

/** A customer writes to a phone number. This opens the window; the customer's phone is on from now on. */
export const say = (world: World, thread: Thread, saying: Saying = {}): Done => {
  const silenced = whySilent(thread)
  if (silenced !== null) return { ok: false, reason: silenced }
  comeBack(world, thread.customer)
  const { type = 'text', text = 'Hello', through } = saying
  const id = newWamid(world)
  const file = fileOf(type, thread.phoneNumberId, id, world.roll)
  if (file !== null) world.media.set(file.id, file)
  const part = partOf(type, text, file)
  const ad = through === undefined ? null : String(120_000_000_000_000 + nextNumber(world))
  const referral = through === undefined || ad === null ? null : referralOf(through, ad, world.roll)
  const isReply = type === 'button' || type.endsWith('_reply')
  const extra = compact({
    ...part,
    referral: referral ?? undefined,
    context: isReply ? contextOf(world, thread) : undefined,
  })
  comeIn(world, thread, id, extra, {
    kind: part.type,
    ...(through === undefined || ad === null ? {} : { entryPoint: { source: through, id: ad } }),
  })
  return { ok: true, id }
}

/** A customer reacts to a message of the business, or removes the reaction. */
export const react = (world: World, thread: Thread, message: string, emoji: string | null): Done => {
  const silenced = whySilent(thread)
  if (silenced !== null) return { ok: false, reason: silenced }
  comeBack(world, thread.customer)
  const id = newWamid(world)
  const reaction = emoji === null ? { message_id: message } : { message_id: message, emoji }
  const kind = emoji === null ? 'reaction-removed' : 'reaction'
  comeIn(world, thread, id, { type: 'reaction', reaction }, { kind })
  return { ok: true, id }
}

/** A customer calls the business, which opens the window, answered or not (CSW-2). */
export const call = (world: World, thread: Thread, seconds: number): Done => {
  const silenced = whySilent(thread)
  if (silenced !== null) return { ok: false, reason: silenced }
  comeBack(world, thread.customer)
  const at = wholeSecond(world.agenda.now())
  const id = `wacid.${newWamid(world).slice('wamid.'.length)}`
  const element = { ...senderOf(thread.customer), id, direction: 'USER_INITIATED' }
  record(thread, { ...inThread(world, thread), type: 'customer-called', id, at })
  const update = (then: number, more: Json): void =>
    emit(
      world,
      threadUpdate(thread, then, 'calls', { ...element, timestamp: secondsText(then), ...more }, 'calls'),
    )
  update(at, { event: 'connect' })
  const end = at + seconds * 1000
  // Only a call that was picked up has times; its status is the same.
  const times =
    seconds > 0 ? { start_time: secondsText(at), end_time: secondsText(end), duration: seconds } : {}
  world.agenda.plan(end, () => {
    const ended = { id: `${id}/ended`, at: seconds > 0 ? at : end, connected: seconds > 0 }
    record(thread, { ...inThread(world, thread), type: 'call-ended', direction: 'user', ...ended })
    update(end, { event: 'terminate', status: 'COMPLETED', ...times })
  })
  return { ok: true, id }
}

/** A customer stops or resumes marketing messages (LIM-14). */
export const prefer = (world: World, customer: Customer, value: 'stop' | 'resume'): Done => {
  customer.hasStoppedMarketing = value === 'stop'
  const at = wholeSecond(world.agenda.now())
  for (const { id: phoneNumberId } of world.settings.phoneNumbers) {
    const thread = threadOf(world, phoneNumberId, customer)
    const about = inThread(world, thread)
    const id = `${about.customer}/${value}/${at / 1000}`
    record(thread, { ...about, type: 'marketing-preference', id, at, value })
    const { phone, userId } = customer
    const element = {
      ...(phone === null ? {} : { wa_id: phone }),
      ...(userId === null ? {} : { user_id: userId }),
      detail: value === 'stop' ? 'User stopped marketing messages' : 'User resumed marketing messages',
      category: 'marketing_messages',
      value,
      timestamp: at / 1000,
    }
    emit(world, threadUpdate(thread, at, 'user_preferences', element, 'user_preferences'))
  }
  return { ok: true, id: value }
}

/** Why nothing comes from the customer; `null` if it does. */
export const whySilent = ({ customer, isBlocked }: Thread): string | null => {
  if (isBlocked)
    return 'the business has blocked the customer, whose messages do not arrive; unblock the customer first'
  if (customer.replacedBy !== null) return 'the customer has a new number; use the new one'
  if (customer.hasBlocked) return 'the customer has blocked the business; unblock it first'
  return customer.isOnWhatsApp ? null : 'the customer is not on WhatsApp'
}

const contextOf = (world: World, thread: Thread): Json | undefined => {
  const last = thread.facts.findLast(({ type }) => type === 'business-messaged')
  const from = world.settings.phoneNumbers.find(({ id }) => id === thread.phoneNumberId)?.number
  return last === undefined || from === undefined ? undefined : { from, id: last.id }
}

const comeIn = (
  world: World,
  thread: Thread,
  id: string,
  part: Json,
  fact: Pick<CustomerMessaged, 'kind' | 'entryPoint'>,
): void => {
  const at = wholeSecond(world.agenda.now())
  pass(world, thread.phoneNumberId)
  thread.lastInbound = id
  world.inbound.set(id, thread)
  record(thread, { ...inThread(world, thread), type: 'customer-messaged', id, at, ...fact })
  const element = { ...senderOf(thread.customer), id, timestamp: secondsText(at), ...part }
  emit(world, threadUpdate(thread, at, 'messages', element))
}
