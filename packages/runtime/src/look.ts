import {
  emptyThread,
  templatesFor,
  type Engine,
  type KnownTemplates,
  type Thread,
  type ThreadKey,
} from '@guichet/core'
import type { ThreadRow } from './store/rows.ts'
import type { Store } from './store/store.ts'
import { cacheOf } from './threads/cache.ts'
import type { KeptTemplates } from './threads/templates.ts'
import { readKnown } from './work/read.ts'

/** A thread as the store has it now; empty where nothing is known of it. */
export interface Found {
  readonly thread: Thread
  /** `null` when nothing is known of it. */
  readonly row: ThreadRow | null
  readonly templates: KnownTemplates
}

/** Reads threads as they are now, whoever wrote last. */
export const looker = (store: Store, engine: Engine): ((key: ThreadKey) => Promise<Found>) => {
  // Of threads nothing is kept, for another process may write; templates are known by their number.
  let templates: KeptTemplates | null = null
  return async (key) => {
    const cache = cacheOf(0)
    if (templates !== null) cache.keepTemplates(templates)
    const known = await readKnown([{ threads: [key] }], { store, engine, cache })
    templates = known.templates
    const found = known.threads[0]
    const accounts = known.phoneNumbers[0]?.accounts ?? []
    return {
      thread: found?.own.thread ?? emptyThread,
      row: found?.row ?? null,
      templates: templatesFor(known.templates.registry, accounts),
    }
  }
}
