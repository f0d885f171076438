import { storeFailure } from '@guichet/runtime'
import pg from 'pg'
import type { Connections } from './connections.ts'
import { inWords, type Place } from './place.ts'
import { migrations } from './schema/migrations.ts'

/** The version that this code makes and needs. */
export const ownVersion: number = migrations.length

/**
 * Brings the schema to our version. An up-to-date one is only looked at, so that this needs no right to
 * create anything. Otherwise an advisory lock lets one process at a time do it; the others find it done.
 */
export const migrate = async (connections: Connections): Promise<void> => {
  const { place } = connections
  const schema = pg.escapeIdentifier(place.schema)
  const known = await connections.query<{ found: boolean }>('SELECT to_regclass($1) IS NOT NULL AS found', [
    `${schema}.version`,
  ])
  if (known.rows[0]?.found === true) {
    const { rows } = await connections.query<Version>(versionOf(schema))
    if (isCurrent(rows[0]?.version ?? 0, place)) return
  }
  await connections.transaction((query) => migrateAlone(query, schema, place))
}

interface Version {
  readonly version: number
}

const versionOf = (schema: string): string => `SELECT max(version) AS version FROM ${schema}.version`

const migrateAlone = async (query: Connections['query'], schema: string, place: Place): Promise<void> => {
  await query(`SELECT pg_advisory_xact_lock(hashtext('guichet'), hashtext($1))`, [place.schema])
  const { rows: schemas } = await query('SELECT FROM pg_namespace WHERE nspname = $1', [place.schema])
  if (schemas.length === 0) await query(`CREATE SCHEMA ${schema}`)
  await query(`CREATE TABLE IF NOT EXISTS ${schema}.version (
    version integer PRIMARY KEY, migrated_at timestamptz NOT NULL DEFAULT now())`)
  const { rows } = await query<Version>(versionOf(schema))
  const version = rows[0]?.version ?? 0
  if (isCurrent(version, place)) return
  await query(`SET LOCAL search_path = ${schema}, pg_temp`)
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    await query(migration(schema))
    await query('INSERT INTO version VALUES ($1)', [index + 1])
  }
}

const isCurrent = (version: number, place: Place): boolean => {
  if (version > ownVersion)
    throw storeFailure(
      'unsuitable',
      `${inWords(place)}: it was made by a newer version of Guichet (${version}; this one knows ${ownVersion}). Use that version.`,
    )
  return version === ownVersion
}
