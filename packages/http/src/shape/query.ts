import { right } from '@guichet/core/adapter'
import { byDefault, type Defaulted } from './object.ts'
import { show, wrong, type Shape } from './shape.ts'

/** A whole number in a query, as JSON writes one. */
const wholeNumber = (least: number, most: number, description: string, expected: string): Shape<number> => ({
  schema: { type: 'integer', minimum: least, maximum: most, description },
  read: (given, field) => {
    const number = typeof given === 'string' && /^(?:0|[1-9]\d{0,14})$/.test(given) ? Number(given) : NaN
    return number >= least && number <= most
      ? right(number)
      : wrong(field, `must be ${expected}, but is ${show(given)}`)
  },
})

/** How many to list at most. */
export const limit = (usual: number, most: number): Defaulted<number> =>
  byDefault(wholeNumber(1, most, 'How many at most.', `a whole number from 1 to ${most}`), usual)

/** A place in a list, as an answer named it. */
export const place = (description: string, expected: string): Shape<number> =>
  wholeNumber(0, 999_999_999_999_999, description, expected)
