/** A JSON object with unknown fields. */
export interface Json {
  readonly [key: string]: unknown
}

/** Is this a JSON object, so neither a list nor `null`? */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Is this a list? */
export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)

/** A text that is not empty, else `undefined`. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** The same object without the keys that hold `undefined`. */
export const compact = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
