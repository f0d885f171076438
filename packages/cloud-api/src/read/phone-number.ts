import type { PhoneNumber } from '../phone-number.ts'
import type { Cursor } from './cursor.ts'
import { type Json, describe, idOf, isAbsent, isDigits, isObject, shorten } from './json.ts'

/** `+1 (555) 010-0000` and the like. */
const AS_PEOPLE_WRITE_IT = /^[\d\s+().-]+$/
const SHORTEST = 3
/** The international plan has 15. */
const LONGEST = 20

/** The digits of a phone number as people see it. */
export const digitsOf = (u: unknown): string | undefined => {
  const text = idOf(u)
  if (text === undefined) return undefined
  const digits = isDigits(text) ? text : AS_PEOPLE_WRITE_IT.test(text) ? text.replace(/\D/g, '') : ''
  return digits.length >= SHORTEST && digits.length <= LONGEST ? digits : undefined
}

/** Notes which number people see for the id that this `metadata` names. */
export const notePhoneNumber = (cursor: Cursor, metadata: unknown): void => {
  if (!isObject(metadata)) return
  const phoneNumberId = idOf(metadata.phone_number_id)
  const displayPhoneNumber = digitsOf(metadata.display_phone_number)
  if (phoneNumberId === undefined || displayPhoneNumber === undefined) return
  const pair = { phoneNumberId, displayPhoneNumber }
  if (isNoted(cursor, pair)) return
  cursor.phoneNumbers.push(pair)
  cursor.phoneNumbersKnown?.add(keyOf(pair))
}

/** Almost every body names one pair, a hostile one thousands. */
const LONGEST_SCAN = 8

const isNoted = (cursor: Cursor, pair: PhoneNumber): boolean => {
  const { phoneNumbers } = cursor
  if (phoneNumbers.length > LONGEST_SCAN) {
    cursor.phoneNumbersKnown ??= new Set(phoneNumbers.map(keyOf))
    return cursor.phoneNumbersKnown.has(keyOf(pair))
  }
  return phoneNumbers.some(
    ({ phoneNumberId, displayPhoneNumber }) =>
      phoneNumberId === pair.phoneNumberId && displayPhoneNumber === pair.displayPhoneNumber,
  )
}

const keyOf = ({ phoneNumberId, displayPhoneNumber }: PhoneNumber): string =>
  `${displayPhoneNumber}/${phoneNumberId}`

/** The one phone number that an event is about; nothing where it is about the whole account. */
export type NumberNamed =
  | { readonly phoneNumberId: string }
  | { readonly displayPhoneNumber: string }
  | Readonly<Record<never, never>>

/** The phone number that a value about an account names; a text says why it cannot be read. */
export const numberNamedIn = (value: Json): NumberNamed | string => {
  const { metadata, phone_number_id } = value
  const phoneNumberId =
    idOf(phone_number_id) ?? (isObject(metadata) ? idOf(metadata.phone_number_id) : undefined)
  if (phoneNumberId !== undefined) return { phoneNumberId }
  const key = isAbsent(value.display_phone_number) ? 'phone_number' : 'display_phone_number'
  const shown = value[key]
  if (isAbsent(shown)) return {}
  const displayPhoneNumber = digitsOf(shown)
  if (displayPhoneNumber !== undefined) return { displayPhoneNumber }
  return `the ${key} is not a phone number: ${typeof shown === 'string' ? shorten(shown) : describe(shown)}`
}

/** The number as two parts of an event's id. */
export const numberInId = (number: NumberNamed): readonly [phoneNumberId: string, shown: string] => [
  'phoneNumberId' in number ? number.phoneNumberId : '',
  'displayPhoneNumber' in number ? number.displayPhoneNumber : '',
]
