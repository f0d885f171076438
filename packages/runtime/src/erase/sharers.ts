import type { Engine, Instant } from '@guichet/core'
import type { StoredThread, ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Cache } from '../threads/cache.ts'
import { rivalsIn } from '../threads/kept.ts'
import { nameOf } from '../threads/name.ts'
import { readKnown } from '../ledger/read.ts'
import { eventsOfAll } from '../ledger/streams.ts'
import { nothingAnew, withoutErased, type Held, type WithoutErased } from './without-erased.ts'

/** The erased threads of a phone number that have to do with each other, and what comes of erasing them. */
export interface Share extends WithoutErased {
  readonly erased: readonly ThreadRow[]
  /** These, and those of others with whom they shared a number. */
  readonly rows: readonly ThreadRow[]
}

interface Reading {
  readonly store: Store
  readonly engine: Engine
  readonly cache: Cache
  readonly now: Instant
}

/** Reads what erasing those threads has to know, and says what comes of it. */
export const sharesOf = async (
  threads: readonly StoredThread[],
  input: Reading,
): Promise<readonly Share[]> => {
  const { store, engine, now } = input
  const names = new Set(threads.map(({ row }) => nameOf(row)))
  const shares: Share[] = []
  const done = new Set<string>()
  for (const stored of threads) {
    const { row } = stored
    if (done.has(nameOf(row))) continue
    if (rivalsIn(stored).length === 0) {
      shares.push({ rows: [row], erased: [row], anew: nothingAnew([row]), held: [] })
      continue
    }
    const { phoneNumberId, customer } = row
    // Decided upon, so that what the cache has is what the store has.
    const known = await readKnown([{ threads: [{ phoneNumberId, customer }], intents: [] }], input)
    const rows = known.threads.map((kept) => kept.row)
    const erased = rows.filter((one) => names.has(nameOf(one)))
    for (const one of erased) done.add(nameOf(one))
    const without = withoutErased(engine, {
      known,
      events: await eventsOfAll(store, rows),
      intents: await store.intentsTo(phoneNumberId, rows.flatMap(idsOf), allIntents),
      isErased: (thread) => names.has(nameOf(thread.row)),
      now,
    })
    shares.push({ rows, erased, ...without })
  }
  return shares
}

/**
 * The intents under those numbers to others at other phone numbers, to be put back. An erasure removes what is addressed
 * to a number of the erased, wherever that is.
 */
export const intentsOfOthers = async (
  store: Store,
  ids: readonly string[],
  shares: readonly Share[],
): Promise<Share['anew']['intents']> => {
  if (ids.length === 0) return []
  const numbers = (await store.phoneNumbers()).map(({ id }) => id)
  const { threads } = await store.load({
    threads: numbers.flatMap((phoneNumberId) => ids.map((customer) => ({ phoneNumberId, customer }))),
    intents: [],
    intentIds: [],
    phoneNumbers: [],
    tombstones: [],
  })
  const done = new Set(shares.flatMap(({ rows }) => rows.map(nameOf)))
  const others = threads.filter(({ row }) => ids.includes(row.customer) && !done.has(nameOf(row)))
  const found = others.map(({ row }) => store.intentsTo(row.phoneNumberId, [row.customer], allIntents))
  return (await Promise.all(found)).flat().map((row) => ({ ...row, expected: 0 }))
}

/** More than one phone number has with some customers. */
const allIntents = 1_000_000

const idsOf = ({ customer, aliases }: ThreadRow): readonly string[] => [customer, ...aliases]

/** All that is written anew, as one. */
export const anewOf = (shares: readonly Share[]): Share['anew'] => ({
  expectedThreads: shares.flatMap(({ anew }) => anew.expectedThreads),
  removedClaims: shares.flatMap(({ anew }) => anew.removedClaims),
  threads: shares.flatMap(({ anew }) => anew.threads),
  ids: shares.flatMap(({ anew }) => anew.ids),
  claims: shares.flatMap(({ anew }) => anew.claims),
  findings: shares.flatMap(({ anew }) => anew.findings),
  removedIntents: shares.flatMap(({ anew }) => anew.removedIntents),
  intents: shares.flatMap(({ anew }) => anew.intents),
})

/**
 * From the first to the last instant at which the erased held the numbers that were others', too; `others` are those
 * that others hold at other phone numbers. At a phone number where nobody else held one of these, it was theirs all the
 * time.
 */
export const heldIn = (shares: readonly Share[], others: ReadonlySet<string>): ReadonlyMap<string, Held> => {
  const spans = shares.flatMap((share) => share.held)
  const shared = new Set([...others, ...spans.map(({ id }) => id)])
  const always = shares.flatMap((share) =>
    share.erased
      .flatMap(idsOf)
      .filter((id) => shared.has(id) && !share.held.some((one) => one.id === id))
      .map((id): Held => ({ id, since: -Infinity, until: Infinity })),
  )
  const held = new Map<string, Held>()
  for (const span of [...spans, ...always]) held.set(span.id, spanning(held.get(span.id) ?? span, span))
  return held
}

/** From the beginning of the one to the end of the other; what lasted for no time widens nothing. */
const spanning = (one: Held, other: Held): Held =>
  other.until < other.since
    ? one
    : one.until < one.since
      ? other
      : { ...one, since: Math.min(one.since, other.since), until: Math.max(one.until, other.until) }
