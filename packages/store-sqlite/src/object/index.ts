/**
 * Guichet's store in a durable object of Cloudflare's, or of workerd: `durableObjectStore(ctx.storage)`.
 *
 * @module
 */
import type { Capabilities, Store } from '@guichet/runtime'
import { addAndTake } from '../add-and-take.ts'
import { callsOn } from '../calls.ts'
import { openObject } from './session.ts'
import type { ObjectStorage } from './storage.ts'

export type { ObjectCursor, ObjectStorage } from './storage.ts'

const capabilities: Capabilities = { name: 'durable-object', isDurable: true, isShared: false }

/**
 * The store in the SQLite of a durable object (a class in `new_sqlite_classes`). Makes its tables where there are none, and
 * brings them up to date.
 *
 * Throws a `StoreFailure`: `unsuitable` for another application's tables or a newer schema.
 */
export const durableObjectStore = (storage: ObjectStorage): Store => {
  const heard = listenersOf(storage)
  const own = new Set<Listener>()
  const session = openObject(storage, () => {
    for (const listener of heard) if (!own.has(listener)) listener({ is: 'reload' })
  })
  return {
    capabilities,
    ...callsOn(session),
    prove: () => addAndTake(session),
    listen: (listener) => {
      // A function of its own, for one may listen twice.
      const listening: Listener = (changed) => listener(changed)
      for (const all of [heard, own]) all.add(listening)
      return () => {
        for (const all of [heard, own]) all.delete(listening)
      }
    },
  }
}

type Listener = Parameters<Store['listen']>[0]

/** Nobody else writes to an object: who listens to its stores is in its memory. */
const listenersOf = (storage: ObjectStorage): Set<Listener> => {
  const known = listeners.get(storage) ?? new Set<Listener>()
  listeners.set(storage, known)
  return known
}

const listeners = new WeakMap<ObjectStorage, Set<Listener>>()
