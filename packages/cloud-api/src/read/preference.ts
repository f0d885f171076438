import { type Cursor, report, emit } from './cursor.ts'
import { identify } from './identity.ts'
import { describe, isObject, shorten } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

/** Reads one of `user_preferences[]` (SHAPE-22): marketing messages stopped or resumed (LIM-14). */
export const readPreference = (cursor: Cursor, preference: unknown): void => {
  if (!isObject(preference)) return report(cursor, `not a preference but ${describe(preference)}`)
  const { category, value } = preference
  if (category !== 'marketing_messages') return reportWord(cursor, 'preference category', category)
  if (value !== 'stop' && value !== 'resume') return reportWord(cursor, 'preference', value)
  const at = instantOf(preference.timestamp)
  if (at === undefined) return report(cursor, whyNoInstant('timestamp', preference.timestamp), value)
  const user = identify(cursor.contacts, preference.wa_id, preference.user_id)
  if (user === undefined) return report(cursor, 'the preference has no id of the customer', value)
  const { phoneNumberId } = cursor
  const { customer, aliases } = user
  const id = `${customer}/${value}/${at / 1000}`
  emit(cursor, { type: 'marketing-preference', id, at, phoneNumberId, customer, value }, aliases)
}

const reportWord = (cursor: Cursor, what: string, word: unknown): void => {
  if (typeof word !== 'string' || word === '') return report(cursor, `the ${what} is ${describe(word)}`)
  report(cursor, `${what} that changes no thread: ${shorten(word)}`, word)
}
