import { fromTexts } from '../columns.ts'
import type { ThreadChange } from '@guichet/runtime'
import type { Connection, Value } from '../connection.ts'
import type { Step } from './step.ts'

const removeThread = 'delete from threads where phone_number_id = ? and customer = ? and revision = ?'
const removeSnapshot = 'delete from snapshots where phone_number_id = ? and customer = ?'

export const removeThreads: Step = ({ run }, { removedThreads }) =>
  removedThreads.every(({ phoneNumberId, customer, expected }) => {
    run(removeSnapshot, [phoneNumberId, customer])
    return run(removeThread, [phoneNumberId, customer, expected]) === 1
  })

const moveEvents =
  'update events set customer = ?, ordinal = ordinal + ? where phone_number_id = ? and customer = ?'

/** What the other id has already stays there; what it had first, too. */
const moveOthers = (['claims', 'findings'] as const).map((table) => ({
  move: `update or ignore ${table} set customer = ? where phone_number_id = ? and customer = ?`,
  drop: `delete from ${table} where phone_number_id = ? and customer = ?`,
}))

/** One whose key is taken there stays where it is. */
const moveIntents = 'update or ignore intents set recipient = ? where phone_number_id = ? and recipient = ?'

export const move: Step = ({ run }, { moves }) => {
  for (const { phoneNumberId, from, to, offset } of moves) {
    run(moveEvents, [to, offset, phoneNumberId, from])
    run(moveIntents, [to, phoneNumberId, from])
    for (const other of moveOthers) {
      run(other.move, [to, phoneNumberId, from])
      run(other.drop, [phoneNumberId, from])
    }
  }
  return true
}

const addThread = `
  insert into threads (aliases, revision, length, newest, window_closes_at, reply_by, closed_by_meta,
    waiting_since, name, phone_number_id, customer)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`

const setThread = `
  update threads set aliases = ?, revision = ?, length = ?, newest = ?, window_closes_at = ?, reply_by = ?,
    closed_by_meta = ?, waiting_since = ?, name = ?
  where phone_number_id = ? and customer = ? and revision = ?`

export const putThreads: Step = (connection, { threads }) =>
  threads.every((thread) => {
    const isPut = putRow(connection, thread)
    if (isPut) addRecords(connection, thread)
    return isPut
  })

const putRow = ({ run }: Connection, { row, expected }: ThreadChange): boolean => {
  const values: readonly Value[] = [
    fromTexts(row.aliases),
    row.revision,
    row.length,
    row.newest,
    row.windowClosesAt,
    row.replyBy,
    row.closedByMeta,
    row.waitingSince,
    row.name,
    row.phoneNumberId,
    row.customer,
  ]
  return (expected === 0 ? run(addThread, values) : run(setThread, [...values, expected])) === 1
}

const addEvent =
  'insert into events (phone_number_id, customer, ordinal, recorded_at, text) values (?, ?, ?, ?, ?)'

const putSnapshot = `
  insert into snapshots (phone_number_id, customer, length, made_by, text) values (?, ?, ?, ?, ?)
  on conflict do update set length = excluded.length, made_by = excluded.made_by, text = excluded.text`

const addRecords = ({ run }: Connection, { row, events, snapshot }: ThreadChange): void => {
  const { phoneNumberId, customer } = row
  for (const { ordinal, recordedAt, text } of events)
    run(addEvent, [phoneNumberId, customer, ordinal, recordedAt, text])
  if (snapshot !== null)
    run(putSnapshot, [phoneNumberId, customer, snapshot.length, snapshot.madeBy, snapshot.text])
}

const addId = 'insert into ids (customer, phone_number_id, id) values (?, ?, ?) on conflict do nothing'
const turnId = 'update ids set customer = ? where phone_number_id = ? and id = ? and customer = ?'

export const putIds: Step = ({ run }, { ids }) =>
  ids.every(({ phoneNumberId, id, customer, expected }) => {
    const values = [customer, phoneNumberId, id]
    return (expected === null ? run(addId, values) : run(turnId, [...values, expected])) === 1
  })
