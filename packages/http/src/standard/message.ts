import { addressOf } from '@guichet/cloud-api'
import type { TemplateContent } from '@guichet/core'
import type { Message } from '@guichet/runtime'

/** A message as the standard API takes it. */
export interface StandardMessage {
  readonly phoneNumberId: string
  /** Any id of the customer. */
  readonly to: string
  /** To be sent while the customer service window is open; `null` for a template only. */
  readonly text: string | null
  /** To be sent otherwise. */
  readonly template: StandardTemplate | null
}

export interface StandardTemplate {
  readonly name: string
  readonly language: string
  readonly category?: string
  /** As the Cloud API takes them. */
  readonly components?: readonly unknown[]
}

/** The messages that may be sent, the one that is to be tried first at the front. */
export const messagesOf = ({ to, text, template }: StandardMessage): readonly Message[] => [
  ...(text === null ? [] : [serviceMessage(to, text)]),
  ...(template === null ? [] : [templateMessage(to, template)]),
]

const serviceMessage = (to: string, text: string): Message => ({
  content: { kind: 'service' },
  body: { messaging_product: 'whatsapp', ...addressOf(to), type: 'text', text: { body: text } },
})

const templateMessage = (to: string, { name, language, category, components }: StandardTemplate): Message => {
  const content: TemplateContent = {
    kind: 'template',
    name,
    language,
    ...(category === undefined ? {} : { category }),
  }
  const template = { name, language: { code: language }, ...(components === undefined ? {} : { components }) }
  return {
    content,
    body: { messaging_product: 'whatsapp', ...addressOf(to), type: 'template', template },
  }
}
