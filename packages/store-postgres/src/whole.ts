import pg from 'pg'
import { revisionModulus, type CopiedRow, type CopiedTable, type Whole } from '@guichet/runtime'
import { connectionsTo } from './connections.ts'
import { migrate } from './migrate.ts'
import { withDefaults, type PostgresOptions } from './options.ts'
import { placeOf } from './place.ts'
import { noteIn } from './unfinished.ts'

/** Opens all that a schema holds, to be copied. Makes the schema where there is none. Rejects with a store failure. */
export const postgresWhole = async (options: PostgresOptions): Promise<Whole> => {
  const settings = withDefaults(options)
  const connections = connectionsTo(settings, placeOf(settings.url, settings.schema))
  try {
    await migrate(connections)
  } catch (failure) {
    await connections.close()
    throw failure
  }
  const schema = pg.escapeIdentifier(settings.schema)
  const { query, transaction } = connections
  return {
    sizeOf: async ({ name, hasRevisions }) => {
      const revisions = hasRevisions ? `coalesce(sum(revision % ${revisionModulus}), 0)::bigint` : '0'
      const { rows } = await query<{ rows: number; revisions: number }>(
        `SELECT count(*) AS rows, ${revisions} AS revisions FROM ${schema}.${name}`,
      )
      return rows[0] ?? { rows: 0, revisions: 0 }
    },
    page: async (table, after, limit) => {
      const beyond = after === null ? [] : table.key.map((column) => after[column] ?? null)
      const { rows } = await query<CopiedRow>(pageOf(schema, table, after !== null), [limit, ...beyond])
      return rows
    },
    add: (table, rows, note) =>
      transaction(async (ask) => {
        if (rows.length > 0)
          await ask(addTo(schema, table), [JSON.stringify(rows.map((row) => inColumns(table, row)))])
        await ask(`CREATE TABLE IF NOT EXISTS ${schema}.unfinished_copy
          (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), note text NOT NULL)`)
        await ask(
          `INSERT INTO ${schema}.unfinished_copy (note) VALUES ($1)
            ON CONFLICT (only_one) DO UPDATE SET note = excluded.note`,
          [note],
        )
      }),
    note: () => noteIn(connections, schema),
    finish: async () => {
      // Places that were copied are not given again.
      await query(
        `SELECT setval('${schema.replaceAll("'", "''")}.job_places', coalesce(max(place), 0) + 1, false) FROM ${schema}.jobs`,
      )
      await query(`DROP TABLE IF EXISTS ${schema}.unfinished_copy`)
    },
    close: connections.close,
  }
}

const list = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(', ')

/** A flag is a number elsewhere. */
const flag = 'is_open'

const pageOf = (schema: string, { name, columns, key }: CopiedTable, isLater: boolean): string => {
  const read = columns.map((column) => (column === flag ? `${flag}::int AS ${flag}` : `"${column}"`))
  const later = `WHERE (${list(key)}) > (${key.map((_, index) => `$${index + 2}`).join(', ')})`
  return `SELECT ${read.join(', ')} FROM ${schema}.${name} ${isLater ? later : ''} ORDER BY ${list(key)} LIMIT $1`
}

/** Templates are counted as they are added, so that nobody has to count them later. */
const addTo = (schema: string, { name, columns }: CopiedTable): string => {
  const isCounted = name === 'templates'
  const count = `, (SELECT coalesce(max(count), 0) FROM ${schema}.templates) + row_number() OVER (ORDER BY ordinal)`
  return `INSERT INTO ${schema}.${name} (${list(columns)}${isCounted ? ', count' : ''})
    SELECT ${list(columns)}${isCounted ? count : ''} FROM json_populate_recordset(NULL::${schema}.${name}, $1)`
}

const inColumns = ({ columns }: CopiedTable, row: CopiedRow): Readonly<Record<string, unknown>> =>
  columns.includes(flag) ? { ...row, [flag]: row[flag] === 1 } : row
