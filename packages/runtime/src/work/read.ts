import { templatesFor, type Engine, type ThreadKey } from '@guichet/core'
import type { EventRow, StoredThread } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Cache } from '../threads/cache.ts'
import { keptThread, threadFromEvents, type KeptThread } from '../threads/kept.ts'
import { nameOf } from '../threads/name.ts'
import { readTemplates } from '../threads/templates.ts'
import { digestOf } from '../text.ts'
import type { Known } from './known.ts'
import type { Work } from './work.ts'

/** Reads what a batch of work has to know. What the cache has is not read again. */
export const readKnown = async (
  works: readonly Omit<Work<unknown>, 'run'>[],
  { store, engine, cache }: { readonly store: Store; readonly engine: Engine; readonly cache: Cache },
): Promise<Known> => {
  const wanted = new Map(works.flatMap(({ threads }) => threads.map((key) => [nameOf(key), key] as const)))
  // Who decides to send must not go by what another process has changed since.
  const decided = works.filter((work) => work.intents !== undefined).flatMap((work) => work.threads)
  const isDecided = new Set(decided.map(nameOf))
  const threads = new Map<string, KeptThread>()
  const missing: ThreadKey[] = []
  for (const [name, key] of wanted) {
    const kept = isDecided.has(name) ? undefined : cache.thread(key)
    if (kept === undefined) missing.push(key)
    else threads.set(nameOf(kept.own), kept)
  }
  const numbers = new Set([...wanted.values()].map(({ phoneNumberId }) => phoneNumberId))
  const decidedNumbers = new Set(decided.map(({ phoneNumberId }) => phoneNumberId))
  const unknownNumbers = [...numbers].filter(
    (id) => decidedNumbers.has(id) || cache.phoneNumber(id) === undefined,
  )
  const intents = works.flatMap((work) => work.intents ?? [])
  const intentIds = works.flatMap((work) => work.intentIds ?? [])
  const isAllCached =
    missing.length + unknownNumbers.length + intents.length + intentIds.length === 0 && cache.isFresh()
  if (isAllCached) return { ...cachedOf(cache, numbers, threads), intents: [], lookedUp: nobody }

  const digests = new Map(missing.map(({ customer }) => [digestOf(customer), customer]))
  const loaded = await store.load({
    threads: missing,
    intents,
    intentIds,
    phoneNumbers: unknownNumbers,
    tombstones: [...digests.keys()],
  })
  for (const { digest, at } of loaded.tombstones) {
    const customer = digests.get(digest)
    if (customer !== undefined) cache.keepTombstone(customer, at)
  }
  for (const row of loaded.phoneNumbers) cache.keepPhoneNumber(row)
  const isChanged = loaded.templates !== cache.templates().length
  cache.keepTemplates(isChanged ? await readTemplates(store) : cache.templates())
  for (const stored of loaded.threads) {
    const kept = await threadOf(stored, store, engine, cache)
    threads.set(nameOf(kept.own), kept)
  }
  return {
    ...cachedOf(cache, numbers, threads),
    intents: loaded.intents,
    lookedUp: new Set(missing.map(({ customer }) => customer)),
  }
}

const nobody: ReadonlySet<string> = new Set()

const cachedOf = (
  cache: Cache,
  numbers: ReadonlySet<string>,
  threads: ReadonlyMap<string, KeptThread>,
): Omit<Known, 'intents' | 'lookedUp'> => ({
  threads: [...threads.values()],
  phoneNumbers: [...numbers].flatMap((id) => cache.phoneNumber(id) ?? []),
  templates: cache.templates(),
  erasedAt: cache.tombstone,
})

const threadOf = async (
  stored: StoredThread,
  store: Store,
  engine: Engine,
  cache: Cache,
): Promise<KeptThread> => {
  const { row } = stored
  const accounts = cache.phoneNumber(row.phoneNumberId)?.accounts ?? []
  const templates = templatesFor(cache.templates().registry, accounts)
  return (
    keptThread(stored, engine, templates) ??
    threadFromEvents(row, await allEvents(store, row), engine, templates)
  )
}

const pageSize = 5_000

/** The whole stream of a thread. */
export const allEvents = async (store: Store, key: ThreadKey): Promise<readonly EventRow[]> => {
  const events: EventRow[] = []
  for (;;) {
    const page = await store.events(key, { after: events.at(-1)?.ordinal ?? 0, limit: pageSize })
    events.push(...page)
    if (page.length < pageSize) return events
  }
}
