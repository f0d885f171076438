import { whole } from './columns.ts'
import { commit } from './commit/commit.ts'
import { noChange } from './commit/no-change.ts'
import { turn } from './turn.ts'
import type { Committed, Erasure } from '@guichet/runtime'
import type { Instant, ThreadKey } from '@guichet/core'
import type { Connection } from './connection.ts'
import type { Session } from './session.ts'

/** How many journal entries one transaction deals with, so that the others need not wait for long. */
const portion = 1000

const pruneSome = `
  delete from journal where place in
    (select place from journal where received_at < ? order by received_at limit ${portion})`

/** Forgets the journal entries received before that instant, a portion at a time; tells how many. */
export const pruneJournal = async (session: Session, before: Instant): Promise<number> => {
  for (let removed = 0; ; await turn()) {
    const more = await session.write(({ run }) => run(pruneSome, [before]))
    removed += more
    if (more < portion) return removed
  }
}

/**
 * Forgets a customer at once. Only the long look through the journal comes before: a later place than the
 * last that it saw is an entry that came meanwhile, for no place is given twice.
 */
export const erase = async (session: Session, erasure: Erasure): Promise<Committed> => {
  // Every text holds the empty one.
  const ids = JSON.stringify(erasure.ids.filter((id) => id !== ''))
  const found = await findInJournal(session, ids)
  const { expectedThreads = [], removedClaims = [], removedIntents = [], ...rest } = erasure.anew ?? {}
  const erased = await session.write(
    (connection) => {
      if (commit(connection, { ...noChange, expectedThreads, removedClaims }) === 'conflict')
        return 'conflict'
      for (const { phoneNumberId, recipient, key } of removedIntents)
        connection.run(removeIntent, [phoneNumberId, recipient, key])
      removeAll(connection, erasure, ids, found)
      return commit(connection, { ...noChange, ...rest })
    },
    (result) => result === 'committed',
  )
  if (erased === 'committed') await session.emptyLog()
  return erased
}

const removeAll = (
  connection: Connection,
  { threads, tombstones }: Erasure,
  ids: string,
  { places, seen }: FoundInJournal,
): void => {
  const { run } = connection
  run(removeEntries, [JSON.stringify(places)])
  run(removeLaterEntries, [seen, ids])
  run(removeUnread, [ids])
  run(removeJobs, [ids])
  run(removeIntents, [ids])
  for (const key of threads) eraseThread(connection, key)
  for (const { digest, at } of tombstones) run(putTombstone, [digest, at])
}

const holdsAny = (column: string, parameter: string): string =>
  `exists (select 1 from json_each(${parameter}) as wanted where instr(${column}, wanted.value) > 0)`

const places = 'select coalesce(min(place), 1), coalesce(max(place), 0) from journal'
const placesHolding = `
  select place from journal where place >= ?1 and place < ?2 and ${holdsAny('body', '?3')}`

interface FoundInJournal {
  readonly places: readonly number[]
  readonly seen: number
}

/** The entries that hold any of the ids, among those up to the place that it has seen. */
const findInJournal = async (session: Session, ids: string): Promise<FoundInJournal> => {
  const [first, seen] = await session.read(({ rows }) => (rows(places)[0] ?? []).map(whole))
  const found: number[] = []
  for (let from = first ?? 1; from <= (seen ?? 0); from += portion) {
    const held = await session.read(({ rows }) => rows(placesHolding, [from, from + portion, ids]))
    found.push(...held.map(([place]) => whole(place)))
    await turn()
  }
  return { places: found, seen: seen ?? 0 }
}

const removeEntries = 'delete from journal where place in (select value from json_each(?))'
const removeLaterEntries = `delete from journal where place > ?1 and ${holdsAny('body', '?2')}`
const removeUnread = `delete from unread where ${holdsAny('text', '?1')}`
const removeJobs = `delete from jobs where ${holdsAny('text', '?1')} or ${holdsAny('payload', '?1')}`
const removeIntent = 'delete from intents where phone_number_id = ? and recipient = ? and key = ?'
const removeIntents = 'delete from intents where recipient in (select value from json_each(?))'

const ofThread = 'where phone_number_id = ? and customer = ?'
const removeThread = ['threads', 'snapshots', 'events', 'ids', 'findings'].map(
  (table) => `delete from ${table} ${ofThread}`,
)

/** A claim still counts, but names nobody. */
const blankClaims = `update claims set customer = '', message = lower(hex(randomblob(16))) ${ofThread}`

const eraseThread = ({ run }: Connection, { phoneNumberId, customer }: ThreadKey): void => {
  for (const statement of [...removeThread, blankClaims]) run(statement, [phoneNumberId, customer])
}

const putTombstone = `
  insert into tombstones (digest, at) values (?, ?)
  on conflict do update set at = max(at, excluded.at)`
