import type { Content } from '@guichet/core'
import { isList, isObject, textIn, type Json } from '../json.ts'
import { digitsOf } from '../world/customers.ts'
import type { Refusal } from './answers.ts'
import { wrongPart } from './parts.ts'

/** The request in a body of the messages endpoint. */
export type Asked =
  | { readonly is: 'receipt'; readonly message: string }
  | {
      readonly is: 'message'
      /** As the request spells it. */
      readonly input: string
      readonly content: Content
      readonly summary: string
      /** Does it ask for permission to call (CALL-13)? */
      readonly asksToCall: boolean
      readonly callbackData: string | undefined
      /** The id of an uploaded file, if one is used. */
      readonly media: string | undefined
      /** The message that it replies or reacts to. */
      readonly about: string | undefined
      readonly components: readonly unknown[]
    }
  | { readonly is: 'refused'; readonly refusal: Refusal }

/** Reads a body of the messages endpoint as strictly as WhatsApp would (SEND-1, SEND-5). */
export const askedBy = (body: unknown): Asked => {
  if (!isObject(body)) return refused(100, 'The body is not a JSON object.')
  const { messaging_product, status } = body
  if (messaging_product === undefined) return refused(100, 'The parameter messaging_product is required.')
  if (messaging_product !== 'whatsapp') return refused(100, 'messaging_product must be whatsapp.')
  return status === undefined ? message(body) : receipt(body)
}

const refused = (code: number, details: string): Asked => ({ is: 'refused', refusal: { code, details } })

const receipt = ({ status, message_id, typing_indicator }: Json): Asked => {
  if (status !== 'read') return refused(100, 'status must be read.')
  const id = textIn(message_id)
  if (id === undefined) return refused(131008, 'message_id is missing.')
  if (typing_indicator !== undefined && !(isObject(typing_indicator) && typing_indicator.type === 'text'))
    return refused(131009, 'typing_indicator.type must be text.')
  return { is: 'receipt', message: id }
}

const message = (body: Json): Asked => {
  const { recipient_type, biz_opaque_callback_data: callbackData } = body
  if (recipient_type !== undefined && recipient_type !== 'individual')
    return refused(100, 'recipient_type must be individual; groups are not emulated.')
  // Of both keys, `to` wins (ID-6).
  const input = recipientIn(body)
  if (input === undefined) return refused(100, 'The parameter to, or recipient, is required.')
  if (digitsOf(input) === null && !/^[A-Z]{2}\.[A-Za-z0-9.]{1,256}$/.test(input))
    return refused(131009, 'The recipient must be a phone number or a business-scoped user id.')
  if (callbackData !== undefined && (typeof callbackData !== 'string' || callbackData.length > 512))
    return refused(131009, 'biz_opaque_callback_data must be a text of at most 512 characters.')
  const type = body.type === undefined ? 'text' : textIn(body.type)
  if (type === undefined) return refused(100, 'type must be a text.')
  const wrong = wrongPart(type, body[type])
  if (wrong !== null) return refused(Object.hasOwn(body, type) ? 131009 : 100, `Param ${type}: ${wrong}.`)
  return { is: 'message', input, callbackData, about: aboutIn(body), ...partOf(type, body[type]) }
}

const aboutIn = ({ type, reaction, context }: Json): string | undefined => {
  const named = type === 'reaction' ? reaction : context
  return isObject(named) ? textIn(named.message_id) : undefined
}

const recipientIn = ({ to, recipient }: Json): string | undefined =>
  [to, recipient]
    .map((id) => (typeof id === 'number' ? String(id) : textIn(id)))
    .find((id) => id !== undefined)

interface Part {
  readonly content: Content
  readonly summary: string
  readonly asksToCall: boolean
  readonly media: string | undefined
  readonly components: readonly unknown[]
}

const partOf = (type: string, raw: unknown): Part => {
  const part = isObject(raw) ? raw : {}
  const plain = { content: { kind: 'service' }, media: undefined, components: [], asksToCall: false } as const
  switch (type) {
    case 'template': {
      const language = isObject(part.language) ? textIn(part.language.code) : undefined
      const [name = '', code = ''] = [textIn(part.name), language]
      const components = isList(part.components) ? part.components : []
      return {
        ...plain,
        content: { kind: 'template', name, language: code },
        summary: `template ${name}`,
        components,
      }
    }
    case 'reaction':
      return {
        ...plain,
        content: { kind: 'reaction' },
        summary: `reaction ${textIn(part.emoji) ?? 'removed'}`,
      }
    case 'text':
      return { ...plain, summary: (textIn(part.body) ?? '').slice(0, 120) }
    case 'interactive':
      return {
        ...plain,
        summary: `[${textIn(part.type) ?? type}]`,
        asksToCall: part.type === 'call_permission_request',
      }
    default:
      return { ...plain, summary: `[${type}]`, media: textIn(part.id) }
  }
}
