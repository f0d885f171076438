import { DAY, type Event, type Instant } from '@guichet/core'
import type { Echo } from './echo.ts'
import type { InboundMessage } from './inbound/message.ts'
import { readChange } from './read/change.ts'
import { type Cursor, reportAt, startCursor } from './read/cursor.ts'
import { describe, idOf, isList, isObject, shorten } from './read/json.ts'
import type { PhoneNumber } from './phone-number.ts'
import type { Unread } from './unread.ts'

/** The contents of a webhook body: its events, messages and echoes in the body's order, and all unread parts. */
export interface Reading {
  readonly events: readonly Event[]
  /** What customers sent: one for each `customer-messaged` event, in the same order. */
  readonly messages: readonly InboundMessage[]
  /** One for each message status that carries `biz_opaque_callback_data`, besides its event. */
  readonly echoes: readonly Echo[]
  readonly unread: readonly Unread[]
  /**
   * Which number people see for each phone number id, as `metadata` names them, each pair once. An event about an
   * account may name a phone number only by the one that people see.
   */
  readonly phoneNumbers: readonly PhoneNumber[]
}

/** Options for reading a body. */
export interface ReadOptions {
  /** When the webhook arrived. If it is given, parts with a time more than a day later are unread. */
  readonly receivedAt?: Instant
}

/**
 * Reads a webhook body of the Cloud API (SHAPE-1 to SHAPE-31, HOOK-3). Total: no body makes it throw,
 * and no broken part of a body hides a good one.
 */
export const readWebhook = (body: unknown, options: ReadOptions = {}): Reading => {
  const { receivedAt } = options
  const cursor = startCursor(receivedAt === undefined ? Infinity : receivedAt + DAY)
  readBody(cursor, body)
  const { events, messages, echoes, unread, phoneNumbers } = cursor
  return { events, messages, echoes, unread, phoneNumbers }
}

/** Reads a webhook body from its text, or from its UTF-8 bytes; text that is not JSON is one report. */
export const readWebhookText = (text: string | Uint8Array, options: ReadOptions = {}): Reading => {
  const given: unknown = text
  if (typeof given !== 'string' && !(given instanceof Uint8Array))
    return unreadable(
      `the body must be text or bytes, but is ${describe(given)}; use readWebhook for a parsed body`,
    )
  const parsed = parse(typeof given === 'string' ? given : new TextDecoder().decode(given))
  return parsed === notJson ? unreadable('not JSON') : readWebhook(parsed, options)
}

const unreadable = (reason: string): Reading => ({
  events: [],
  messages: [],
  echoes: [],
  unread: [{ path: '$', reason }],
  phoneNumbers: [],
})

const notJson: unique symbol = Symbol('not JSON')

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return notJson
  }
}

const readBody = (cursor: Cursor, body: unknown): void => {
  if (!isObject(body)) return reportAt(cursor, '$', `not a webhook body but ${describe(body)}`)
  const { object, entry } = body
  if (object !== undefined && object !== 'whatsapp_business_account') return reportObject(cursor, object)
  if (!isList(entry)) return reportList(cursor, '$', 'entry', entry)
  if (entry.length === 0) return reportAt(cursor, '$.entry', 'entry is empty')
  for (let index = 0; index < entry.length; index++) {
    cursor.entry = index
    readEntry(cursor, entry[index])
  }
}

const readEntry = (cursor: Cursor, entry: unknown): void => {
  const path = (): string => `$.entry[${cursor.entry}]`
  if (!isObject(entry)) return reportAt(cursor, path(), `not an entry but ${describe(entry)}`)
  const { changes } = entry
  if (!isList(changes)) return reportList(cursor, path(), 'changes', changes)
  if (changes.length === 0) return reportAt(cursor, `${path()}.changes`, 'changes is empty')
  cursor.account = idOf(entry.id)
  cursor.time = entry.time
  for (let index = 0; index < changes.length; index++) {
    cursor.change = index
    readChange(cursor, changes[index])
  }
}

const reportObject = (cursor: Cursor, object: unknown): void => {
  if (typeof object !== 'string') return reportAt(cursor, '$.object', `the object is ${describe(object)}`)
  reportAt(cursor, '$.object', `not about a WhatsApp account but ${shorten(object)}`, object)
}

/** Points at the value in the list's place, or at its owner if there is none. */
const reportList = (cursor: Cursor, owner: string, key: string, u: unknown): void =>
  u === undefined
    ? reportAt(cursor, owner, `${key} is missing`)
    : reportAt(cursor, `${owner}.${key}`, `not a list but ${describe(u)}`)
