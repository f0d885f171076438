import type { Content } from '@guichet/core'
import { isObject } from '../read/json.ts'

/** What a body of the messages endpoint is in the rules' terms, or why it is no message. */
export type ContentReading =
  | { readonly ok: true; readonly content: Content }
  | {
      readonly ok: false
      readonly why: NoMessage
      /** The same in plain words. */
      readonly reason: string
      /** The part of the body at fault, as the end of a JSON path: `''` is the body, or `.template`. */
      readonly part: '' | '.template'
    }

/** `not-a-message`: a read receipt or a typing indicator, which are always allowed (POS-28). */
export type NoMessage = 'not-an-object' | 'not-a-message' | 'unnamed-template'

/**
 * What the body of a message is in the rules' terms. Whatever is neither a template nor a reaction is a
 * service message, also a type not known today; whether WhatsApp takes it is WhatsApp's to say.
 */
export const contentOf = (body: unknown): ContentReading => {
  if (!isObject(body)) return no('not-an-object', 'no message body')
  if (Object.hasOwn(body, 'status'))
    return no('not-a-message', 'a read receipt or typing indicator, which is no message')
  if (body.type === 'reaction') return { ok: true, content: { kind: 'reaction' } }
  if (body.type !== 'template') return { ok: true, content: { kind: 'service' } }
  const template = isObject(body.template) ? body.template : {}
  const { language: given } = template
  const name = textIn(template.name)
  const language = textIn(isObject(given) ? given.code : given)
  if (name === undefined || language === undefined)
    return no('unnamed-template', 'a template without name or language', '.template')
  const category = (textIn(body.category) ?? textIn(template.category))?.toLowerCase()
  return {
    ok: true,
    content:
      category === undefined
        ? { kind: 'template', name, language }
        : { kind: 'template', name, language, category },
  }
}

const no = (why: NoMessage, reason: string, part: '' | '.template' = ''): ContentReading => ({
  ok: false,
  why,
  reason,
  part,
})

const textIn = (u: unknown): string | undefined =>
  typeof u === 'string' && u !== '' ? u : typeof u === 'number' ? String(u) : undefined
