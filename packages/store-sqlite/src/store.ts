import { resolve } from 'node:path'
import { failure } from './failure.ts'
import { fileStore } from './file-store.ts'
import { listenTo } from './listen.ts'
import { isBuilt, startWorker } from './thread/start.ts'
import { threadStore } from './thread/thread-store.ts'
import type { Store } from '@guichet/runtime'

export interface SqliteOptions {
  /** The file; made where there is none, in a folder that is there. */
  readonly path: string
  /** For how many milliseconds an operation waits for another process's lock; 5,000 unless given. */
  readonly busyTimeout?: number
  /**
   * Where SQLite works. `own`: in a thread of the store's own, so that the caller goes on while it reads and
   * waits for the disk. `caller`: in the thread that calls, which stands still meanwhile. Unless given it is
   * `own`, but `caller` where the package runs from its TypeScript sources, which Node starts no thread from.
   */
  readonly thread?: 'own' | 'caller'
}

/**
 * Opens the store in a SQLite file of this machine, which several processes may use at once.
 *
 * Rejects with a `StoreFailure`: `unsuitable` for another application's file or a newer schema, `corrupt`,
 * `read-only`, `full`, `locked`, `unavailable`.
 */
export const sqliteStore = async ({
  path,
  busyTimeout = 5_000,
  thread = isBuilt ? 'own' : 'caller',
}: SqliteOptions): Promise<Store> => {
  if (path === '' || path === ':memory:')
    throw failure('unsuitable', `"${path}"`, { because: 'a store needs a file' })
  const options = { path: resolve(path), busyTimeout }
  const calls = await (thread === 'caller'
    ? fileStore(options)
    : threadStore(startWorker(options), options.path))
  const { dataVersion, ...store } = calls
  return { ...store, listen: listenTo({ dataVersion }) }
}
