import type { CustomerMessaged } from '@guichet/core'
import type { Draft } from './cursor.ts'
import type { Identity } from './identity.ts'
import { type Json, idOf, isObject } from './json.ts'
import type { InboundContent } from '../inbound/content.ts'
import type { InboundMessage, Referral, Sender } from '../inbound/message.ts'
import { given, wordIn } from './optional.ts'
import { contentIn } from './inbound-content.ts'

/** What came with the event of one of `messages[]`, which is known to be a message with an id and a type. */
export const inboundOf = (
  { id, at, phoneNumberId, customer, kind }: Readonly<CustomerMessaged>,
  raw: Json,
  sender: Identity | undefined,
): InboundMessage => {
  const content = contentIn(raw, wordIn(raw.type) ?? kind)
  const message: Draft<InboundMessage> = {
    id,
    at,
    phoneNumberId,
    customer,
    sender: senderOf(sender),
    text: textOf(content),
    content,
    raw,
  }
  if (isObject(raw.context)) readContext(message, raw.context)
  if (isObject(raw.referral)) message.referral = referralOf(raw.referral)
  return message
}

const senderOf = (identity: Identity | undefined): Sender => {
  if (identity === undefined) return {}
  const { phone, userId, contact } = identity
  const sender: Draft<Sender> = {}
  if (phone !== undefined) sender.phone = phone
  if (userId !== undefined) sender.userId = userId
  if (contact?.name !== undefined) sender.name = contact.name
  if (contact?.username !== undefined) sender.username = contact.username
  return sender
}

/** What the customer said, whichever way. */
const textOf = (content: InboundContent): string | null => {
  switch (content.kind) {
    case 'text':
    case 'button':
      return content.text
    case 'button-reply':
    case 'list-reply':
      return content.title
    case 'image':
    case 'video':
    case 'document':
      return content.caption ?? null
    case 'order':
      return content.text ?? null
    default:
      return null
  }
}

const readContext = (message: Draft<InboundMessage>, context: Json): void => {
  const answered = idOf(context.id)
  if (answered !== undefined)
    message.repliesTo = { message: answered, ...given({ from: wordIn(context.from) }) }
  const product = isObject(context.referred_product) ? context.referred_product : undefined
  const productId = idOf(product?.product_retailer_id)
  if (productId !== undefined)
    message.product = { productId, ...given({ catalogId: idOf(product?.catalog_id) }) }
  if (context.frequently_forwarded === true) message.forwarded = 'often'
  else if (context.forwarded === true) message.forwarded = 'once'
}

const referralOf = (referral: Json): Referral => ({
  source: wordIn(referral.source_type) ?? 'unknown',
  ...given({
    id: idOf(referral.source_id),
    url: wordIn(referral.source_url),
    headline: wordIn(referral.headline),
    body: wordIn(referral.body),
    clickId: wordIn(referral.ctwa_clid),
  }),
})
