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

/**
 * Forgets the journal entries received before that instant, a portion at a time; tells how many. With `texts`, those that
 * hold one of them.
 */
export const pruneJournal = async (
  session: Session,
  before: Instant,
  texts?: readonly string[],
): Promise<number> => {
  if (texts !== undefined) return pruneHolding(session, before, JSON.stringify(texts))
  for (let removed = 0; ; await turn()) {
    const more = await session.write(({ run }) => run(pruneSome, [before]))
    removed += more
    if (more < portion) return removed
  }
}

const pruneHolding = async (session: Session, before: Instant, texts: string): Promise<number> => {
  let removed = 0
  await throughJournal(session, async (span) => {
    removed += await session.write(({ run }) => run(prunePlaces, [...span, before, texts]))
  })
  return removed
}

/**
 * Forgets a customer at once. Only the long look through the journal comes before: a later place than the
 * last that it saw is an entry that came meanwhile, for no place is given twice.
 */
export const erase = async (session: Session, erasure: Erasure): Promise<Committed> => {
  // Every text holds the empty one.
  const ids = JSON.stringify(erasure.ids.filter((id) => id !== ''))
  const texts = listed(erasure.within?.texts)
  const found = await findInJournal(session, ids, texts)
  const { expectedThreads = [], removedClaims = [], removedIntents = [], ...rest } = erasure.anew ?? {}
  const erased = await session.write(
    (connection) => {
      if (commit(connection, { ...noChange, expectedThreads, removedClaims }) === 'conflict')
        return 'conflict'
      for (const { phoneNumberId, recipient, key } of removedIntents)
        connection.run(removeIntent, [phoneNumberId, recipient, key])
      removeAll(connection, erasure, { ids, texts, ...found })
      return commit(connection, { ...noChange, ...rest })
    },
    (result) => result === 'committed',
  )
  if (erased === 'committed') await session.emptyLog()
  return erased
}

const listed = (texts: readonly string[] | undefined): string | null =>
  texts === undefined ? null : JSON.stringify(texts)

const removeAll = (
  connection: Connection,
  { threads, tombstones, within }: Erasure,
  { ids, texts, places, seen }: FoundInJournal & { readonly ids: string; readonly texts: string | null },
): void => {
  const { run } = connection
  run(removeEntries, [JSON.stringify(places)])
  run(removeLaterEntries, [ids, texts, seen])
  run(removeUnread, [ids, texts])
  run(removeJobs, [ids, within?.queueEnd ?? null])
  run(removeIntents, [ids, listed(within?.phoneNumbers)])
  for (const key of threads) eraseThread(connection, key)
  for (const { digest, at } of tombstones) run(putTombstone, [digest, at])
}

const holdsAny = (column: string, parameter: string): string =>
  `exists (select 1 from json_each(${parameter}) as wanted where instr(${column}, wanted.value) > 0)`

/** Does it hold any of the ids, and a text of the part whose customer is erased? `null`: of the whole. */
const isErased = (column: string): string =>
  `${holdsAny(column, '?1')} and (?2 is null or ${holdsAny(column, '?2')})`

const places = 'select coalesce(min(place), 1), coalesce(max(place), 0) from journal'
const placesErased = `select place from journal where place >= ?3 and place < ?4 and ${isErased('body')}`
const prunePlaces = `
  delete from journal where place >= ?1 and place < ?2 and received_at < ?3 and ${holdsAny('body', '?4')}`

/** Goes through the places of the journal, a portion at a time; resolves with the last one that it has seen. */
const throughJournal = async (
  session: Session,
  work: (span: readonly [from: number, before: number]) => Promise<void>,
): Promise<number> => {
  const [first, seen] = await session.read(({ rows }) => (rows(places)[0] ?? []).map(whole))
  for (let from = first ?? 1; from <= (seen ?? 0); from += portion) {
    await work([from, from + portion])
    await turn()
  }
  return seen ?? 0
}

interface FoundInJournal {
  readonly places: readonly number[]
  readonly seen: number
}

/** The entries that are to be erased, among those up to the place that it has seen. */
const findInJournal = async (
  session: Session,
  ids: string,
  texts: string | null,
): Promise<FoundInJournal> => {
  const found: number[] = []
  const seen = await throughJournal(session, async (span) => {
    const held = await session.read(({ rows }) => rows(placesErased, [ids, texts, ...span]))
    found.push(...held.map(([place]) => whole(place)))
  })
  return { places: found, seen }
}

const removeEntries = 'delete from journal where place in (select value from json_each(?))'
const removeLaterEntries = `delete from journal where place > ?3 and ${isErased('body')}`
const removeUnread = `delete from unread where ${isErased('text')}`
const removeJobs = `
  delete from jobs where (${holdsAny('text', '?1')} or ${holdsAny('payload', '?1')})
    and (?2 is null or substr(queue, length(queue) - length(?2) + 1) = ?2)`
const removeIntent = 'delete from intents where phone_number_id = ? and recipient = ? and key = ?'
const removeIntents = `
  delete from intents where recipient in (select value from json_each(?1))
    and (?2 is null or phone_number_id in (select value from json_each(?2)))`

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
