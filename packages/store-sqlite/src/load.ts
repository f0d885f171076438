import { text, whole } from './columns.ts'
import {
  intentColumns,
  intentOf,
  phoneNumberColumns,
  phoneNumberOf,
  recordColumns,
  recordOf,
  threadColumns,
  threadOf,
} from './rows.ts'
import { knownIn } from './known-threads.ts'
import type { EventRow, IntentRow, Loaded, Snapshot, ThreadRow, Wanted } from '@guichet/runtime'
import type { Connection } from './connection.ts'

/** Reads what is wanted, a statement for each kind: the keys go in as one list. */
export const load = (connection: Connection, wanted: Wanted): Loaded => ({
  ...loadThreads(connection, wanted),
  intents: loadIntents(connection, wanted),
  phoneNumbers: rowsOf(connection, phoneNumbersByIds, wanted.phoneNumbers).map(phoneNumberOf),
  tombstones: rowsOf(connection, tombstonesByDigests, wanted.tombstones).map(([digest, at]) => ({
    digest: text(digest),
    at: whole(at),
  })),
  templates: templateCount(connection),
  sends: whole(connection.rows('select count from sends_told where only_one = 1')[0]?.[0]),
})

/** How many template changes are stored. SQLite counts pages here, not rows. */
export const templateCount = (connection: Connection): number =>
  whole(connection.rows('select count(*) from templates')[0]?.[0])

// `cross join` keeps SQLite from reading a table first whose keys are given.
const threadsByIds = `
  select distinct ${threadColumns}
  from json_each(?) as wanted
  cross join ids on ids.phone_number_id = wanted.value ->> 0 and ids.id = wanted.value ->> 1
  cross join threads on threads.phone_number_id = ids.phone_number_id and threads.customer = ids.customer`

const snapshotsByThreads = `
  select wanted.key, length, made_by, text
  from json_each(?) as wanted
  cross join snapshots on phone_number_id = wanted.value ->> 0 and customer = wanted.value ->> 1`

const tailsByThreads = `
  select wanted.key, ${recordColumns}
  from json_each(?) as wanted
  cross join events on phone_number_id = wanted.value ->> 0 and customer = wanted.value ->> 1
    and ordinal > wanted.value ->> 2`

const intentsByKeys = `
  select distinct ${intentColumns} from json_each(?) as wanted
  cross join intents on phone_number_id = wanted.value ->> 0 and recipient = wanted.value ->> 1
    and intents.key = wanted.value ->> 2`

const intentsByIds = `
  select ${intentColumns} from json_each(?) as wanted cross join intents on intents.id = wanted.value`

const phoneNumbersByIds = `select ${phoneNumberColumns} from phone_numbers where id in (select value from json_each(?))`

const tombstonesByDigests =
  'select digest, at from tombstones where digest in (select value from json_each(?))'

const rowsOf = (connection: Connection, sql: string, keys: readonly unknown[]) =>
  keys.length === 0 ? [] : connection.rows(sql, [JSON.stringify(keys)])

const loadThreads = (connection: Connection, wanted: Wanted): Pick<Loaded, 'threads' | 'unchanged'> => {
  const keys = wanted.threads.map(({ phoneNumberId, customer }) => [phoneNumberId, customer])
  const isKnown = knownIn(wanted)
  const rows = rowsOf(connection, threadsByIds, keys).map(threadOf)
  const unchanged = rows.filter(isKnown).map(({ phoneNumberId, customer }) => ({ phoneNumberId, customer }))
  const changed = rows.filter((row) => !isKnown(row))
  const snapshots = loadSnapshots(connection, changed)
  const heads = changed.map((row, index) => ({ row, snapshot: snapshots.get(index) ?? null }))
  const tails = loadTails(connection, heads)
  return { threads: heads.map((head, index) => ({ ...head, tail: tails.get(index) ?? [] })), unchanged }
}

interface Head {
  readonly row: ThreadRow
  readonly snapshot: Snapshot | null
}

/** The threads' snapshots, by the thread's place in the list. */
const loadSnapshots = (connection: Connection, rows: readonly ThreadRow[]): ReadonlyMap<number, Snapshot> => {
  const keys = rows.map(({ phoneNumberId, customer }) => [phoneNumberId, customer])
  return new Map(
    rowsOf(connection, snapshotsByThreads, keys).map(([index, length, madeBy, body]) => [
      whole(index),
      { length: whole(length), madeBy: text(madeBy), text: text(body) },
    ]),
  )
}

/** The events after each thread's snapshot, by the thread's place in the list. */
const loadTails = (
  connection: Connection,
  heads: readonly Head[],
): ReadonlyMap<number, readonly EventRow[]> => {
  const keys = heads.map(({ row, snapshot }) => [row.phoneNumberId, row.customer, snapshot?.length ?? 0])
  const tails = new Map<number, EventRow[]>()
  // Each thread's events come in the order of their ordinals, as they are stored.
  for (const [index, ...record] of rowsOf(connection, tailsByThreads, keys)) {
    const place = whole(index)
    const tail = tails.get(place)
    if (tail === undefined) tails.set(place, [recordOf(record)])
    else tail.push(recordOf(record))
  }
  return tails
}

const loadIntents = (connection: Connection, { intents, intentIds }: Wanted): readonly IntentRow[] => {
  const keys = intents.map(({ phoneNumberId, recipient, key }) => [phoneNumberId, recipient, key])
  const byKeys = rowsOf(connection, intentsByKeys, keys).map(intentOf)
  const known = new Set(byKeys.map(({ id }) => id))
  const others = [...new Set(intentIds)].filter((id) => !known.has(id))
  return [...byKeys, ...rowsOf(connection, intentsByIds, others).map(intentOf)]
}
