import type { ThreadKey } from '@guichet/core'
import type {
  ClaimRow,
  FindingRow,
  IdChange,
  IntentKey,
  JournalEntry,
  SendRow,
  ThreadChange,
  UnreadRow,
} from '@guichet/runtime'

type Key = readonly (string | number)[]

// By what rows are told apart: the primary keys of the tables.

export const threadKey = ({ phoneNumberId, customer }: ThreadKey): Key => [phoneNumberId, customer]
export const changedThreadKey = ({ row }: ThreadChange): Key => threadKey(row)
export const idKey = ({ phoneNumberId, id }: IdChange): Key => [phoneNumberId, id]
export const ownId = ({ id }: Pick<JournalEntry, 'id'>): Key => [id]
export const intentKey = ({ phoneNumberId, recipient, key }: IntentKey): Key => [
  phoneNumberId,
  recipient,
  key,
]
export const claimKey = (row: ClaimRow): Key => [...threadKey(row), row.message]
export const unreadKey = ({ source, index }: UnreadRow): Key => [source, index]
export const findingKey = (row: FindingRow): Key => [...threadKey(row), row.message, row.code]
export const sendKey = ({ phoneNumberId, id }: Pick<SendRow, 'phoneNumberId' | 'id'>): Key => [
  phoneNumberId,
  id,
]
