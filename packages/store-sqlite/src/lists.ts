import { text, whole } from './columns.ts'
import { limitOf } from './pages.ts'
import {
  claimOf,
  intentColumns,
  intentOf,
  phoneNumberColumns,
  phoneNumberOf,
  threadColumns,
  threadOf,
} from './rows.ts'
import type {
  ClaimRow,
  CountQuery,
  Due,
  FindingRow,
  IntentRow,
  PhoneNumberRow,
  ThreadRow,
  TierUseQuery,
  UnreadRow,
} from '@guichet/runtime'
import type { Interval, ThreadKey } from '@guichet/core'
import type { Connection } from './connection.ts'

export const readPhoneNumbers = ({ rows }: Connection): readonly PhoneNumberRow[] =>
  rows(`select ${phoneNumberColumns} from phone_numbers order by id`).map(phoneNumberOf)

const dueBy = (column: string): string => `
  select ${threadColumns} from threads where ${column} >= ? and ${column} < ?
  order by ${column}, phone_number_id, customer limit ?`

const due: Readonly<Record<Due, string>> = {
  window: dueBy('window_closes_at'),
  reply: dueBy('reply_by'),
  waiting: dueBy('waiting_since'),
}

export const readDue = (
  { rows }: Connection,
  what: Due,
  { opensAt, closesAt }: Interval,
  limit: number,
): readonly ThreadRow[] => rows(due[what], [opensAt, closesAt, limitOf(limit)]).map(threadOf)

const claimsUntil = `
  select count(*) from (select 1 from claims where phone_number_id = ? and month = ? and at <= ? limit ?)`

export const countClaims = (
  { rows }: Connection,
  { phoneNumberIds, month, until, limit }: TierUseQuery,
): number =>
  [...new Set(phoneNumberIds)].reduce((count, phoneNumberId) => {
    const [row] = rows(claimsUntil, [phoneNumberId, month, until, limitOf(limit - count)])
    return count + whole(row?.[0])
  }, 0)

const counting = `
  select phone_number_id, customer, message, month, at from claims
  where phone_number_id = ? and month = ? and at > ?`

export const readCounting = (
  { rows }: Connection,
  { phoneNumberIds, month, after }: CountQuery,
): readonly ClaimRow[] =>
  [...new Set(phoneNumberIds)].flatMap((phoneNumberId) =>
    rows(counting, [phoneNumberId, month, after]).map(claimOf),
  )

const openToCustomers = `
  select distinct ${intentColumns} from json_each(?) as wanted
  cross join intents on recipient = wanted.value ->> 1 and phone_number_id = wanted.value ->> 0
  where is_open = 1`

export const readOpenTo = ({ rows }: Connection, keys: readonly ThreadKey[]): readonly IntentRow[] =>
  rows(openToCustomers, [
    JSON.stringify(keys.map(({ phoneNumberId, customer }) => [phoneNumberId, customer])),
  ]).map(intentOf)

const openIntents = `
  select ${intentColumns} from intents where is_open = 1
  order by claimed_at, phone_number_id, recipient, key limit ?`

export const readOpenIntents = ({ rows }: Connection, limit: number): readonly IntentRow[] =>
  rows(openIntents, [limitOf(limit)]).map(intentOf)

const intentsToRecipient = `
  select ${intentColumns} from intents where recipient = ? and phone_number_id = ?
  order by claimed_at desc, key desc limit ?`

export const readIntentsTo = (
  { rows }: Connection,
  phoneNumberId: string,
  recipients: readonly string[],
  limit: number,
): readonly IntentRow[] =>
  [...new Set(recipients)]
    .flatMap((recipient) => rows(intentsToRecipient, [recipient, phoneNumberId, limitOf(limit)]))
    .map(intentOf)
    .toSorted((one, other) => other.claimedAt - one.claimedAt)
    .slice(0, limit)

const latestUnread = `
  select source, part, received_at, text from unread
  order by received_at desc, source desc, part desc limit ?`

export const readUnread = ({ rows }: Connection, limit: number): readonly UnreadRow[] =>
  rows(latestUnread, [limitOf(limit)]).map(([source, part, receivedAt, input]) => ({
    source: text(source),
    index: whole(part),
    receivedAt: whole(receivedAt),
    text: text(input),
  }))

const findingsIn = (which: string): string => `
  select phone_number_id, customer, message, code, at, text from findings ${which}
  order by at desc, phone_number_id desc, customer desc, message desc, code desc limit ?`

const latestFindings = findingsIn('')
const latestFindingsOfCode = findingsIn('where code = ?')

export const readFindings = ({ rows }: Connection, limit: number, ofCode?: string): readonly FindingRow[] =>
  (ofCode === undefined
    ? rows(latestFindings, [limitOf(limit)])
    : rows(latestFindingsOfCode, [ofCode, limitOf(limit)])
  ).map(([phoneNumberId, customer, message, code, at, finding]) => ({
    phoneNumberId: text(phoneNumberId),
    customer: text(customer),
    message: text(message),
    code: text(code),
    at: whole(at),
    text: text(finding),
  }))
