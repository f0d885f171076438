import { stat } from 'node:fs/promises'
import type { Store } from '@guichet/runtime'
import { locationForms, locationOf, withoutPassword, type Location } from './location.ts'

/** May a store be made where there is none? */
export type Missing = 'make' | 'refuse'

/**
 * Opens the store of that URL, which the caller closes. What keeps it is loaded only now. A server wants SQLite in
 * a thread of its own, a command that is soon done does not wait for one. Rejects, in words
 * that show no password, where the URL is none, where there is no such store, and where it cannot be opened.
 */
export const openStore = async (
  url: string,
  missing: Missing,
  thread: 'own' | 'caller' = 'caller',
): Promise<Store> => {
  const location = locationOf(url)
  if (location === null)
    throw new Error(
      `${withoutPassword(url)} names no store; write ${locationForms}, special characters percent-encoded`,
    )
  if (location.is === 'sqlite' && missing === 'refuse' && (await isNothing(location.path)))
    throw new Error(`there is no store ${url}; guichet import makes it`)
  return open(location, thread)
}

const open = async (location: Location, thread: 'own' | 'caller'): Promise<Store> => {
  switch (location.is) {
    case 'memory':
      return (await import('@guichet/runtime')).memoryStore()
    case 'sqlite':
      return (await import('@guichet/store-sqlite')).sqliteStore({ path: location.path, thread })
    case 'postgres':
      return (await import('@guichet/store-postgres')).postgresStore({ url: location.url })
  }
}

/** No file, or one in which nothing was ever written. */
export const isNothing = async (path: string): Promise<boolean> => {
  try {
    const stats = await stat(path)
    return stats.isFile() && stats.size === 0
  } catch (error) {
    // Whatever else keeps us from it, the store tells better.
    return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  }
}
