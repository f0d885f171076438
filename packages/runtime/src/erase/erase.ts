import type { Duration, Engine, Instant, ThreadKey } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import type { Erasure } from '../store/erasure.ts'
import type { StoredThread, ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { storableId } from '../text.ts'
import type { Cache } from '../threads/cache.ts'
import { nameOf } from '../threads/name.ts'
import { atNumbers, storedTombstone, tombstonesOfHeld, type NamedTombstone } from '../tombstones.ts'
import { anewOf, heldIn, intentsOfOthers, sharesOf } from './sharers.ts'

/** What was erased: the threads that are no more, and all ids by which the customer was known. */
export interface Erased {
  readonly threads: readonly ThreadKey[]
  readonly customers: readonly string[]
}

/** What an erasure did besides. */
export interface ErasedWith extends Erased {
  /** All that changed in the store. */
  readonly erasures: readonly Pick<Erasure, 'threads' | 'anew'>[]
  readonly tombstones: readonly NamedTombstone[]
}

/** An id in a JSON text, where quotes and the like are escaped. */
const waysToWrite = (id: string): readonly string[] => [...new Set([id, JSON.stringify(id).slice(1, -1)])]

interface EraseInput {
  readonly store: Store
  readonly engine: Engine
  readonly cache: Cache
  readonly now: Instant
  /** How far ahead of our clock a stored event counts. */
  readonly ahead: Duration
}

/**
 * Forgets a customer, under every id and at every phone number of the store, or of the part that it is, as the law may
 * ask. Tombstones stay: what
 * happened until now does not come back with a late webhook; what the customer writes from now on does. Others who
 * held one of the customer's numbers have what they would have if the customer had never been there (ID-11).
 */
export const eraseCustomer = async (customer: string, input: EraseInput): Promise<ErasedWith> => {
  const customers = new Set<string>(customer === '' ? [] : [storableId(customer)])
  const threads = new Map<string, ThreadKey>()
  const erasures: Erasure[] = []
  const tombstones = new Map<string, NamedTombstone>()
  let step: Step | null = customer === '' ? null : { ids: [...customers], at: input.now }
  // What was being taken in when the list was made is found by looking again, once the tombstones stand.
  for (let round = 0; round < mostRounds && step !== null; round++) {
    const done: Done | null = await eraseOnce(customer, step, round === 0, input)
    if (done !== null) {
      for (const row of done.erased) threads.set(nameOf(row), keyOf(row))
      for (const id of done.ids) customers.add(id)
      for (const one of done.tombstones) tombstones.set(one.name, one)
      erasures.push(done.erasure)
    }
    step = done === null ? null : done.next
  }
  return {
    threads: [...threads.values()],
    customers: [...customers],
    erasures,
    tombstones: [...tombstones.values()],
  }
}

const mostRounds = 10

/** By which ids the customer is looked for, and until when what happened is forgotten. */
interface Step {
  readonly ids: readonly string[]
  readonly at: Instant
}

interface Done {
  readonly erasure: Erasure
  readonly erased: readonly ThreadRow[]
  /** All ids of the customer. */
  readonly ids: readonly string[]
  readonly tombstones: readonly NamedTombstone[]
  readonly next: Step
}

/** After so many lost races something else must be wrong. */
const mostConflicts = 200

/** Erases what is there; `null` where nothing is left to do. */
const eraseOnce = async (
  customer: string,
  step: Step,
  isFirst: boolean,
  input: EraseInput,
): Promise<Done | null> => {
  for (let conflicts = 0; conflicts <= mostConflicts; conflicts++) {
    const done = await plannedErasure(customer, step, isFirst, input)
    if (done === null || (await input.store.erase(done.erasure)) === 'committed') return done
  }
  throw new Error(`other processes changed the same threads first, ${mostConflicts} times in a row`)
}

const plannedErasure = async (
  customer: string,
  { ids: known, at: until }: Step,
  isFirst: boolean,
  input: EraseInput,
): Promise<Done | null> => {
  const { own: found, others } = await threadsOf(input.store, storableId(customer), known)
  const left = found.filter(({ row }) => row.newest <= until || isFirst)
  if (left.length === 0 && !isFirst) return null
  // With a slow clock, what was stored just now would come back with the next delivery.
  const latest = input.now + input.ahead
  const at = Math.max(until, ...left.map(({ row }) => row.newest).filter((newest) => newest <= latest))
  const shares = await sharesOf(left, input)
  const ids = [...new Set([...known, ...left.flatMap(({ row }) => idsOf(row))])]
  const held = heldIn(shares, others)
  const own = ids.filter((id) => !held.has(id))
  const everywhere = [
    ...own.map((name): NamedTombstone => ({ name, at })),
    ...[...held].flatMap(([id, { since, until: last }]) =>
      tombstonesOfHeld(id, { since, until: Math.min(last, at) }),
    ),
  ]
  const { phoneNumbers } = input.store.capabilities
  const tombstones = phoneNumbers === undefined ? everywhere : atNumbers(phoneNumbers, everywhere)
  const anew = anewOf(shares)
  const intents = [...anew.intents, ...(await intentsOfOthers(input.store, [...held.keys()], shares))]
  return {
    erasure: {
      threads: shares.flatMap(({ rows }) => rows.map(keyOf)),
      ids: [customer, ...ids, ...held.keys()].flatMap(waysToWrite),
      tombstones: tombstones.map(storedTombstone),
      anew: { ...anew, intents },
    },
    erased: left.map(({ row }) => row),
    ids,
    tombstones,
    // A number that is others', too, leads to them from now on.
    next: { ids: own, at },
  }
}

const keyOf = ({ phoneNumberId, customer }: ThreadKey): ThreadKey => ({ phoneNumberId, customer })

/** What is known of a customer by some ids. */
interface Found {
  readonly own: readonly StoredThread[]
  /** Numbers that others hold at other phone numbers. */
  readonly others: ReadonlySet<string>
}

/**
 * The threads of those ids at all phone numbers, and of what other ids these know. A number that the customer has here
 * may be another's there, as a user id of theirs shows; that thread is theirs, unless the number itself was named.
 */
const threadsOf = async (store: Store, named: string, ids: readonly string[]): Promise<Found> => {
  const numbers = (await store.phoneNumbers()).map(({ id }) => id)
  const customers = new Set(ids)
  for (;;) {
    const before = customers.size
    const { threads } = await store.load({
      threads: numbers.flatMap((phoneNumberId) =>
        [...customers].map((id) => ({ phoneNumberId, customer: id })),
      ),
      intents: [],
      intentIds: [],
      phoneNumbers: [],
      tombstones: [],
    })
    const isOwn = isOf(named, new Set([...customers].filter(isUserId)))
    const own = threads.filter(({ row }) => isOwn(idsOf(row)))
    for (const { row } of own) for (const id of idsOf(row)) customers.add(id)
    if (customers.size > before) continue
    const others = threads.filter((one) => !own.includes(one)).flatMap(({ row }) => idsOf(row))
    return { own, others: new Set(others.filter((id) => customers.has(id))) }
  }
}

const idsOf = ({ customer, aliases }: ThreadRow): readonly string[] => [customer, ...aliases]

/** Are these the ids of the customer who was named, and who has those user ids? */
const isOf =
  (named: string, userIds: ReadonlySet<string>) =>
  (ids: readonly string[]): boolean =>
    ids.includes(named) || userIds.size === 0 || !ids.some(isUserId) || ids.some((id) => userIds.has(id))
