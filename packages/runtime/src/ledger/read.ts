import type { Engine, ThreadKey } from '@guichet/core'
import { templatesFor } from '@guichet/core/store'
import type { IntentKey, IntentRow, StoredThread } from '../store/rows.ts'
import type { LedgerStore, WantedThread } from '../store/store.ts'
import type { Cache } from '../threads/cache.ts'
import { keptThread, rivalsIn, rivalsOf, threadFromEvents, type KeptThread } from '../threads/kept.ts'
import { isNamed } from '../threads/ids.ts'
import { nameOf } from '../threads/name.ts'
import { readSends } from '../threads/sends.ts'
import { readTemplates } from '../threads/templates.ts'
import { readElsewhere } from './elsewhere.ts'
import { withShared } from './shared.ts'
import { eventsOfAll, withRivals } from './streams.ts'
import { digestOf } from '../text.ts'
import { tombstoneNames } from '../tombstones.ts'
import { nameOfIntent, namesOfIntent } from '../decide/intents.ts'
import type { Known } from '../decide/known.ts'
import type { Passed } from '../decide/passed.ts'
import type { Wants } from '../decide/wants.ts'

export interface ReadInput {
  readonly store: LedgerStore
  readonly engine: Engine
  readonly cache: Cache
  /** What passed phone numbers; nothing unless given. */
  readonly passed?: Passed['within']
}

/**
 * Reads what a batch of work has to know. What the cache has is not read again; where it is decided upon, the
 * store is asked whether it is still so. Where a number was handed on, those who held it are read, too: what comes
 * late may belong to any of them.
 */
export const readKnown = async (works: readonly Wants[], input: ReadInput): Promise<Known> => {
  const asked = new Map<string, ThreadKey>()
  const isDecided = works.some(({ intents }) => intents !== undefined)
  for (;;) {
    const rivals = { threads: [...asked.values()], ...(isDecided ? { intents: [] } : {}) }
    const known = await readWanted(asked.size === 0 ? works : [...works, rivals], input)
    const size = asked.size
    for (const { own } of known.threads)
      for (const customer of rivalsOf(own.thread)) {
        const key = { phoneNumberId: own.phoneNumberId, customer }
        if (!known.threads.some(({ own: other }) => isNamed(other, key))) asked.set(nameOf(key), key)
      }
    if (asked.size > size) continue
    const read = async (threads: readonly ThreadKey[]): Promise<readonly KeptThread[]> =>
      (await readWanted([{ threads, intents: [] }], input)).threads
    const elsewhere = await readElsewhere(works, known, { ...input, read })
    return withShared(works, { ...known, elsewhere }, input)
  }
}

const readWanted = async (
  works: readonly Wants[],
  { store, engine, cache, passed = () => [] }: ReadInput,
): Promise<Known> => {
  const wanted = new Map(works.flatMap(({ threads }) => threads.map((key) => [nameOf(key), key] as const)))
  // Who decides to send must not go by what another process has changed since.
  const decided = works.filter((work) => work.intents !== undefined).flatMap((work) => work.threads)
  const isDecided = new Set(decided.map(nameOf))
  const threads = new Map<string, KeptThread>()
  /** Those that the cache has, and that are read only if they are otherwise by now. */
  const doubted = new Map<string, KeptThread>()
  const missing: WantedThread[] = []
  for (const [name, key] of wanted) {
    const kept = cache.thread(key)
    if (kept === undefined) missing.push(key)
    else if (!isDecided.has(name)) threads.set(nameOf(kept.own), kept)
    else {
      doubted.set(nameOf(kept.own), kept)
      missing.push({ ...key, known: { customer: kept.own.customer, revision: kept.row.revision } })
    }
  }
  const numbers = new Set([
    ...[...wanted.values()].map(({ phoneNumberId }) => phoneNumberId),
    ...works.flatMap(({ phoneNumbers = [] }) => phoneNumbers),
  ])
  const decidedNumbers = new Set(decided.map(({ phoneNumberId }) => phoneNumberId))
  const unknownNumbers = [...numbers].filter(
    (id) => decidedNumbers.has(id) || cache.phoneNumber(id) === undefined,
  )
  const intents = works.flatMap((work) => work.intents ?? [])
  const intentIds = works.flatMap((work) => work.intentIds ?? [])
  const isAllCached =
    missing.length + unknownNumbers.length + intents.length + intentIds.length === 0 && cache.isFresh()
  if (isAllCached)
    return {
      ...cachedOf(cache, passed, numbers, threads),
      intents: [],
      lookedUpIntents: nobody,
      lookedUp: nobody,
    }

  const digests = new Map(missing.flatMap(tombstoneNames).map((name) => [digestOf(name), name]))
  const asked = new Map(
    intents.flatMap((key) =>
      [key, ...namesOfIntent(key, cache.thread(threadOf(key))?.own ?? null)].map(
        (one) => [nameOfIntent(one), one] as const,
      ),
    ),
  )
  const loaded = await store.load({
    threads: missing,
    intents: [...asked.values()],
    intentIds,
    phoneNumbers: unknownNumbers,
    tombstones: [...digests.keys()],
  })
  for (const { digest, at } of loaded.tombstones) {
    const name = digests.get(digest)
    if (name !== undefined) cache.keepTombstone(name, at)
  }
  for (const row of loaded.phoneNumbers) cache.keepPhoneNumber(row)
  const isChanged = loaded.templates !== cache.templates().length
  cache.keepTemplates(isChanged ? await readTemplates(store) : cache.templates())
  // Another's change of a template may be older than sends that showed nothing new before it.
  if (isChanged || loaded.sends > cache.sends().readUntil)
    cache.keepSends({ sends: await readSends(store), readUntil: loaded.sends, owed: [] })
  const there = new Set([...loaded.unchanged, ...loaded.threads.map(({ row }) => row)].map(nameOf))
  for (const [name, { own }] of doubted) if (!there.has(name)) cache.forgetThread(own)
  for (const key of loaded.unchanged) {
    const kept = doubted.get(nameOf(key))
    if (kept !== undefined) threads.set(nameOf(key), kept)
  }
  for (const stored of loaded.threads) {
    const kept = await threadIn(stored, store, engine, cache)
    threads.set(nameOf(kept.own), kept)
    keepNewer(cache, kept)
  }
  const others = await otherIntents(intents, asked, threads, store)
  return {
    ...cachedOf(cache, passed, numbers, threads),
    intents: [...loaded.intents, ...others.filter(({ id }) => !loaded.intents.some((row) => row.id === id))],
    lookedUpIntents: new Set(asked.keys()),
    lookedUp: new Set(digests.values()),
  }
}

