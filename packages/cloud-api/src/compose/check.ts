import type { Problem } from '@guichet/core'
import { isObject } from '../read/json.ts'
import { checkInteractive } from './check-interactive.ts'
import { checkTemplate } from './check-template.ts'
import { messageLimits } from './limits.ts'
import { type Look, address, at, none, number, object, optionalText, problem, text } from './look.ts'

/**
 * What WhatsApp would refuse in a message because of its form, such as a text that is too long; with the path of each
 * part. Empty if nothing is wrong, and for types that are not checked here. It does not ask whether the message may be
 * sent.
 */
export const problemsOfMessage = (message: unknown): readonly Problem[] => {
  const whole: Look = { path: '$', value: message }
  if (!isObject(message)) return problem(whole, 'must be a message: an object with a type')
  const { type } = message
  if (typeof type !== 'string') return text(at(whole, 'type'), LONGEST_ID)
  const check = checks.get(type)
  const context = at(whole, 'context')
  return [
    ...(check === undefined ? none : object(at(whole, type), () => check(at(whole, type)))),
    ...(context.value === undefined ? none : text(at(context, 'message_id'), LONGEST_ID)),
  ]
}

const LONGEST_ID = 1024

/** A file is named by its id or by its address, not by both. */
export const checkFile = (file: Look): readonly Problem[] => {
  const [id, link] = [at(file, 'id'), at(file, 'link')]
  if (id.value === undefined && link.value === undefined) return problem(file, 'needs an id or a link')
  if (id.value !== undefined && link.value !== undefined)
    return problem(file, 'has an id and a link; one of them is enough')
  return link.value === undefined ? text(id, LONGEST_ID) : address(link)
}

const captioned = (file: Look): readonly Problem[] => [
  ...checkFile(file),
  ...optionalText(at(file, 'caption'), messageLimits.caption),
  ...optionalText(at(file, 'filename'), messageLimits.filename),
]

/** WhatsApp shows no caption here, and refuses one. */
const bare = (file: Look): readonly Problem[] => [
  ...checkFile(file),
  ...(at(file, 'caption').value === undefined
    ? none
    : problem(at(file, 'caption'), 'is not shown with this type')),
]

export const checkLocation = (place: Look): readonly Problem[] => [
  ...number(at(place, 'latitude'), -90, 90),
  ...number(at(place, 'longitude'), -180, 180),
]

const checkReaction = (reaction: Look): readonly Problem[] => [
  ...text(at(reaction, 'message_id'), LONGEST_ID),
  ...checkEmoji(at(reaction, 'emoji')),
]

const checkEmoji = (emoji: Look): readonly Problem[] => {
  const { value } = emoji
  if (value === '') return none
  if (typeof value !== 'string') return problem(emoji, 'must be an emoji, or empty to take the reaction back')
  const parts = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(value)]
  return parts.length === 1 && /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u.test(value)
    ? none
    : problem(emoji, 'must be a single emoji')
}

const checks: ReadonlyMap<string, (part: Look) => readonly Problem[]> = new Map([
  ['text', (part: Look) => text(at(part, 'body'), messageLimits.text)],
  ['image', captioned],
  ['video', captioned],
  ['document', captioned],
  ['audio', bare],
  ['sticker', bare],
  ['location', checkLocation],
  ['reaction', checkReaction],
  ['interactive', (part: Look) => checkInteractive(part, checkFile)],
  ['template', (part: Look) => checkTemplate(part, checkFile, checkLocation)],
])
