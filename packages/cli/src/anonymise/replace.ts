import { createHmac } from 'node:crypto'
import { isNumericId, treatmentOf } from './keys.ts'
import type { Names } from './names.ts'

/** How strings become others. */
export interface Replacing {
  /** A name of somebody or something. */
  readonly name: (name: string) => string
  /** Is it one anywhere in the log? */
  readonly isName: (text: string) => boolean
  /** Prose: what is not known from the outside must not be found by trying. */
  readonly prose: (text: string) => string
}

/** Notes all names, and replaces nothing. */
export const noting = ({ note, has }: Names): Replacing => ({
  name: (name) => {
    note(name)
    return name
  },
  isName: has,
  prose: (text) => text,
})

/** Replaces names, and prose by words that are the same for the same text under one secret. */
export const replacing = ({ replaced, has }: Names, secret: string): Replacing => ({
  name: replaced,
  isName: has,
  prose: (text) => `text ${createHmac('sha256', secret).update(text).digest('hex').slice(0, 12)}`,
})

/** A JSON value with everything replaced that names somebody, or that somebody wrote. */
export const replaceIn = (value: unknown, by: Replacing, key: string = ''): unknown => {
  if (Array.isArray(value)) return value.map((one) => replaceIn(one, by, key))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaceIn(one, by, name)]))
  if (typeof value === 'string') return replacedText(value, by, key)
  return typeof value === 'number' ? replacedNumber(value, by, key) : value
}

const replacedNumber = (value: number, by: Replacing, key: string): number => {
  if (treatmentOf(key) === 'place') return 0
  if (treatmentOf(key) === 'kept' || !isNumericId(key) || !Number.isSafeInteger(value) || value < 1e6)
    return value
  return Number(by.name(String(value)))
}

const replacedText = (text: string, by: Replacing, key: string): string => {
  if (text === '' || instant.test(text)) return text
  const json = jsonIn(text)
  if (json !== undefined) return JSON.stringify(replaceIn(json, by))
  const treatment = treatmentOf(key)
  if (treatment === 'kept') return keptWord.test(text) ? text : by.prose(text)
  if (treatment === 'prose' && !looksLikeId.test(text)) return by.prose(text)
  if (address.test(text)) return replacedAddress(text, by)
  return text.split('/').map(replacedPart(by)).join('/')
}

/** Ids may be put together of others, with words of ours and instants between: `restricted/200…/replies`. */
const replacedPart =
  (by: Replacing) =>
  (part: string, _: number, parts: readonly string[]): string =>
    part === '' || (parts.length > 1 && ownPart.test(part) && !by.isName(part)) ? part : by.name(part)

const instant = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/
const keptWord = /^[\w ,./:;=+-]{1,80}$/
const ownPart = /^(?:[a-z]+(?:-[a-z]+)*|\d{1,6}|1\d{9})$/
const looksLikeId = /^(?:wamid\.|wacid|[A-Z]{2}\.(?:ENT\.)?\d|\+?\d{7,}$)/
const address = /^https?:\/\//

/** The path of Meta's API names the phone number; nothing else of an address is kept. */
const replacedAddress = (text: string, by: Replacing): string => {
  const sends = /\/(?<number>\d{5,})\/(?<edge>(?:marketing_)?messages)\b/.exec(text)?.groups
  return sends === undefined
    ? `https://example.com/${by.name(text)}`
    : `https://graph.facebook.com/v24.0/${by.name(sends['number'] ?? '')}/${sends['edge'] ?? ''}`
}

/** Some log bodies as texts. */
const jsonIn = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
