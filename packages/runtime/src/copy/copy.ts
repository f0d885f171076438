import { copiedTables, type CopiedTable } from './tables.ts'
import { notedIn, noteOf, type Note } from './note.ts'
import type { CopiedRow, Whole } from './whole.ts'

export interface CopyInput {
  readonly from: Whole
  readonly to: Whole
  /** Names what is copied, so that only a copy of the same is gone on with. */
  readonly name: string
  /** Is told how many rows of how many are there. */
  readonly onProgress?: (rows: number, of: number) => void
}

export type Copied =
  /** What the target holds that nobody copied there, in words. */
  | { readonly is: 'refused'; readonly reason: string }
  | {
      readonly is: 'copied'
      /** Was a copy gone on with that had been begun before? */
      readonly isResumed: boolean
      /** Rows by table. */
      readonly rows: Readonly<Record<string, number>>
      /** The tables in which the two differ in the end: the source was written to meanwhile. Empty when all is well. */
      readonly differing: readonly string[]
    }

/**
 * Copies all that a store holds into an empty one, page by page. What was copied stays when it is ended; the next
 * copy of the same goes on from there. In the end both are counted, and only then the target becomes a store.
 */
export const copyWhole = async ({
  from,
  to,
  name,
  onProgress = () => undefined,
}: CopyInput): Promise<Copied> => {
  const begun = await to.note()
  const note = begun === null ? null : notedIn(begun)
  const reason = begun === null ? await obstacleIn(to) : note?.name === name ? null : unfinished(note)
  if (reason !== null) return { is: 'refused', reason }
  const sizes = await Promise.all(copiedTables.map((table) => from.sizeOf(table)))
  const total = sizes.reduce((sum, { rows }) => sum + rows, 0)
  let done = 0
  for (const table of copiedTables) done += (await to.sizeOf(table)).rows
  const place = { table: note?.table ?? copiedTables[0]?.name ?? '', after: note?.after ?? null }
  const first = Math.max(
    0,
    copiedTables.findIndex((table) => table.name === place.table),
  )
  for (const [index, table] of copiedTables.slice(first).entries()) {
    const rows = pagesOf(from, table, index === 0 ? place.after : null)
    // Also a table without rows is noted, so that a copy of an empty store is begun, too.
    await to.add(table, [], noteOf({ name, table: table.name, after: index === 0 ? place.after : null }))
    for await (const page of rows) {
      await to.add(table, page, noteOf({ name, table: table.name, after: keyOf(table, page.at(-1)) }))
      done += page.length
      onProgress(done, total)
    }
  }
  const differing: string[] = []
  const rows: Record<string, number> = {}
  for (const table of copiedTables) {
    const [one, other] = [await from.sizeOf(table), await to.sizeOf(table)]
    rows[table.name] = other.rows
    if (one.rows !== other.rows || one.revisions !== other.revisions) differing.push(table.name)
  }
  if (differing.length === 0) await to.finish()
  return { is: 'copied', isResumed: note !== null, rows, differing }
}

const unfinished = (note: Note | null): string =>
  note === null
    ? 'a copy into it was not finished, and what it noted cannot be read; give another store'
    : `a copy of ${note.name} into it was not finished; go on with that one, or give another store`

/** A copy into a store that holds anything would mix the two. */
const obstacleIn = async (to: Whole): Promise<string | null> => {
  for (const table of copiedTables)
    if ((await to.sizeOf(table)).rows > 0) return `it is not empty: it has ${table.name}`
  return null
}

/** The first page is small, for nobody knows yet how long its rows are. */
const firstLimit = 20
const mostRows = 2_000
/** About as many characters make a page. */
const pageLength = 4_000_000

async function* pagesOf(
  from: Whole,
  table: CopiedTable,
  start: CopiedRow | null,
): AsyncGenerator<readonly CopiedRow[]> {
  let [after, limit] = [start, firstLimit]
  for (;;) {
    const page = await from.page(table, after, limit)
    if (page.length > 0) yield page
    if (page.length < limit) return
    after = keyOf(table, page.at(-1))
    const length = page.reduce((sum, row) => sum + lengthOf(row), 1)
    limit = Math.max(1, Math.min(mostRows, Math.floor((pageLength / length) * page.length)))
  }
}

const lengthOf = (row: CopiedRow): number =>
  Object.values(row).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0)

const keyOf = ({ key }: CopiedTable, row: CopiedRow | undefined): CopiedRow | null =>
  row === undefined ? null : Object.fromEntries(key.map((column) => [column, row[column] ?? null]))
