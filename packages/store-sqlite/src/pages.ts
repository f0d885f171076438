import { text, whole } from './columns.ts'
import { journalColumns, journalEntryOf, recordColumns, recordOf, threadColumns, threadOf } from './rows.ts'
import type {
  EventPlace,
  EventRow,
  JournalEntry,
  JournalPlace,
  Page,
  PlacedEvent,
  SendPlace,
  SendRow,
  TemplateRow,
  ThreadRow,
} from '@guichet/runtime'
import type { ThreadKey } from '@guichet/core'
import type { Connection } from './connection.ts'

/** SQLite counts in whole numbers; there are never more rows than this. */
export const limitOf = (limit: number): number => Math.min(limit, Number.MAX_SAFE_INTEGER)

/** Before everything that is kept. */
const firstInstant = Number.MIN_SAFE_INTEGER

const eventsAfter = `
  select ${recordColumns} from events where phone_number_id = ? and customer = ? and ordinal > ?
  order by ordinal limit ?`

export const readEvents = (
  { rows }: Connection,
  { phoneNumberId, customer }: ThreadKey,
  { after, limit }: Page<number>,
): readonly EventRow[] => rows(eventsAfter, [phoneNumberId, customer, after, limitOf(limit)]).map(recordOf)

const templatesAfter = `select ${recordColumns} from templates where ordinal > ? order by ordinal limit ?`

export const readTemplates = ({ rows }: Connection, { after, limit }: Page<number>): readonly TemplateRow[] =>
  rows(templatesAfter, [after, limitOf(limit)]).map(recordOf)

const sendsAfter = `
  select phone_number_id, id, text from sends where (phone_number_id, id) > (?, ?)
  order by phone_number_id, id limit ?`

export const readSends = (
  { rows }: Connection,
  { after, limit }: Page<SendPlace | null>,
): readonly SendRow[] =>
  rows(sendsAfter, [after?.phoneNumberId ?? '', after?.id ?? '', limitOf(limit)]).map(
    ([phoneNumberId, id, piece]) => ({ phoneNumberId: text(phoneNumberId), id: text(id), text: text(piece) }),
  )

const threadsAfter = `
  select ${threadColumns} from threads where (phone_number_id, customer) > (?, ?)
  order by phone_number_id, customer limit ?`

export const readThreads = (
  { rows }: Connection,
  { after, limit }: Page<ThreadKey | null>,
): readonly ThreadRow[] =>
  rows(threadsAfter, [after?.phoneNumberId ?? '', after?.customer ?? '', limitOf(limit)]).map(threadOf)

const journalAfter = `
  select ${journalColumns} from journal where (received_at, id) > (?, ?) order by received_at, id limit ?`

export const readJournal = (
  { rows }: Connection,
  { after, limit }: Page<JournalPlace | null>,
): readonly JournalEntry[] =>
  rows(journalAfter, [after?.receivedAt ?? firstInstant, after?.id ?? '', limitOf(limit)]).map(journalEntryOf)

const allEventsAfter = `
  select ${recordColumns}, phone_number_id, customer from events
  where (recorded_at, phone_number_id, customer, ordinal) > (?, ?, ?, ?)
  order by recorded_at, phone_number_id, customer, ordinal limit ?`

export const readAllEvents = (
  { rows }: Connection,
  { after, limit }: Page<EventPlace | null>,
): readonly PlacedEvent[] => {
  const { recordedAt, phoneNumberId, customer, ordinal } = after ?? beforeAll
  const values = [recordedAt, phoneNumberId, customer, ordinal, limitOf(limit)]
  return rows(allEventsAfter, values).map(([place, at, body, phoneNumber, owner]) => ({
    phoneNumberId: text(phoneNumber),
    customer: text(owner),
    ordinal: whole(place),
    recordedAt: whole(at),
    text: text(body),
  }))
}

const beforeAll: EventPlace = { recordedAt: firstInstant, phoneNumberId: '', customer: '', ordinal: 0 }
