/** An instant in epoch milliseconds. */
export type Instant = number

export interface Fields {
  readonly [name: string]: unknown
}

/** The fields of a JSON object; no fields for any other value. */
export const fieldsOf = (json: unknown): Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {}

export const listOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : [])

/** A text without half surrogate pairs, which no address can contain; else `null`. */
export const textOf = (json: unknown): string | null =>
  typeof json === 'string' ? json.replaceAll(/\p{Surrogate}/gu, '\uFFFD') : null

/** Reads an ISO 8601 instant; `null` for anything else. */
export const instantOf = (json: unknown): Instant | null => {
  const at = typeof json === 'string' ? Date.parse(json) : Number.NaN
  return Number.isFinite(at) ? at : null
}

/** The valid entries of a list. */
export const readAll = <Entry>(json: unknown, read: (entry: Fields) => Entry | null): readonly Entry[] =>
  listOf(json)
    .map((entry) => read(fieldsOf(entry)))
    .filter((entry) => entry !== null)

export const textsOf = (json: unknown): readonly string[] =>
  listOf(json)
    .map(textOf)
    .filter((text) => text !== null)
