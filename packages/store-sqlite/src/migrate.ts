import { failure } from './failure.ts'
import type { Connection, FileConnection } from './connection.ts'

/** The table with a row for every step that the file has had; a file without it is not ours. */
const table = 'guichet_schema'

/**
 * Which version the file has: 0 for an empty one.
 *
 * Throws `unsuitable` for another application's file and for a version newer than `newest`.
 */
export const versionOf = (connection: Connection, path: string, newest: number): number => {
  const names = connection.rows("select name from sqlite_schema where type = 'table'").map(([name]) => name)
  if (names.length === 0) return 0
  if (!names.includes(table))
    throw failure('unsuitable', path, { because: 'it is a database of another application' })
  return storedVersion(connection, path, newest)
}

/** The version of a file that has been opened before. Another process may have given it a newer one since. */
export const storedVersion = (connection: Connection, path: string, newest: number): number => {
  const version = Number(connection.rows(`select max(version) from ${table}`)[0]?.[0] ?? 0)
  if (version > newest)
    throw failure('unsuitable', path, {
      because: `it has version ${version} of the schema and this release knows ${newest}; run a newer release`,
    })
  return version
}

/** Takes the steps that the file has not had. A second process finds them taken. */
export const migrate = (connection: FileConnection, path: string, migrations: readonly string[]): void => {
  connection.execute('begin immediate')
  try {
    migrateBy(connection, path, migrations)
    connection.execute('commit')
  } catch (thrown) {
    if (connection.isInTransaction()) connection.execute('rollback')
    throw thrown
  }
}

/** The same inside a transaction that the caller has begun. */
export const migrateBy = (connection: Connection, path: string, migrations: readonly string[]): void => {
  const version = versionOf(connection, path, migrations.length)
  connection.execute(`create table if not exists ${table} (version integer primary key not null) strict`)
  for (const [index, step] of migrations.entries())
    if (index >= version) {
      connection.execute(step)
      connection.execute(`insert into ${table} values (${index + 1})`)
    }
  connection.execute(proof)
}

/**
 * Changes nothing, but needs to be allowed to. A file that may only be read opens without complaint, and that
 * is better told now than with the first change.
 */
const proof = `delete from ${table} where version < 1`
