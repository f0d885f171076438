import { describe } from 'vitest'
import { sqliteStore, type SqliteOptions } from '../../src/index.ts'
import type { Thread } from './processes.ts'
import type { Store } from '@guichet/runtime'

/** Opens a store in the thread that is tested. */
export type Open = (options: Pick<SqliteOptions, 'path' | 'busyTimeout'>) => Promise<Store>

/** Tests a store that works in the caller's thread, and one that works in its own, which is taken from `dist`. */
export const inEachThread = (tests: (open: Open, thread: Thread) => void): void =>
  describe.each(['own', 'caller'] as const)('in the thread: %s', (thread) =>
    tests((options) => sqliteStore({ ...options, thread }), thread),
  )
