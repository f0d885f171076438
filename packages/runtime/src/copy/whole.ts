import type { CopiedTable } from './tables.ts'

/** A row by the names of its columns. */
export type CopiedRow = Readonly<Record<string, string | number | null>>

/** How many rows a table has, and a sum over their revisions; 0 where it has none. */
export interface TableSize {
  readonly rows: number
  readonly revisions: number
}

/**
 * All that a store holds, table by table, to be copied. Functions reject with store failures. While a copy into it
 * is not finished, it is not to be opened as a store.
 */
export interface Whole {
  readonly sizeOf: (table: CopiedTable) => Promise<TableSize>
  /** The rows after that one, in the order of the table's key. */
  readonly page: (table: CopiedTable, after: CopiedRow | null, limit: number) => Promise<readonly CopiedRow[]>
  /** Adds the rows and keeps how far the copy is, both or neither. */
  readonly add: (table: CopiedTable, rows: readonly CopiedRow[], note: string) => Promise<void>
  /** How far a copy into this is that was not finished; `null` where there is none. */
  readonly note: () => Promise<string | null>
  /** From now on it is a store like any other. */
  readonly finish: () => Promise<void>
  readonly close: () => Promise<void>
}

/** A sum over revisions stays a safe integer for any number of rows. */
export const revisionModulus = 1_000_003
