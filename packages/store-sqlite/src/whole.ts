import { resolve } from 'node:path'
import { whole, type Column } from './columns.ts'
import type { Connection, Row, Value } from './connection.ts'
import { failure } from './failure.ts'
import { migrations } from './schema.ts'
import { openSession } from './session.ts'
import type { CopiedRow, CopiedTable, Whole } from '@guichet/runtime'

/** Opens all that a SQLite file holds, to be copied. Makes the file where there is none. Rejects with a store failure. */
export const sqliteWhole = async (path: string, busyTimeout = 5_000): Promise<Whole> => {
  const { read, write, close } = await openSession({ path: resolve(path), migrations, busyTimeout })
  return {
    sizeOf: (table) =>
      read(({ rows }) => {
        const [size] = rows(sizes(table))
        return { rows: whole(size?.[0]), revisions: whole(size?.[1]) }
      }),
    page: (table, after, limit) =>
      read(({ rows }) => {
        const beyond = after === null ? [] : table.key.map((column) => after[column] ?? null)
        return rows(pages(table, after !== null), [...beyond, limit]).map((row) => named(table, row))
      }),
    add: (table, rows, note) =>
      write(({ run, execute }) => {
        const adding = adds(table)
        for (const row of rows)
          run(
            adding,
            table.columns.map((column) => row[column] ?? null),
          )
        execute(makeNote)
        run(putNote, [note])
      }),
    note: () => read(noteIn),
    finish: () => write(({ execute }) => execute('drop table if exists unfinished_copy')),
    close,
  }
}

/** Throws where a copy into the file was not finished: half of a store must not be taken for one. */
export const refuseUnfinished = (connection: Connection, path: string): void => {
  if (noteIn(connection) !== null)
    throw failure('unsuitable', path, {
      because: 'a copy into it was not finished; run guichet copy once more, or remove the file',
    })
}

const makeNote = `
  create table if not exists unfinished_copy
    (only_one integer primary key check (only_one = 1), note text not null) strict`
const putNote = `
  insert into unfinished_copy (only_one, note) values (1, ?)
  on conflict do update set note = excluded.note`

const noteIn = ({ rows }: Connection): string | null => {
  const isThere =
    rows("select 1 from sqlite_schema where type = 'table' and name = 'unfinished_copy'").length > 0
  const note: Column = isThere ? rows('select note from unfinished_copy')[0]?.[0] : null
  return typeof note === 'string' ? note : null
}

/** Only one column has another name here, for `index` is a word of SQL. */
const own = (column: string): string => (column === 'index' ? 'part' : column)
const list = (columns: readonly string[]): string => columns.map(own).join(', ')

const sizes = ({ name, hasRevisions }: CopiedTable): string =>
  `select count(*), ${hasRevisions ? `coalesce(sum(revision % ${modulus}), 0)` : '0'} from ${name}`

const pages = ({ name, columns, key }: CopiedTable, isLater: boolean): string => `
  select ${list(columns)} from ${name}
  ${isLater ? `where (${list(key)}) > (${key.map(() => '?').join(', ')})` : ''}
  order by ${list(key)} limit ?`

const adds = ({ name, columns }: CopiedTable): string =>
  `insert into ${name} (${list(columns)}) values (${columns.map(() => '?').join(', ')})`

const named = ({ columns }: CopiedTable, row: Row): CopiedRow =>
  Object.fromEntries(columns.map((column, index): [string, Value] => [column, row[index] ?? null]))

/** `revisionModulus` of the runtime, which the store's thread does not load. */
const modulus = 1_000_003
