import type { Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'

/** A JSON Schema, draft 2020-12, as OpenAPI 3.1 uses it. */
export interface Schema {
  readonly [keyword: string]: unknown
}

/** What is wrong with one part of a request: where, and what is expected there. */
export interface FieldProblem {
  /** The query parameter, or the path into the body such as `messages[1].name`. */
  readonly field: string
  readonly reason: string
}

/** A parsed part of a request, or everything that is wrong with it. */
export type Read<Value> = Either<readonly FieldProblem[], Value>

/**
 * What a part of a request must look like: `schema` says it in the OpenAPI document, `read` parses it. Both accept the
 * same values.
 */
export interface Shape<Value> {
  readonly schema: Schema
  /** `field` is where the value stands; empty for the whole. */
  readonly read: (given: unknown, field: string) => Read<Value>
  /** What is said where it is missing, if not that. */
  readonly missing?: string
}

/** One thing that is wrong. */
export const wrong = (field: string, reason: string): Read<never> => left([{ field, reason }])

/** Shortens texts for problems: an answer must not repeat a megabyte. */
export const show = (given: unknown): string => {
  if (typeof given === 'string') return JSON.stringify(given.slice(0, 60))
  if (given === null || typeof given === 'number' || typeof given === 'boolean') return String(given)
  return Array.isArray(given) ? 'a list' : typeof given === 'object' ? 'an object' : typeof given
}

/** A shape that the document has once, under this name. */
export interface Named<Value> extends Shape<Value> {
  readonly name: string
  readonly definition: Schema
}

export const named = <Value>(name: string, shape: Shape<Value>): Named<Value> => ({
  ...shape,
  name,
  schema: { $ref: `#/components/schemas/${name}` },
  definition: shape.schema,
})

/** What the document has under the names of these shapes. */
export const definitionsOf = (...shapes: readonly Named<unknown>[]): Readonly<Record<string, Schema>> =>
  Object.fromEntries(shapes.map(({ name, definition }) => [name, definition]))

/** The same, with what the field means. */
export const described = <Value>(shape: Shape<Value>, description: string): Shape<Value> => ({
  ...shape,
  schema: { ...shape.schema, description },
})

/** The same, or `null`. */
export const nullable = <Value>({ schema, read, ...more }: Shape<Value>): Shape<Value | null> => ({
  ...more,
  schema: { ...schema, type: [schema['type'], 'null'] },
  read: (given, field) => (given === null ? right(null) : read(given, field)),
})
