import type { MessageStatus, ReportedConversation, ReportedPricing } from '@guichet/core'
import { compact, type Json } from '../json.ts'
import { secondsText, type Instant } from '../time/instant.ts'
import type { Customer, Message, Thread, Update } from '../world/world.ts'
import { errorNamed } from '../graph/error-table.ts'

/** One of `contacts[]` (SHAPE-1). */
export const contactOf = ({ name, phone, userId }: Customer): Json =>
  compact({ profile: { name }, wa_id: phone ?? undefined, user_id: userId ?? undefined })

/** The sender of a message (ID-4). */
export const senderOf = ({ phone, userId }: Customer): Json =>
  compact({ from: phone ?? undefined, from_user_id: userId ?? undefined })

/** An update about a thread. */
export const threadUpdate = (
  { phoneNumberId, customer }: Thread,
  at: Instant,
  list: string,
  element: Json,
  field = 'messages',
): Update => ({
  field,
  at,
  phoneNumberId,
  list,
  element,
  contact: list === 'statuses' ? null : contactOf(customer),
})

/** One of `statuses[]` (SHAPE-19, SHAPE-20, CONV-A9). */
export const statusUpdate = (message: Message, fact: MessageStatus): Update => {
  const { phone, userId } = message.thread.customer
  return threadUpdate(
    message.thread,
    fact.at,
    'statuses',
    compact({
      id: message.id,
      status: fact.status,
      timestamp: secondsText(fact.at),
      recipient_id: phone ?? undefined,
      recipient_user_id: userId ?? undefined,
      biz_opaque_callback_data: message.callbackData,
      conversation: fact.conversation === undefined ? undefined : conversationJson(fact.conversation),
      pricing: fact.pricing === undefined ? undefined : pricingJson(fact.pricing),
      errors: fact.errorCode === undefined ? undefined : [errorJson(fact.errorCode)],
    }),
  )
}

const conversationJson = ({ id, origin, expiresAt }: ReportedConversation): Json =>
  compact({
    id,
    expiration_timestamp: expiresAt === undefined ? undefined : secondsText(expiresAt),
    origin: { type: origin },
  })

const pricingJson = ({ billable, model, type, category }: ReportedPricing): Json =>
  compact({
    billable,
    pricing_model: model,
    type,
    category: category.replace('authentication_', 'authentication-'),
  })

const errorJson = (code: number): Json => {
  const { title, details } = errorNamed(code)
  return {
    code,
    title,
    message: title,
    error_data: { details },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  }
}
