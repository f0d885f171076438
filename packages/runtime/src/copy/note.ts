import type { CopiedRow } from './whole.ts'

/** How far a copy is. */
export interface Note {
  /** What is copied. */
  readonly name: string
  readonly table: string
  /** The key of the last row of that table that was copied; `null` before the first. */
  readonly after: CopiedRow | null
}

export const noteOf = (note: Note): string => JSON.stringify(note)

/** Reads a note; `null` where it is none. */
export const notedIn = (text: string): Note | null => {
  try {
    const note: unknown = JSON.parse(text)
    if (!isRecord(note) || typeof note['name'] !== 'string' || typeof note['table'] !== 'string') return null
    const { name, table, after } = note
    return after === null || isRow(after) ? { name, table, after } : null
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isRow = (value: unknown): value is CopiedRow =>
  isRecord(value) &&
  Object.values(value).every((one) => one === null || typeof one === 'string' || typeof one === 'number')
