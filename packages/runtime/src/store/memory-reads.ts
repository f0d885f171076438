import type { ThreadKey } from '@guichet/core'
import { within } from '@guichet/core/time'
import { knownIn } from './known-threads.ts'
import { eventsAfter } from './memory-streams.ts'
import { keyOf, threadKey, type Tables } from './memory-tables.ts'
import type { IntentRow, StoredThread } from './rows.ts'
import type { Loaded, Store, Wanted } from './store.ts'

/** What is there of what is wanted. */
export const loadFrom = (tables: Tables, wanted: Wanted): Loaded => ({
  ...threadsOf(tables, wanted),
  intents: intentsOf(tables, wanted),
  phoneNumbers: found(tables.phoneNumbers, wanted.phoneNumbers),
  tombstones: found(tables.tombstones, wanted.tombstones),
  templates: tables.templates.size,
  sends: tables.tellingOfSends.size,
})

const threadsOf = (tables: Tables, wanted: Wanted): Pick<Loaded, 'threads' | 'unchanged'> => {
  const ids = wanted.threads.map(({ phoneNumberId, customer }) => keyOf(phoneNumberId, customer))
  const homes = found(tables.ids, ids).map(threadKey)
  const isKnown = knownIn(wanted)
  const threads: StoredThread[] = []
  const unchanged: ThreadKey[] = []
  for (const row of found(tables.threads, homes)) {
    const { phoneNumberId, customer } = row
    const snapshot = tables.snapshots.get(threadKey(row)) ?? null
    if (isKnown(row)) unchanged.push({ phoneNumberId, customer })
    else threads.push({ row, snapshot, tail: eventsAfter(tables, row, snapshot?.length ?? 0) })
  }
  return { threads, unchanged }
}

const intentsOf = (tables: Tables, wanted: Wanted): readonly IntentRow[] =>
  found(tables.intents, [
    ...wanted.intents.map(({ phoneNumberId, recipient, key }) => keyOf(phoneNumberId, recipient, key)),
    ...found(tables.intentIds, wanted.intentIds),
  ])

/** The rows of these keys, each once. */
const found = <Key, Row>(table: ReadonlyMap<Key, Row>, keys: readonly Key[]): readonly Row[] =>
  [...new Set(keys)].flatMap((key) => {
    const row = table.get(key)
    return row === undefined ? [] : [row]
  })

const columns = { window: 'windowClosesAt', reply: 'replyBy', waiting: 'waitingSince' } as const

/** The questions that look through a whole table. */
export const queriesOf = (
  tables: Tables,
): Pick<
  { readonly [Name in keyof Store]: Answering<Store[Name]> },
  'due' | 'claimed' | 'counting' | 'openTo' | 'openIntents' | 'intentsTo' | 'unread' | 'findings'
> => ({
  due: (what, interval, limit) =>
    [...tables.threads.values()]
      .flatMap((row) => {
        const at = row[columns[what]]
        return at !== null && within(interval, at) ? [{ at, row }] : []
      })
      .sort((one, other) => one.at - other.at)
      .slice(0, limit)
      .map(({ row }) => row),
  claimed: ({ phoneNumberIds, month, until, limit }) => {
    const counts = [...tables.claims.values()].filter(
      (claim) => phoneNumberIds.includes(claim.phoneNumberId) && claim.month === month && claim.at <= until,
    )
    return Math.min(counts.length, limit)
  },
  counting: ({ phoneNumberIds, month, after }) =>
    [...tables.claims.values()].filter(
      (claim) => phoneNumberIds.includes(claim.phoneNumberId) && claim.month === month && claim.at > after,
    ),
  openTo: (keys) => {
    const wanted = new Set(keys.map(threadKey))
    return [...tables.intents.values()].filter(
      ({ phoneNumberId, recipient, isOpen }) => isOpen && wanted.has(keyOf(phoneNumberId, recipient)),
    )
  },
  openIntents: (limit) =>
    [...tables.intents.values()]
      .filter(({ isOpen }) => isOpen)
      .sort((one, other) => one.claimedAt - other.claimedAt)
      .slice(0, limit),
  intentsTo: (phoneNumberId, recipients, limit) =>
    [...tables.intents.values()]
      .filter((row) => row.phoneNumberId === phoneNumberId && recipients.includes(row.recipient))
      .sort((one, other) => other.claimedAt - one.claimedAt)
      .slice(0, limit),
  unread: (limit) =>
    [...tables.unread.values()].sort((one, other) => other.receivedAt - one.receivedAt).slice(0, limit),
  findings: (limit, code) =>
    [...tables.findings.values()]
      .filter((row) => code === undefined || row.code === code)
      .sort((one, other) => other.at - one.at)
      .slice(0, limit),
})

type Answering<Ask> = Ask extends (...asked: infer Asked) => Promise<infer Answer>
  ? (...asked: Asked) => Answer
  : never
