import { isRight, parseInstant } from '@guichet/core'
import type { Schema } from './shape.ts'

/** The fields of a JSON object, as they came. */
export interface Fields {
  readonly [name: string]: unknown
}

/** Something that holds of an object or does not, by its schema as by its function. */
export interface Condition {
  readonly schema: Schema
  readonly holds: (fields: Fields) => boolean
}

type Scalar = string | number | boolean | null

const valueOf = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined

/** The field is there. */
export const given = (name: string): Condition => ({
  schema: { required: [name] },
  holds: (fields) => valueOf(fields, name) !== undefined,
})

/** The field is there and has one of these values. */
export const is = (name: string, ...values: readonly Scalar[]): Condition => ({
  schema: { properties: { [name]: { enum: values } }, required: [name] },
  holds: (fields) => values.some((value) => value === valueOf(fields, name)),
})

/** The elements of a list that have the field `name` have one of these values in it. */
export const eachIs = (list: string, name: string, ...values: readonly Scalar[]): Condition => ({
  schema: { properties: { [list]: { items: { properties: { [name]: { enum: values } } } } } },
  holds: (fields) => {
    const elements = valueOf(fields, list)
    return (
      !Array.isArray(elements) ||
      elements.every((one: unknown) => {
        const value = typeof one === 'object' && one !== null ? valueOf({ ...one }, name) : undefined
        return value === undefined || values.some((known) => known === value)
      })
    )
  },
})

export const not = ({ schema, holds }: Condition): Condition => ({
  schema: { not: schema },
  holds: (fields) => !holds(fields),
})

export const both = (...conditions: readonly Condition[]): Condition => ({
  schema: { allOf: conditions.map(({ schema }) => schema) },
  holds: (fields) => conditions.every(({ holds }) => holds(fields)),
})

export const either = (...conditions: readonly Condition[]): Condition => ({
  schema: { anyOf: conditions.map(({ schema }) => schema) },
  holds: (fields) => conditions.some(({ holds }) => holds(fields)),
})

/** Where the first holds, so does the second. */
export const implies = (first: Condition, second: Condition): Condition => either(not(first), second)

/** What must hold of an object, and what is said at which field where it does not. */
export interface Rule {
  readonly field: string
  readonly reason: string
  /** `null` where JSON Schema cannot say it: the description of the field does. */
  readonly schema: Schema | null
  readonly holds: (fields: Fields) => boolean
}

export const rule = (field: string, condition: Condition, reason: string): Rule => ({
  field,
  reason,
  ...condition,
})

/** Of two instants that are both given, the first is later. */
export const later = (field: string, than: string): Rule => ({
  field,
  reason: `must be later than ${than}`,
  schema: null,
  holds: (fields) => {
    const end = parseInstant(valueOf(fields, field))
    const start = parseInstant(valueOf(fields, than))
    return !isRight(end) || !isRight(start) || end.right > start.right
  },
})
