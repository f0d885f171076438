import { addressOf } from '@guichet/cloud-api'
import type { TemplateContent } from '@guichet/core'
import type { Message } from '@guichet/runtime'
import type { StandardTemplate } from './request.ts'

/** A message of the standard API. */
export interface StandardMessage {
  readonly phoneNumberId: string
  /** Any id of the customer. */
  readonly to: string
  /** Sent while the customer service window is open; `null` for a template only. */
  readonly text: string | null
  /** Sent while the window is closed. */
  readonly template: StandardTemplate | null
}

/** The messages to try, in this order. */
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
