import type { Problem } from '@guichet/core'
import { type Json, describe, isList, isObject } from '../read/json.ts'

/** Where in a message, and what is there. */
export interface Look {
  readonly path: string
  readonly value: unknown
}

export const at = ({ path, value }: Look, key: string): Look => ({
  path: `${path}.${key}`,
  value: isObject(value) ? value[key] : undefined,
})

/** The places of a list; none where there is no list. */
export const each = ({ path, value }: Look): readonly Look[] =>
  isList(value) ? value.map((one, index) => ({ path: `${path}[${index}]`, value: one })) : []

export const problem = ({ path }: Look, reason: string): readonly Problem[] => [{ path, reason }]

export const none: readonly Problem[] = []

/** A text that is there and not too long. */
export const text = (look: Look, longest: number): readonly Problem[] => {
  const { value } = look
  if (value === undefined) return problem(look, 'is missing')
  if (typeof value !== 'string') return problem(look, `must be a text, but is ${describe(value)}`)
  if (value === '') return problem(look, 'is empty')
  const length = value.length <= longest ? 0 : [...value].length
  return length <= longest
    ? none
    : problem(look, `has ${length} characters; WhatsApp takes ${longest} at most`)
}

/** The same, or nothing. */
export const optionalText = (look: Look, longest: number): readonly Problem[] =>
  look.value === undefined ? none : text(look, longest)

/** A list of one to `most`. */
export const listOf = (look: Look, most: number, what: string): readonly Problem[] => {
  const { value } = look
  if (!isList(value)) return problem(look, `must be a list of ${what}`)
  if (value.length === 0) return problem(look, `has no ${what}`)
  return value.length <= most
    ? none
    : problem(look, `has ${value.length} ${what}; WhatsApp takes ${most} at most`)
}

/** What stands twice among values that must differ. */
export const twice = (looks: readonly Look[]): readonly Problem[] => {
  const seen = new Set<unknown>()
  return looks.flatMap((look) => {
    if (typeof look.value !== 'string' || look.value === '') return none
    if (seen.has(look.value)) return problem(look, `is there twice: ${look.value.slice(0, 60)}`)
    seen.add(look.value)
    return none
  })
}

export const number = (look: Look, least: number, most: number): readonly Problem[] =>
  typeof look.value === 'number' && look.value >= least && look.value <= most
    ? none
    : problem(look, `must be a number from ${least} to ${most}`)

export const address = (look: Look): readonly Problem[] => {
  const { value } = look
  return typeof value === 'string' && /^https?:\/\/\S+$/i.test(value)
    ? none
    : problem(look, 'must be an address that begins with https:// or http://')
}

export const object = (look: Look, check: (value: Json) => readonly Problem[]): readonly Problem[] =>
  isObject(look.value)
    ? check(look.value)
    : problem(
        look,
        look.value === undefined ? 'is missing' : `must be an object, not ${describe(look.value)}`,
      )
