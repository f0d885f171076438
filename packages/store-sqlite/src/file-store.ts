import { whole } from './columns.ts'
import { callsOn } from './calls.ts'
import { migrations } from './schema.ts'
import { prove } from './prove.ts'
import { openSession, type SessionOptions } from './session.ts'
import { refuseUnfinished } from './whole.ts'
import type { Capabilities, Store } from '@guichet/runtime'

/** Which file, and how it is opened. */
export type FileOptions = Omit<SessionOptions, 'migrations'>

/** What works on the file: everything but waiting for others, which polls the version. */
export interface FileCalls extends Omit<Store, 'ledger' | 'listen' | 'members'> {
  /** A number that is another one after every commit of another connection. */
  readonly dataVersion: () => Promise<number>
}

export const capabilities: Capabilities = { name: 'sqlite', isDurable: true, isShared: true }

/**
 * Opens the store in a SQLite file. All of it works in the thread that calls: nothing else happens there while
 * SQLite reads, or waits for the disk.
 *
 * Rejects with a store failure.
 */
export const fileStore = async (options: FileOptions): Promise<FileCalls> => {
  const session = await openSession({ ...options, migrations })
  try {
    await session.read((connection) => refuseUnfinished(connection, options.path))
  } catch (thrown) {
    await session.close()
    throw thrown
  }

  return {
    capabilities,
    ...callsOn(session),
    prove: () => prove(session, options.path),
    dataVersion: () => session.read(({ rows }) => whole(rows('pragma data_version')[0]?.[0])),
  }
}
