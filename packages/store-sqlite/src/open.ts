import type { Connect, Connection, FileConnection } from './connection.ts'
import { failure, failureOf } from './failure.ts'
import { obstacleTo } from './file.ts'
import { migrate, versionOf } from './migrate.ts'
import { patiently } from './patience.ts'

/**
 * Connects to the file, makes it ours when it is empty, and brings its schema up to date. Nothing is written
 * to a file before it is known to be ours.
 *
 * Rejects with a store failure.
 */
export const open = async (
  path: string,
  migrations: readonly string[],
  busyTimeout: number,
  connect: Connect,
): Promise<FileConnection> => {
  const connection = connected(path, connect)
  try {
    await patiently(busyTimeout, () => {
      versionOf(connection, path, migrations.length)
      configure(connection, path)
      migrate(connection, path, migrations)
    })
    return connection
  } catch (thrown) {
    connection.close()
    throw obstacleBehind(thrown, path)
  }
}

const connected = (path: string, connect: Connect): FileConnection => {
  try {
    return connect(path)
  } catch (thrown) {
    throw obstacleBehind(thrown, path)
  }
}

/** SQLite says no more than that a file cannot be opened; the file system often knows why. */
const obstacleBehind = (thrown: unknown, path: string): unknown => {
  const failed = failureOf(thrown, path)
  const isVague = failed instanceof Error && 'kind' in failed && failed.kind === 'unavailable'
  return (isVague ? obstacleTo(path, thrown) : null) ?? failed
}

/** Every connection needs these anew, but for the log, which is a property of the file. */
const settings = `
  pragma busy_timeout = 0;
  pragma synchronous = full;
  pragma secure_delete = on;
  pragma cache_size = -32768;
  pragma wal_autocheckpoint = 4000;
`

const configure = (connection: Connection, path: string): void => {
  connection.execute(settings)
  const [mode] = connection.rows('pragma journal_mode = wal')[0] ?? []
  if (mode !== 'wal')
    throw failure('unsuitable', path, {
      because: 'a write-ahead log is not possible there; use a disk of this machine',
    })
}
