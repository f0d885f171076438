import type { ThreadKey } from '@guichet/core'
import type {
  ClaimRow,
  FindingRow,
  IdChange,
  IntentKey,
  IntentRow,
  JournalEntry,
  Move,
  NewJob,
  PhoneNumberRow,
  SendRow,
  TemplateRow,
  ThreadChange,
  UnreadRow,
  Wake,
} from '@guichet/runtime'

/** A row as the database's functions take it: JSON with the names of the columns. */
export type Columns = Readonly<Record<string, string | number | boolean | null>>

export const journalColumns = ({ id, receivedAt, body }: JournalEntry): Columns => ({
  id,
  received_at: receivedAt,
  body,
})

export const keyColumns = ({ phoneNumberId, customer }: ThreadKey): Columns => ({
  phone_number_id: phoneNumberId,
  customer,
})

export const moveColumns = ({ phoneNumberId, from, to, offset }: Move): Columns => ({
  phone_number: phoneNumberId,
  source: from,
  target: to,
  shift: offset,
})

export const threadColumns = ({ row }: ThreadChange): Columns => ({
  ...keyColumns(row),
  aliases: JSON.stringify(row.aliases),
  revision: row.revision,
  length: row.length,
  newest: row.newest,
  window_closes_at: row.windowClosesAt,
  reply_by: row.replyBy,
  closed_by_meta: row.closedByMeta,
  waiting_since: row.waitingSince,
  name: row.name,
})

export const eventColumns = ({ row, events }: ThreadChange): readonly Columns[] =>
  events.map(({ ordinal, recordedAt, text }) => ({
    ...keyColumns(row),
    ordinal,
    recorded_at: recordedAt,
    text,
  }))

export const snapshotColumns = ({ row, snapshot }: ThreadChange): readonly Columns[] =>
  snapshot === null
    ? []
    : [{ ...keyColumns(row), length: snapshot.length, made_by: snapshot.madeBy, text: snapshot.text }]

export const idColumns = ({ phoneNumberId, id, customer, expected }: IdChange): Columns => ({
  phone_number_id: phoneNumberId,
  id,
  customer,
  expected,
})

export const phoneNumberColumns = ({
  id,
  revision,
  accounts,
  expected,
}: PhoneNumberRow & { readonly expected: number }): Columns => ({
  id,
  revision,
  accounts: JSON.stringify(accounts),
  expected,
})

export const templateColumns = ({ ordinal, recordedAt, text }: TemplateRow): Columns => ({
  ordinal,
  recorded_at: recordedAt,
  text,
})

export const intentKeyColumns = ({ phoneNumberId, recipient, key }: IntentKey): Columns => ({
  phone_number_id: phoneNumberId,
  recipient,
  key,
})

export const intentColumns = (row: IntentRow & { readonly expected: number }): Columns => ({
  ...intentKeyColumns(row),
  id: row.id,
  revision: row.revision,
  is_open: row.isOpen,
  claimed_at: row.claimedAt,
  text: row.text,
  expected: row.expected,
})

export const claimColumns = (row: ClaimRow): Columns => ({
  ...keyColumns(row),
  message: row.message,
  month: row.month,
  at: row.at,
})

export const unreadColumns = ({ source, index, receivedAt, text }: UnreadRow): Columns => ({
  source,
  index,
  received_at: receivedAt,
  text,
})

export const findingColumns = (row: FindingRow): Columns => ({
  ...keyColumns(row),
  message: row.message,
  code: row.code,
  at: row.at,
  text: row.text,
})

export const sendKeyColumns = ({ phoneNumberId, id }: Pick<SendRow, 'phoneNumberId' | 'id'>): Columns => ({
  phone_number_id: phoneNumberId,
  id,
})

export const sendColumns = (row: SendRow): Columns => ({ ...sendKeyColumns(row), text: row.text })

export const jobColumns = (job: NewJob): Columns => ({
  id: job.id,
  queue: job.queue,
  phone_number_id: job.phoneNumberId,
  awaits: job.awaits,
  due_at: job.dueAt,
  made_at: job.madeAt,
  text: job.text,
  payload: job.payload,
})

export const wakeColumns = ({ phoneNumberId, customer, at }: Wake): Columns => ({
  ...keyColumns({ phoneNumberId, customer }),
  at,
})
