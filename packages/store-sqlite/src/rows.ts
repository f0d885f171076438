import { flag, text, texts, whole, wholeOrNull } from './columns.ts'
import type {
  ClaimRow,
  EventRow,
  IntentRow,
  JournalEntry,
  PhoneNumberRow,
  TemplateRow,
  ThreadRow,
} from '@guichet/runtime'
import type { Row } from './connection.ts'

/** The columns of each kind of row, in the order in which its function reads them. */
export const threadColumns: string = [
  'phone_number_id',
  'customer',
  'aliases',
  'revision',
  'length',
  'newest',
  'window_closes_at',
  'reply_by',
  'closed_by_meta',
  'waiting_since',
  'name',
]
  .map((column) => `threads.${column}`)
  .join(', ')

export const threadOf = ([
  phoneNumberId,
  customer,
  aliases,
  revision,
  length,
  newest,
  windowClosesAt,
  replyBy,
  closedByMeta,
  waitingSince,
  name,
]: Row): ThreadRow => ({
  phoneNumberId: text(phoneNumberId),
  customer: text(customer),
  aliases: texts(aliases),
  revision: whole(revision),
  length: whole(length),
  newest: whole(newest),
  windowClosesAt: wholeOrNull(windowClosesAt),
  replyBy: wholeOrNull(replyBy),
  closedByMeta: wholeOrNull(closedByMeta),
  waitingSince: wholeOrNull(waitingSince),
  name: name === null ? null : text(name),
})

/** Of events and of templates. */
export const recordColumns = 'ordinal, recorded_at, text'

export const recordOf = ([ordinal, recordedAt, body]: Row): EventRow & TemplateRow => ({
  ordinal: whole(ordinal),
  recordedAt: whole(recordedAt),
  text: text(body),
})

export const intentColumns: string = [
  'phone_number_id',
  'recipient',
  'key',
  'id',
  'revision',
  'is_open',
  'claimed_at',
  'text',
]
  .map((column) => `intents.${column}`)
  .join(', ')

export const intentOf = ([
  phoneNumberId,
  recipient,
  key,
  id,
  revision,
  isOpen,
  claimedAt,
  body,
]: Row): IntentRow => ({
  phoneNumberId: text(phoneNumberId),
  recipient: text(recipient),
  key: text(key),
  id: text(id),
  revision: whole(revision),
  isOpen: flag(isOpen),
  claimedAt: whole(claimedAt),
  text: text(body),
})

export const claimOf = ([phoneNumberId, customer, message, month, at]: Row): ClaimRow => ({
  phoneNumberId: text(phoneNumberId),
  customer: text(customer),
  message: text(message),
  month: text(month),
  at: whole(at),
})

export const phoneNumberColumns = 'id, revision, accounts'

export const phoneNumberOf = ([id, revision, accounts]: Row): PhoneNumberRow => ({
  id: text(id),
  revision: whole(revision),
  accounts: texts(accounts),
})

export const journalColumns = 'id, received_at, body'

export const journalEntryOf = ([id, receivedAt, body]: Row): JournalEntry => ({
  id: text(id),
  receivedAt: whole(receivedAt),
  body: text(body),
})
