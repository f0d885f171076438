import { readCall } from './call.ts'
import { contactsOf } from './contacts.ts'
import { type Cursor, report, step } from './cursor.ts'
import { whyIgnored } from './field.ts'
import { type Json, describe, idOf, isAbsent, isList, isObject, shorten } from './json.ts'
import { readMessage } from './message.ts'
import { readPreference } from './preference.ts'
import { readStatus } from './status.ts'
import { readTemplate } from './template.ts'
import { readUserIdUpdate } from './user-id-update.ts'

/** Reads one of `changes[]`. Each change gives at least one event or one report. */
export const readChange = (cursor: Cursor, change: unknown): void => {
  if (!isObject(change)) return report(cursor, `not a change but ${describe(change)}`)
  const { field, value } = change
  if (typeof field !== 'string' || field === '') return report(cursor, `the field is ${describe(field)}`)
  cursor.field = field
  switch (field) {
    case 'messages':
    case 'calls':
    case 'user_preferences':
    case 'user_id_update':
      return isObject(value) ? readThreads(cursor, value) : reportNoValue(cursor, value)
    case 'message_template_status_update':
    case 'message_template_quality_update':
    case 'template_category_update':
      return isObject(value) ? readTemplate(cursor, value) : reportNoValue(cursor, value)
    default:
      return report(cursor, whyIgnored(field), field)
  }
}

const reportNoValue = (cursor: Cursor, value: unknown): void =>
  report(cursor, `the value is ${describe(value)}`, cursor.field)

/** Reads a value about threads: each of its lists by the list's own name, in the order of the body. */
const readThreads = (cursor: Cursor, value: Json): void => {
  const metadata = value.metadata
  const phoneNumberId = isObject(metadata) ? idOf(metadata.phone_number_id) : undefined
  if (phoneNumberId === undefined)
    return report(
      cursor,
      'the metadata has no phone_number_id, so the thread is unknown',
      cursor.field,
      '.value',
    )
  cursor.phoneNumberId = phoneNumberId
  cursor.contacts = contactsOf(value.contacts)
  const before = cursor.events.length + cursor.unread.length
  for (const key of Object.keys(value)) {
    if (key === 'messaging_product' || key === 'metadata') continue
    const list = value[key]
    if (isList(list)) readList(cursor, key, list)
    else if (readers.has(key) && !isAbsent(list)) reportNoList(cursor, key, list)
  }
  if (cursor.events.length + cursor.unread.length === before)
    report(cursor, 'the value has no list that is read', cursor.field, '.value')
}

const readList = (cursor: Cursor, key: string, list: readonly unknown[]): void => {
  const read = readers.get(key)
  if (read !== undefined) readEach(cursor, key, list, read)
  else if (list.length > 0) reportUnknownList(cursor, key)
}

const readEach = (cursor: Cursor, key: string, list: readonly unknown[], read: ReadElement): void => {
  cursor.list = key
  for (let index = 0; index < list.length; index++) {
    cursor.index = index
    read(cursor, list[index])
  }
  cursor.list = undefined
}

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

type ReadElement = (cursor: Cursor, element: unknown) => void

/** The lists of a value, each with the reader of its elements. */
const readers: ReadonlyMap<string, ReadElement> = new Map<string, ReadElement>([
  ['contacts', checkContact],
  ['messages', readMessage],
  ['statuses', readStatus],
  ['calls', readCall],
  ['user_preferences', readPreference],
  ['user_id_update', readUserIdUpdate],
  ['errors', reportError],
  ['user_actions', reportAction],
])
