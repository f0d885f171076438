import { createHash } from 'node:crypto'
import type { KnownKind } from '@guichet/core/adapter'
import { hexWord, type Chance } from '../chance.ts'
import { compact, type Json } from '../json.ts'
import type { Media } from '../world/world.ts'

/** The types of messages that a customer can send (SHAPE-2 to SHAPE-15). */
export const inboundTypes = [
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'button',
  'button_reply',
  'list_reply',
  'nfm_reply',
  'order',
  'unsupported',
] as const
export type InboundType = (typeof inboundTypes)[number]

/** Is this one of the types that a customer can send? */
export const isInboundType = (value: unknown): value is InboundType =>
  inboundTypes.some((type) => type === value)

/** The part of an inbound message that its type requires. */
export const partOf = (
  type: InboundType,
  text: string,
  file: Media | null,
): { readonly type: KnownKind } & Json => {
  switch (type) {
    case 'text':
      return { type, text: { body: text } }
    case 'image':
    case 'video':
    case 'audio':
    case 'document':
    case 'sticker':
      return { type, ...(file === null ? {} : { [type]: mediaOf(type, text, file) }) }
    case 'location':
      return { type, location: { latitude: 48.8566, longitude: 2.3522, name: text } }
    case 'contacts':
      return {
        type,
        contacts: [{ name: { formatted_name: text }, phones: [{ phone: '+33 6 39 98 00 99' }] }],
      }
    case 'button':
      return { type, button: { payload: text, text } }
    case 'button_reply':
      return { type: 'interactive', interactive: { type, button_reply: { id: text, title: text } } }
    case 'list_reply':
      return { type: 'interactive', interactive: { type, list_reply: { id: text, title: text } } }
    case 'nfm_reply': {
      const reply = { name: 'flow', body: 'Sent', response_json: JSON.stringify({ answer: text }) }
      return { type: 'interactive', interactive: { type, nfm_reply: reply } }
    }
    case 'order': {
      const item = { product_retailer_id: 'jar-1', quantity: 1, item_price: 7.99, currency: 'EUR' }
      return { type, order: { catalog_id: '700000000000001', text, product_items: [item] } }
    }
    case 'unsupported':
      return {
        type,
        errors: [
          {
            code: 131051,
            title: 'Message type unknown',
            message: 'Message type unknown',
            error_data: { details: 'Message type is currently not supported.' },
          },
        ],
        unsupported: { type: 'poll_update' },
      }
  }
}

const mimeTypes = {
  image: 'image/jpeg',
  video: 'video/mp4',
  audio: 'audio/ogg; codecs=opus',
  document: 'application/pdf',
  sticker: 'image/webp',
} as const

const mediaOf = (type: keyof typeof mimeTypes, text: string, { id, sha256 }: Media): Json =>
  compact({
    caption: type === 'audio' || type === 'sticker' ? undefined : text,
    filename: type === 'document' ? 'receipt.pdf' : undefined,
    mime_type: mimeTypes[type],
    sha256,
    id,
    voice: type === 'audio' ? true : undefined,
    animated: type === 'sticker' ? false : undefined,
  })

/** The file that a customer sends with a message; `null` for a type without one. It can be fetched by its id. */
export const fileOf = (
  type: InboundType,
  phoneNumberId: string,
  message: string,
  roll: Chance,
): Media | null => {
  if (!isMediaType(type)) return null
  // Not a real picture: the test is that the same bytes come back.
  const bytes = new TextEncoder().encode(`emulated ${type} of ${message}`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const id = String(1e15 + Math.floor(roll('media', message) * 1e14))
  return { id, phoneNumberId, type: mimeTypes[type], sha256, bytes }
}

const isMediaType = (type: InboundType): type is keyof typeof mimeTypes => Object.hasOwn(mimeTypes, type)

/** The referral of a message (FEP-12). */
export const referralOf = (source: 'ad' | 'post', id: string, roll: Chance): Json => ({
  source_url: 'https://fb.me/emulated',
  source_id: id,
  source_type: source,
  body: 'Everything for the autumn table.',
  headline: 'Chat with us',
  media_type: 'image',
  image_url: 'https://example.com/autumn.jpg',
  ctwa_clid: hexWord(roll, 40, 'click', id),
  welcome_message: { text: 'How can we help?' },
})
