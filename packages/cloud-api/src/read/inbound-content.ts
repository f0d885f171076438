import { type Json, codeOf, idOf, isList, isObject } from './json.ts'
import type {
  InboundContact,
  InboundContent,
  InboundError,
  InboundMedia,
  InboundOrder,
} from '../inbound/content.ts'
import { given, numberIn, trueIn, wordIn } from './optional.ts'
import { readReply } from './inbound-reply.ts'

/** The content of one of `messages[]`. Total: what it cannot read is `other`. */
export const contentIn = (message: Json, type: string, depth: number = 0): InboundContent =>
  read(message, type, depth) ?? { kind: 'other', type }

const read = (message: Json, type: string, depth: number): InboundContent | undefined => {
  switch (type) {
    case 'text': {
      const text = wordIn(part(message, 'text').body)
      return text === undefined ? undefined : { kind: 'text', text }
    }
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return mediaIn(type, part(message, type))
    case 'location':
      return locationIn(part(message, 'location'))
    case 'contacts':
      return isList(message.contacts)
        ? { kind: 'contacts', contacts: message.contacts.map(contactIn) }
        : undefined
    case 'button': {
      const { text, payload } = part(message, 'button')
      const title = wordIn(text) ?? wordIn(payload)
      return title === undefined
        ? undefined
        : { kind: 'button', text: title, ...given({ payload: wordIn(payload) }) }
    }
    case 'interactive':
      return readReply(part(message, 'interactive'))
    case 'order':
      return orderIn(part(message, 'order'))
    case 'reaction': {
      const { message_id, emoji } = part(message, 'reaction')
      const target = idOf(message_id)
      return target === undefined
        ? undefined
        : { kind: 'reaction', message: target, emoji: wordIn(emoji) ?? null }
    }
    case 'system': {
      const { type: change, body } = part(message, 'system')
      const word = wordIn(change)
      return word === undefined ? undefined : { kind: 'system', type: word, ...given({ text: wordIn(body) }) }
    }
    case 'unsupported':
    case 'unknown':
      return unsupportedIn(message)
    case 'edit':
      return editIn(part(message, 'edit'), depth)
    case 'revoke': {
      const revoked = idOf(part(message, 'revoke').original_message_id)
      return revoked === undefined ? undefined : { kind: 'revoke', message: revoked }
    }
    default:
      return undefined
  }
}

const nothing: Json = {}

/** The part of a message that bears the name of its type. */
const part = (message: Json, name: string): Json => {
  const value = message[name]
  return isObject(value) ? value : nothing
}

const mediaIn = (kind: InboundMedia['kind'], media: Json): InboundMedia | undefined => {
  const id = idOf(media.id)
  if (id === undefined) return undefined
  return {
    kind,
    id,
    ...given({
      mimeType: wordIn(media.mime_type),
      sha256: wordIn(media.sha256),
      caption: wordIn(media.caption),
      filename: wordIn(media.filename),
      url: wordIn(media.url),
      isVoice: trueIn(media.voice),
      isAnimated: trueIn(media.animated),
    }),
  }
}

const locationIn = ({ latitude, longitude, name, address, url }: Json): InboundContent | undefined => {
  const north = numberIn(latitude)
  const east = numberIn(longitude)
  if (north === undefined || east === undefined) return undefined
  return {
    kind: 'location',
    latitude: north,
    longitude: east,
    ...given({ name: wordIn(name), address: wordIn(address), url: wordIn(url) }),
  }
}

const contactIn = (u: unknown): InboundContact => {
  const contact = isObject(u) ? u : nothing
  return {
    name: wordIn(part(contact, 'name').formatted_name) ?? '',
    phones: (isList(contact.phones) ? contact.phones : []).flatMap((one) => {
      if (!isObject(one)) return []
      const phone = wordIn(one.phone) ?? wordIn(one.wa_id)
      return phone === undefined
        ? []
        : [{ phone, ...given({ waId: wordIn(one.wa_id), type: wordIn(one.type) }) }]
    }),
    ...given({ vcard: wordIn(contact.vcard) }),
  }
}

const orderIn = ({ catalog_id, text, product_items }: Json): InboundOrder | undefined => {
  const catalogId = idOf(catalog_id)
  if (catalogId === undefined || !isList(product_items)) return undefined
  const items = product_items.flatMap((u) => {
    const item = isObject(u) ? u : nothing
    const productId = idOf(item.product_retailer_id)
    if (productId === undefined) return []
    const more = given({ price: numberIn(item.item_price), currency: wordIn(item.currency) })
    return [{ productId, quantity: numberIn(item.quantity) ?? 1, ...more }]
  })
  return { kind: 'order', catalogId, items, ...given({ text: wordIn(text) }) }
}

const unsupportedIn = (message: Json): InboundContent => {
  const errors = isList(message.errors) ? message.errors.flatMap(errorIn) : []
  return { kind: 'unsupported', errors, ...given({ type: wordIn(part(message, 'unsupported').type) }) }
}

const errorIn = (u: unknown): readonly InboundError[] => {
  if (!isObject(u)) return []
  const code = codeOf(u.code)
  const details = wordIn(part(u, 'error_data').details)
  return code === undefined ? [] : [{ code, ...given({ title: wordIn(u.title), details }) }]
}

/** An edit holds a message, which is no edit itself. */
const editIn = ({ original_message_id, message }: Json, depth: number): InboundContent | undefined => {
  const edited = idOf(original_message_id)
  if (edited === undefined || !isObject(message) || depth > 0) return undefined
  const type = wordIn(message.type) ?? ''
  return { kind: 'edit', message: edited, content: contentIn(message, type, depth + 1) }
}
