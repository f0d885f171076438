import type { Content } from '@guichet/core'
import { isObject } from '../read/json.ts'

/** A body of the messages endpoint in the rules' terms, or why it is not a message. */
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
 * The body of a message in the rules' terms. Everything but a template or a reaction is a service message,
 * unknown types included; WhatsApp decides whether it accepts them.
 */
export const contentOf = (body: unknown): ContentReading => {
  if (!isObject(body))
    return no('not-an-object', 'the body is not a message: it must be an object with a type')
  if (Object.hasOwn(body, 'status'))
    return no('not-a-message', 'the body is a read receipt or typing indicator, not a message')
  if (body.type === 'reaction') return { ok: true, content: { kind: 'reaction' } }
  if (body.type !== 'template') return { ok: true, content: { kind: 'service' } }
  const template = isObject(body.template) ? body.template : {}
  const { language: given } = template
  const name = textIn(template.name)
  const language = textIn(isObject(given) ? given.code : given)
  if (name === undefined || language === undefined)
    return no('unnamed-template', 'the template has no name or no language', '.template')
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
