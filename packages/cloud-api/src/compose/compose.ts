import type { Captioned, Composed, File, Header, Location, Section, Button } from './composed.ts'

/** What every message may have. */
export interface Common {
  /** The message that it answers: WhatsApp shows it above. */
  readonly repliesTo?: string
}

const answering = <Message extends Composed>(message: Message, { repliesTo }: Common): Composed =>
  repliesTo === undefined ? message : { ...message, context: { message_id: repliesTo } }

export interface TextOptions extends Common {
  /** Shows a preview of the first address in the text. */
  readonly preview?: boolean
}

/** A text. */
export const textMessage = (body: string, { preview, ...common }: TextOptions = {}): Composed =>
  answering({ type: 'text', text: preview === undefined ? { body } : { body, preview_url: preview } }, common)

export interface MediaOptions extends Common, Captioned {}

export const imageMessage = (image: File, { repliesTo: answered, ...caption }: MediaOptions = {}): Composed =>
  answering({ type: 'image', image: { ...image, ...caption } }, commonOf(answered))

export const videoMessage = (video: File, { repliesTo: answered, ...caption }: MediaOptions = {}): Composed =>
  answering({ type: 'video', video: { ...video, ...caption } }, commonOf(answered))

/** A file with the name under which the customer keeps it. */
export const documentMessage = (
  document: File,
  { repliesTo: answered, ...more }: MediaOptions & { readonly filename?: string } = {},
): Composed => answering({ type: 'document', document: { ...document, ...more } }, commonOf(answered))

export const audioMessage = (audio: File, common: Common = {}): Composed =>
  answering({ type: 'audio', audio }, common)

export const stickerMessage = (sticker: File, common: Common = {}): Composed =>
  answering({ type: 'sticker', sticker }, common)

export const locationMessage = (location: Location, common: Common = {}): Composed =>
  answering({ type: 'location', location }, common)

/** Reacts to a message; `null` takes the reaction back. */
export const reactionMessage = (message: string, emoji: string | null): Composed => ({
  type: 'reaction',
  reaction: { message_id: message, emoji: emoji ?? '' },
})

/** What interactive messages have around their buttons. */
export interface Around extends Common {
  readonly text: string
  /** A text stands for a header of text. */
  readonly header?: Header | string
  readonly footer?: string
}

/** One to three buttons; the customer's answer comes as a `button-reply`. */
export const buttonsMessage = ({
  buttons,
  ...around
}: Around & { readonly buttons: readonly Button[] }): Composed =>
  interactive('button', around, { buttons: buttons.map((reply) => ({ type: 'reply', reply })) })

/** A list of up to ten rows behind a button; the customer's answer comes as a `list-reply`. */
export const listMessage = ({
  button,
  sections,
  ...around
}: Around & {
  /** What the button says that opens the list. */
  readonly button: string
  readonly sections: readonly Section[]
}): Composed => interactive('list', around, { button, sections })

/** A button that opens an address in the browser. */
export const linkMessage = ({
  label,
  url,
  ...around
}: Around & { readonly label: string; readonly url: string }): Composed =>
  interactive('cta_url', around, { name: 'cta_url', parameters: { display_text: label, url } })

const interactive = (
  type: 'button' | 'list' | 'cta_url',
  { text, header, footer, repliesTo: answered }: Around,
  action: object,
): Composed => {
  const above = typeof header === 'string' ? { type: 'text' as const, text: header } : header
  const made = {
    type,
    ...(above === undefined ? {} : { header: above }),
    body: { text },
    ...(footer === undefined ? {} : { footer: { text: footer } }),
    action,
  }
  return answering({ type: 'interactive', interactive: made }, commonOf(answered))
}

const commonOf = (answered: string | undefined): Common =>
  answered === undefined ? {} : { repliesTo: answered }
