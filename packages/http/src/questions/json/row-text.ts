import type { Json } from '@guichet/core'
import type { Fieldset } from './thread.ts'

/**
 * The fields of a row's text; none where it is not an object, so that one bad row does not hide the others.
 */
export const fieldsIn = (text: string): Fieldset => {
  try {
    const read = JSON.parse(text) as Json
    return isFieldset(read) ? read : {}
  } catch {
    return {}
  }
}

export const isFieldset = (value: Json | undefined): value is Fieldset =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
