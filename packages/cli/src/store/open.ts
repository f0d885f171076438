import { stat } from 'node:fs/promises'
import type { Store } from '@guichet/runtime'
import { locationForms, locationOf, urlsIn, withoutPassword, type Location } from './location.ts'

/** May a missing store be created? */
export type Missing = 'make' | 'refuse'

/**
 * Opens the store of that URL, which the caller closes. The code of the store is loaded only now. A server
 * runs SQLite in a thread of its own; a short command does not wait for one. Rejects with a readable error,
 * without a password, if the URL is invalid, if the store does not exist, and if it cannot be opened.
 */
export const openStore = async (
  url: string,
  missing: Missing,
  thread: 'own' | 'caller' = 'caller',
): Promise<Store> => {
  const location = locationOf(url)
  if (location === null)
    throw new Error(
      `${withoutPassword(url)} is not the URL of a store; write ${locationForms}, with special ` +
        'characters percent-encoded',
    )
  if (location.is === 'sqlite' && missing === 'refuse' && (await isNothing(location.path)))
    throw new Error(`the store ${url} does not exist; guichet import creates it`)
  return open(location, thread)
}

/** Opens the stores of those URLs, comma-separated; of PostgreSQL alone, for a file is used by one process. */
export const openStores = async (
  urls: string,
  missing: Missing,
  thread: 'own' | 'caller' = 'caller',
): Promise<readonly Store[]> => {
  const each = urlsIn(urls)
  if (new Set(each).size < each.length) throw new Error('the same store is named twice')
  const stores: Store[] = []
  try {
    for (const url of each) stores.push(await openStore(url, missing, thread))
    return stores
  } catch (error) {
    for (const store of stores) await store.close()
    throw error
  }
}

const open = async (location: Location, thread: 'own' | 'caller'): Promise<Store> => {
  switch (location.is) {
    case 'memory':
      return (await import('@guichet/runtime')).memoryStore()
    case 'sqlite':
      return (await import('@guichet/store-sqlite')).sqliteStore({ path: location.path, thread })
    case 'postgres':
      return (await import('@guichet/store-postgres')).postgresStore({ url: location.url })
    case 'restate': {
      const { addresses, readModel } = location
      const { openRestateStore } = await import('@guichet/ledger-restate')
      const opened = readModel === null ? undefined : await openStore(readModel, 'make', thread)
      return openRestateStore({ addresses, readModel: opened })
    }
  }
}

/** The file is missing or empty. */
export const isNothing = async (path: string): Promise<boolean> => {
  try {
    const stats = await stat(path)
    return stats.isFile() && stats.size === 0
  } catch (error) {
    // Opening the store gives a better error for other failures.
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  }
}
