import { readAccountUpdate } from './account-update.ts'
import { readCall } from './call.ts'
import { contactsOf } from './contacts.ts'
import { type Cursor, report, step } from './cursor.ts'
import { type ReadElement, readEach } from './each.ts'
import { whyIgnored } from './field.ts'
import { readGroup } from './group.ts'
import { type Json, describe, idOf, isAbsent, isList, isObject, shorten } from './json.ts'
import { readMessage } from './message.ts'
import { readCapability } from './messaging-limit.ts'
import { notePhoneNumber } from './phone-number.ts'
import { readPreference } from './preference.ts'
import { readStatus } from './status.ts'
import { readTemplate } from './template.ts'
import { readThroughput } from './throughput.ts'
import { readUserIdUpdate } from './user-id-update.ts'

/** Reads one of `changes[]`. Each change gives at least one event or one report. */
export const readChange = (cursor: Cursor, change: unknown): void => {
  if (!isObject(change)) return report(cursor, `not a change but ${describe(change)}`)
  const { field, value } = change
  if (typeof field !== 'string' || field === '') return report(cursor, `the field is ${describe(field)}`)
  cursor.field = field
  if (isObject(value)) notePhoneNumber(cursor, value.metadata)
  const read = fields.get(field)
  if (read === undefined) return report(cursor, whyIgnored(field), field)
  if (isObject(value)) read(cursor, value)
  else report(cursor, `the value is ${describe(value)}`, field)
}

/** Reads a value about threads: each of its lists by the list's own name, in the order of the body. */
const readThreads = (cursor: Cursor, value: Json): void => {
  const { metadata } = value
  const phoneNumberId = isObject(metadata) ? idOf(metadata.phone_number_id) : undefined
  cursor.phoneNumberId = phoneNumberId ?? ''
  cursor.contacts = contactsOf(value.contacts)
  const before = cursor.events.length + cursor.unread.length
  for (const key of Object.keys(value)) {
    if (key === 'messaging_product' || key === 'metadata') continue
    const list = value[key]
    if (isList(list)) readList(cursor, key, list, phoneNumberId !== undefined)
    else if (readers.has(key) && !isAbsent(list)) reportNoList(cursor, key, list)
  }
  if (cursor.events.length + cursor.unread.length > before) return
  const reason = phoneNumberId === undefined ? NO_PHONE_NUMBER : 'the value has no list that is read'
  report(cursor, reason, cursor.field, '.value')
}

const NO_PHONE_NUMBER = 'the metadata has no phone_number_id, so the thread is unknown'

const readList = (cursor: Cursor, key: string, list: readonly unknown[], isPlaced: boolean): void => {
  const read = readers.get(key)
  if (read === undefined) {
    if (list.length > 0) reportUnknownList(cursor, key)
  } else readEach(cursor, key, list, isPlaced || placeless.has(key) ? read : reportUnplaced)
}

/** Each element by itself: who counts what was not read must find them all. */
const reportUnplaced = (cursor: Cursor): void => report(cursor, NO_PHONE_NUMBER, cursor.field)

/** Lists whose elements belong to no thread. */
const placeless: ReadonlySet<string> = new Set(['contacts', 'errors', 'user_actions'])

const reportNoList = (cursor: Cursor, key: string, u: unknown): void => {
  report(cursor, `not a list but ${describe(u)}`, key, `.value.${key}`)
}

const reportUnknownList = (cursor: Cursor, key: string): void => {
  report(cursor, `list not known today: ${shorten(key)}`, key, `.value${step(key)}`)
}

/** The contacts themselves are read before everything else; here only a broken one is named. */
const checkContact = (cursor: Cursor, contact: unknown): void => {
  if (!isObject(contact)) report(cursor, `not a contact but ${describe(contact)}`, 'contacts')
}

/** An error that Meta reports for the account rather than for a message (SHAPE-1). */
const reportError = (cursor: Cursor, error: unknown): void => {
  const code = isObject(error) && typeof error.code === 'number' ? ` ${error.code}` : ''
  report(cursor, `error${code} of the account: changes no thread`, 'errors')
}

/** A click or a page view is not a message (HOOK-14). */
const reportAction = (cursor: Cursor): void =>
  report(cursor, 'an action of the user, such as a click, is not a message and opens nothing', 'user_actions')

/** The lists of a value, each with the reader of its elements. */
const readers: ReadonlyMap<string, ReadElement> = new Map<string, ReadElement>([
  ['contacts', checkContact],
  ['messages', readMessage],
  ['statuses', readStatus],
  ['calls', readCall],
  ['groups', readGroup],
  ['user_preferences', readPreference],
  ['user_id_update', readUserIdUpdate],
  ['errors', reportError],
  ['user_actions', reportAction],
])

type ReadValue = (cursor: Cursor, value: Json) => void

/** The fields that are read, each with the reader of its value. */
const fields: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  ['messages', readThreads],
  ['calls', readThreads],
  ['user_preferences', readThreads],
  ['user_id_update', readThreads],
  ['group_lifecycle_update', readThreads],
  ['group_participants_update', readThreads],
  ['group_participant_update', readThreads],
  ['group_settings_update', readThreads],
  ['group_status_update', readThreads],
  ['message_template_status_update', readTemplate],
  ['message_template_quality_update', readTemplate],
  ['template_category_update', readTemplate],
  ['account_update', readAccountUpdate],
  ['business_capability_update', readCapability],
  ['phone_number_quality_update', readThroughput],
])
