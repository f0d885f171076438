import type { Instant } from '@guichet/core'
import { atOnce, readTiming, type Timing } from '../outbox/timing.ts'
import type { StandardMessage, StandardTemplate } from './message.ts'

/** A message, or everything that is wrong with it. */
export type MessageReading =
  | { readonly ok: true; readonly message: StandardMessage; readonly timing: Timing }
  | { readonly ok: false; readonly errors: readonly FieldError[] }

/** A field, and what is wrong with it. */
export interface FieldError {
  readonly field: string
  readonly reason: string
}

/** Reads the body of `POST /messages`. */
export const readMessage = (body: unknown, ownPhoneNumberId: string | null, now: Instant): MessageReading => {
  if (!isObject(body)) return { ok: false, errors: [{ field: 'body', reason: 'not a JSON object' }] }
  const { phoneNumberId = ownPhoneNumberId, to, text = null, template = null } = body
  const errors: FieldError[] = []
  const sender = phoneNumberId ?? undefined
  if (typeof sender !== 'string' || !/^[\w-]+$/.test(sender))
    errors.push({ field: 'phoneNumberId', reason: 'name the phone number id to send from' })
  if (typeof to !== 'string' || to.trim() === '')
    errors.push({ field: 'to', reason: 'name the customer: a phone number or a user id, as a text' })
  if (text !== null && (typeof text !== 'string' || text === ''))
    errors.push({ field: 'text', reason: 'must be a text that is not empty' })
  if (text === null && template === null)
    errors.push({ field: 'text', reason: 'give a text, a template, or both' })
  const read = template === null ? null : readTemplate(template, errors)
  const { when, until, atUntil, pace } = body
  const hasBoth = text !== null && template !== null
  const timing = readTiming({ when, until, atUntil, pace }, hasBoth, now)
  if (!timing.ok) errors.push(...timing.problems)
  // A value that can be parsed can be too deep to be serialised.
  if (!isWritable(body)) errors.push({ field: 'body', reason: 'nested too deeply' })
  return errors.length > 0 || typeof sender !== 'string' || typeof to !== 'string'
    ? { ok: false, errors }
    : {
        ok: true,
        message: { phoneNumberId: sender, to, text: typeof text === 'string' ? text : null, template: read },
        timing: timing.ok ? timing.timing : atOnce,
      }
}

const readTemplate = (template: unknown, errors: FieldError[]): StandardTemplate | null => {
  if (!isObject(template)) {
    errors.push({ field: 'template', reason: 'must be an object with a name and a language' })
    return null
  }
  const { name, language, category, components } = template
  const isNamed = isWord(name) && isWord(language)
  if (!isWord(name)) errors.push({ field: 'template.name', reason: 'give the name of a template' })
  if (!isWord(language))
    errors.push({ field: 'template.language', reason: 'give a language code such as en_US' })
  if (category !== undefined && !isWord(category))
    errors.push({ field: 'template.category', reason: 'must be a category such as utility' })
  if (components !== undefined && !Array.isArray(components))
    errors.push({ field: 'template.components', reason: 'not a list' })
  if (!isNamed) return null
  return {
    name,
    language,
    ...(isWord(category) ? { category: category.toLowerCase() } : {}),
    ...(isList(components) ? { components } : {}),
  }
}

const isWord = (u: unknown): u is string => typeof u === 'string' && u !== '' && u.length <= 512

const isList = (u: unknown): u is readonly unknown[] => Array.isArray(u)

const isWritable = (value: unknown): boolean => {
  try {
    return JSON.stringify(value) !== ''
  } catch {
    return false
  }
}

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)
