import type { Event, Instant, ThreadEvent } from '@guichet/core'
import type { Echo } from '../echo.ts'
import type { InboundMessage } from '../inbound/message.ts'
import type { PhoneNumber } from '../phone-number.ts'
import { aheadOfReceipt, type Unread } from '../unread.ts'
import { shorten } from './json.ts'
import { type Contacts, noContacts } from './contacts.ts'

/**
 * The reader's position in a body, the fields that the elements there share, and the lists for its results.
 * One object moves through the whole body, so that a path is built only for unread parts.
 */
export interface Cursor {
  readonly events: Event[]
  readonly messages: InboundMessage[]
  readonly echoes: Echo[]
  readonly unread: Unread[]
  /** The pairs that every `metadata` names, each once. */
  readonly phoneNumbers: PhoneNumber[]
  /** The same pairs, once a scan would be too slow. */
  phoneNumbersKnown: Set<string> | undefined
  /** The latest plausible time of an event. */
  readonly latest: Instant
  entry: number
  change: number
  /** The list under `value` and the place in it; no list while the change as a whole is read. */
  list: string | undefined
  index: number
  /** `entry[].id` */
  account: string | undefined
  /** `entry[].time`, which only webhooks about an account need. */
  time: unknown
  field: string
  phoneNumberId: string
  contacts: Contacts
}

/** A cursor before the first entry. */
export const startCursor = (latest: Instant): Cursor => ({
  events: [],
  messages: [],
  echoes: [],
  unread: [],
  phoneNumbers: [],
  phoneNumbersKnown: undefined,
  latest,
  entry: 0,
  change: 0,
  list: undefined,
  index: 0,
  account: undefined,
  time: undefined,
  field: '',
  phoneNumberId: '',
  contacts: noContacts,
})

/** Reports the current element as unread, or a part of it such as `.referral`. */
export const report = (cursor: Cursor, reason: string, kind?: string, part: string = ''): void => {
  const element = cursor.list === undefined ? '' : `.value${step(cursor.list)}[${cursor.index}]`
  reportAt(cursor, `$.entry[${cursor.entry}].changes[${cursor.change}]${element}${part}`, reason, kind)
}

/** Reports the part of the body with this path. */
export const reportAt = (cursor: Cursor, path: string, reason: string, kind?: string): void => {
  cursor.unread.push(kind === undefined ? { path, reason } : { path, reason, kind: shorten(kind) })
}

/** A key as a step of a JSON path. */
export const step = (key: string): string =>
  /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`

/** The same type with keys that may still be set. */
export type Draft<A> = { -readonly [K in keyof A]: A[K] }

/** Adds the fields that every event of a thread may have, and emits the event. */
export const emit = (cursor: Cursor, event: Draft<ThreadEvent>, aliases?: readonly string[]): void => {
  if (aliases !== undefined) event.aliases = aliases
  if (cursor.account !== undefined) event.account = cursor.account
  handOver(cursor, event)
}

/** Emits an event, unless it lies in the future: one such event would make all real ones late. */
export const handOver = (cursor: Cursor, event: Event): void => {
  if (event.at > cursor.latest) return report(cursor, aheadOfReceipt)
  if (event.id.length > LONGEST_EVENT_ID) return report(cursor, 'its ids are longer than any of WhatsApp')
  cursor.events.push(event)
}

/** Core takes no longer one. Only ids that are put together of parts which are hardly ids can be longer. */
const LONGEST_EVENT_ID = 1024