/**
 * The intents under those ids of their customers that were not known before their threads were read. What is
 * claimed since by another process is claimed of the same thread, so one of the two meets a conflict.
 */
const otherIntents = async (
  intents: readonly IntentKey[],
  asked: Map<string, IntentKey>,
  threads: ReadonlyMap<string, KeptThread>,
  store: LedgerStore,
): Promise<readonly IntentRow[]> => {
  const homes = new Map(
    [...threads.values()].flatMap(({ own }) =>
      [own.customer, ...own.aliases].map((customer) => [nameOf({ ...own, customer }), own] as const),
    ),
  )
  const others = intents
    .flatMap((key) => namesOfIntent(key, homes.get(nameOf(threadOf(key))) ?? null))
    .filter((key) => !asked.has(nameOfIntent(key)))
  if (others.length === 0) return []
  for (const key of others) asked.set(nameOfIntent(key), key)
  const nothingElse = { threads: [], intentIds: [], phoneNumbers: [], tombstones: [] }
  return (await store.load({ ...nothingElse, intents: others })).intents
}

const threadOf = ({ phoneNumberId, recipient }: IntentKey): ThreadKey => ({
  phoneNumberId,
  customer: recipient,
})

/** While it was read, it may have been written. */
const keepNewer = (cache: Cache, read: KeptThread): void => {
  const kept = cache.thread(read.own)
  if (kept === undefined || kept.row.revision < read.row.revision) cache.keepThread(read)
}

const nobody: ReadonlySet<string> = new Set()

const cachedOf = (
  cache: Cache,
  passed: Passed['within'],
  numbers: ReadonlySet<string>,
  threads: ReadonlyMap<string, KeptThread>,
): Omit<Known, 'intents' | 'lookedUpIntents' | 'lookedUp'> => ({
  threads: [...threads.values()],
  phoneNumbers: [...numbers].flatMap((id) => cache.phoneNumber(id) ?? []),
  templates: cache.templates(),
  sends: cache.sends(),
  erasedAt: cache.tombstone,
  elsewhere: [],
  counted: new Map(),
  passed,
})

const threadIn = async (
  stored: StoredThread,
  store: LedgerStore,
  engine: Engine,
  cache: Cache,
): Promise<KeptThread> => {
  const { row } = stored
  const accounts = cache.phoneNumber(row.phoneNumberId)?.accounts ?? []
  const { registry } = cache.templates()
  const { sends } = cache.sends()
  const { phoneNumberId } = row
  const kept = keptThread(stored, engine, templatesFor(registry, accounts, { sends, phoneNumberId }))
  if (kept !== null) return kept
  const rows = await withRivals(store, row, rivalsIn(stored))
  return threadFromEvents(row, await eventsOfAll(store, rows), engine, { registry, accounts, sends })
}
