import { createHash } from 'node:crypto'
import { customerId, isRight, parseInstant, type Content, type Event, type Instant } from '@guichet/core'
import { isHeldBack } from '@guichet/core/adapter'
import { isPlausible } from '@guichet/core/time'
import { callRequestIn, contentOf, customerOf, type Unread } from '@guichet/cloud-api'

/**
 * A logged request to WhatsApp's messages endpoint with its answer: `{"at", "request", "response"}`. The
 * request is the message body, alone or as `body` beside `url`.
 */
export interface OutboundRecord {
  readonly at: Instant
  /** `null` when the record does not name it; a status of the same message may. */
  readonly phoneNumberId: string | null
  readonly customer: string
  readonly aliases: readonly string[]
  readonly content: Content
  /** How it asks the customer for permission to call; `null` when it does not, or cannot be recognised. */
  readonly asksToCall: 'service' | null
  /** The wamid of an accepted message; `null` when WhatsApp refused it. */
  readonly wamid: string | null
  /** Does WhatsApp hold it until the template's quality is assessed (TPL-12)? */
  readonly isHeld: boolean
  /** Meta's error code of a refusal. */
  readonly errorCode: number | null
  /** The same for two requests that would send the same thing to the same customer. */
  readonly request: string
}

type Fields = { readonly [key: string]: unknown }

/** Reads an outbound record; its errors are returned as unread parts. */
export const readOutbound = (value: Fields): OutboundRecord | { readonly unread: readonly Unread[] } => {
  const at = instantOf(value['at'])
  if (at === null) return unread('$.at', 'not an ISO 8601 instant with an offset, between 2009 and 2100')
  const request = fieldsOf(value['request'])
  const body = bodyOf(request)
  if (body === null)
    return unread(
      '$.request',
      'is not a message body: give the object of the message, alone or as body beside url',
    )
  const read = contentOf(body)
  if (!read.ok) return unread(`$.request${read.part}`, read.reason)
  const to = customerOf(body)
  if (to === null) return unread('$.request.to', 'names no recipient in to or recipient')

  const response = bodyOf(fieldsOf(value['response'])) ?? {}
  const contact = fieldsOf(first(response['contacts']))
  const message = fieldsOf(first(response['messages']))
  const wamid = textOf(message['id'])
  const error = fieldsOf(response['error'])['code']
  if (wamid === null && typeof error !== 'number')
    return unread('$.response', 'is neither an accepted message with its id nor an error of WhatsApp')

  const phone = customerId(textOf(contact['wa_id']) ?? to)
  const userId = textOf(contact['user_id'])
  const same = digest(body)
  if (same === null) return unread('$.request', 'nested too deeply')
  return {
    at,
    phoneNumberId: textOf(value['phoneNumberId']) ?? textOf(request['phoneNumberId']) ?? fromUrl(request),
    customer: userId ?? phone,
    aliases: userId === null || userId === phone ? [] : [phone],
    content: read.content,
    asksToCall: callRequestIn(body),
    wamid,
    isHeld: isHeldBack(textOf(message['message_status'])),
    errorCode: typeof error === 'number' ? error : null,
    request: same,
  }
}

/** The events of an outbound record, once its phone number is known. */
export const outboundEvents = (record: OutboundRecord, phoneNumberId: string): readonly Event[] => {
  const { at, customer, aliases, content, asksToCall, isHeld } = record
  const id = record.wamid ?? `refused/${at}/${record.request}`
  const thread = aliases.length === 0 ? { phoneNumberId, customer } : { phoneNumberId, customer, aliases }
  const held = isHeld ? { held: true } : {}
  const sent: Event = { type: 'business-messaged', id, at, content, ...thread, ...held }
  if (record.errorCode === null)
    return asksToCall === null
      ? [sent]
      : [sent, { type: 'call-permission-requested', id, at, by: asksToCall, ...thread }]
  const { errorCode } = record
  return [
    sent,
    { type: 'message-status', id: `${id}/failed`, at, message: id, status: 'failed', errorCode, ...thread },
  ]
}

const unread = (path: string, reason: string): { readonly unread: readonly Unread[] } => ({
  unread: [{ path, reason }],
})

const instantOf = (value: unknown): Instant | null => {
  if (typeof value === 'number') return isPlausible(value) ? value : null
  const read = parseInstant(value)
  return isRight(read) ? read.right : null
}

/** The message itself: the value as it is, its `body`, or a body that was logged as text. */
const bodyOf = (value: Fields): Fields | null => {
  const inner = value['body'] ?? value['json'] ?? value['data']
  if (typeof inner === 'string' && inner.trimStart().startsWith('{')) {
    try {
      return fieldsOf(JSON.parse(inner))
    } catch {
      return null
    }
  }
  if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) return fieldsOf(inner)
  return Object.keys(value).length === 0 ? null : value
}

const fromUrl = (request: Fields): string | null => {
  const url = textOf(request['url']) ?? textOf(request['path'])
  return url === null ? null : (/\/(\d{5,})\/(?:marketing_)?messages\b/.exec(url)?.[1] ?? null)
}

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.length > 0 ? value : typeof value === 'number' ? String(value) : null

/**
 * The correlation text is left out: a retry may carry another one. `null` for a value too deep to be
 * serialised.
 */
const digest = (body: Fields): string | null => {
  const { biz_opaque_callback_data: _, ...message } = body
  try {
    return createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 24)
  } catch {
    return null
  }
}
