import type { Instant, ThreadKey } from '@guichet/core'
import { emptyRegistry } from '@guichet/core/store'
import type { PhoneNumberRow } from '../store/rows.ts'
import type { KeptThread } from './kept.ts'
import { unreadSends, type KeptSends } from './sends.ts'
import type { KeptTemplates } from './templates.ts'
import { nameOf } from './name.ts'

/**
 * What was read or written last. It may be out of date where several processes share a store: a commit
 * names the revisions that it goes by, so a wrong one costs a second try and never a wrong decision.
 */
export interface Cache {
  readonly thread: (key: ThreadKey) => KeptThread | undefined
  readonly phoneNumber: (id: string) => PhoneNumberRow | undefined
  readonly templates: () => KeptTemplates
  readonly sends: () => KeptSends
  /** Were the templates read since somebody else was seen to write? */
  readonly isFresh: () => boolean
  /** The instant of the tombstone of that name, such as a customer's id; `null` where there is none, as far as it was looked up. */
  readonly tombstone: (name: string) => Instant | null
  readonly keepTombstone: (name: string, at: Instant) => void
  readonly keepThread: (kept: KeptThread) => void
  readonly keepPhoneNumber: (row: PhoneNumberRow) => void
  readonly keepTemplates: (templates: KeptTemplates) => void
  readonly keepSends: (sends: KeptSends) => void
  readonly forgetPhoneNumber: (id: string) => void
  readonly doubtTemplates: () => void
  readonly forgetThread: (key: ThreadKey) => void
}

/** Keeps that many threads, those that were used last. */
export const cacheOf = (mostThreads: number): Cache => {
  const threads = new Map<string, KeptThread>()
  /** Which thread an id leads to. */
  const homes = new Map<string, string>()
  const phoneNumbers = new Map<string, PhoneNumberRow>()
  /** Erased ids are few, and forgetting one would let an erased customer come back. */
  const tombstones = new Map<string, Instant>()
  let templates: KeptTemplates = { registry: emptyRegistry, length: 0 }
  let sends = unreadSends
  let isFresh = false

  const namesOf = ({ own }: KeptThread): readonly string[] =>
    [own.customer, ...own.aliases].map((customer) => nameOf({ ...own, customer }))
  const drop = (home: string): void => {
    const kept = threads.get(home)
    if (kept === undefined) return
    threads.delete(home)
    for (const name of namesOf(kept)) if (homes.get(name) === home) homes.delete(name)
  }
  /** Also the thread that is kept under the id itself, where the id leads elsewhere by now. */
  const forgetThread = (key: ThreadKey): void => {
    const name = nameOf(key)
    drop(homes.get(name) ?? name)
    drop(name)
  }
  return {
    thread: (key) => {
      const home = homes.get(nameOf(key))
      const kept = home === undefined ? undefined : threads.get(home)
      if (home === undefined || kept === undefined) return undefined
      threads.delete(home)
      threads.set(home, kept)
      return kept
    },
    phoneNumber: (id) => phoneNumbers.get(id),
    templates: () => templates,
    sends: () => sends,
    isFresh: () => isFresh,
    tombstone: (name) => tombstones.get(name) ?? null,
    keepTombstone: (name, at) => tombstones.set(name, at),
    keepThread: (kept) => {
      const home = nameOf(kept.own)
      threads.delete(home)
      threads.set(home, kept)
      for (const name of namesOf(kept)) {
        // An id leads to one thread: what was known of it under another one is out of date.
        const before = homes.get(name)
        if (before !== undefined && before !== home) drop(before)
        homes.set(name, home)
      }
      for (const oldest of threads.keys()) {
        if (threads.size <= mostThreads) break
        drop(oldest)
      }
    },
    keepPhoneNumber: (row) => phoneNumbers.set(row.id, row),
    keepTemplates: (now) => {
      templates = now
      isFresh = true
    },
    keepSends: (now) => {
      sends = now
    },
    forgetPhoneNumber: (id) => phoneNumbers.delete(id),
    doubtTemplates: () => {
      isFresh = false
    },
    forgetThread,
  }
}
