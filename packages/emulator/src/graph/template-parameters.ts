import { isList, isObject, textIn, type Json } from '../json.ts'
import type { Template } from '../world/world.ts'
import type { Refusal } from './answers.ts'

/** The error of a template's parameters (TPL-11); `null` if there is none. */
export const wrongParameters = (template: Template, components: readonly unknown[]): Refusal | null => {
  const given = components.filter(isObject)
  if (given.length < components.length) return { code: 132012, details: 'A component must be an object.' }
  for (const type of ['header', 'body']) {
    const parameters = given
      .filter((component) => isType(component, type))
      .flatMap(({ parameters: list }) => listOf(list))
    const wrong = parameters.find((component) => !isParameter(component))
    if (wrong !== undefined) return { code: 132012, details: `${type}: a parameter has the wrong form.` }
    const texts = template.components.filter((component) => isType(component, type))
    const first = parameters.find(isObject)
    if (type === 'header' && texts.length === 0 && first !== undefined)
      return {
        code: 132012,
        details: `header: Format mismatch, expected UNKNOWN, received ${textIn(first.type)?.toUpperCase()}`,
      }
    const expected = texts.reduce((sum, { text }) => sum + placeholdersIn(text), 0)
    // A media header has a parameter that no text contains.
    const counted =
      type === 'header'
        ? parameters.filter((component) => isObject(component) && component.type === 'text')
        : parameters
    if (counted.length !== expected)
      return {
        code: 132000,
        details: `${type}: number of localizable_params (${counted.length}) does not match the expected number of params (${expected})`,
      }
  }
  return null
}

const isType = ({ type }: Json, wanted: string): boolean => textIn(type)?.toLowerCase() === wanted

const listOf = (value: unknown): readonly unknown[] => (isList(value) ? value : [])

const isParameter = (value: unknown): boolean =>
  isObject(value) &&
  textIn(value.type) !== undefined &&
  (value.type !== 'text' || textIn(value.text) !== undefined)

/** How many different placeholders a text has, such as `{{1}}` or `{{name}}`. */
const placeholdersIn = (text: unknown): number =>
  new Set(typeof text === 'string' ? text.match(/\{\{\s*\w+\s*\}\}/g) : []).size
