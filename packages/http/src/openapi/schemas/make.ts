import type { Schema } from '../types.ts'

/** An object with these required fields and these `optional` ones. */
export const object = (
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
  description?: string,
): Schema => ({
  type: 'object',
  ...(description === undefined ? {} : { description }),
  properties: { ...required, ...optional },
  required: Object.keys(required),
})

export const list = (items: Schema, description?: string): Schema => ({
  type: 'array',
  ...(description === undefined ? {} : { description }),
  items,
})

export const text = (description?: string): Schema => ({
  type: 'string',
  ...(description === undefined ? {} : { description }),
})

/** One of these words, and no other. */
export const words = (...known: readonly string[]): Schema => ({ enum: known })

/** This very word. */
export const word = (only: string): Schema => ({ const: only })

export const count = (description: string): Schema => ({ type: 'integer', minimum: 0, description })

export const truth = (description: string): Schema => ({ type: 'boolean', description })

export const instant = (description: string): Schema => ({
  type: 'string',
  format: 'date-time',
  description: `${description} ISO 8601 in UTC.`,
})

/** The same, or `null`. */
export const orNull = (schema: Schema): Schema =>
  typeof schema['type'] === 'string'
    ? { ...schema, type: [schema['type'], 'null'] }
    : { anyOf: [schema, { type: 'null' }] }

export const oneOf = (...schemas: readonly Schema[]): Schema => ({ oneOf: schemas })

/** A schema that several operations share. */
export const shared = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` })
