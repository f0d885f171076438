import { resolve } from 'node:path'
import type { Whole } from '@guichet/runtime'
import { locationForms, locationOf, withoutPassword, type Location } from './location.ts'
import { isNothing, type Missing } from './open.ts'

/** A whole store, and a canonical name of its URL. */
export interface NamedWhole {
  readonly whole: Whole
  readonly name: string
}

/**
 * Opens the whole store of that URL, which the caller closes. Rejects with a readable error without a
 * password.
 */
export const openWhole = async (url: string, missing: Missing): Promise<NamedWhole> => {
  const location = locationOf(url)
  if (location === null)
    throw new Error(
      `${withoutPassword(url)} is not the URL of a store; write ${locationForms}, with special ` +
        'characters percent-encoded',
    )
  if (location.is === 'sqlite' && missing === 'refuse' && (await isNothing(location.path)))
    throw new Error(`the store ${url} does not exist`)
  return open(location)
}

const open = async (location: Location): Promise<NamedWhole> => {
  switch (location.is) {
    case 'memory':
      throw new Error('a memory: store ends with its process; copy from and to sqlite:PATH or postgres://…')
    case 'sqlite':
      return {
        whole: await (await import('@guichet/store-sqlite')).sqliteWhole(location.path),
        name: `sqlite:${resolve(location.path)}`,
      }
    case 'postgres':
      return {
        whole: await (await import('@guichet/store-postgres')).postgresWhole({ url: location.url }),
        name: withoutPassword(location.url),
      }
    case 'restate':
      throw new Error('a cluster is not copied; copy its read model, and back the cluster up by snapshots')
  }
}
