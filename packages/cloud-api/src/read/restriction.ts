import type { AccountRestricted, Restriction } from '@guichet/core'
import { aboutAccount } from './account-fact.ts'
import { type Cursor, type Draft, handOver, report } from './cursor.ts'
import { eventId } from './event-id.ts'
import { type Json, describe, isAbsent, isObject, shorten, textOf } from './json.ts'
import { numberInId, numberNamedIn } from './phone-number.ts'
import { momentOf, whyNoMoment } from './seconds.ts'

/** Reads one of `restriction_info[]` (LIM-29): what the account, or the number that `value` names, may not do. */
export const readRestriction = (cursor: Cursor, value: Json, element: unknown): void => {
  if (!isObject(element)) return report(cursor, `not a restriction but ${describe(element)}`)
  const type = textOf(element.restriction_type, LONGEST_TYPE)
  if (type === undefined)
    return report(cursor, `the restriction_type is ${describe(element.restriction_type)}`)
  const known = oneSpelling(type)
  const restriction = forbids.get(known)
  if (restriction === undefined)
    return report(cursor, forbidsNoSend.get(known) ?? `restriction not known today: ${shorten(type)}`, type)
  const about = aboutAccount(cursor)
  if (typeof about === 'string') return report(cursor, about, type)
  const number = numberNamedIn(value)
  if (typeof number === 'string') return report(cursor, number, type)
  const { expiration } = element
  const until = momentOf(expiration)
  if (until === undefined && !isAbsent(expiration))
    return report(cursor, whyNoMoment('expiration', expiration), type)
  const { account, at } = about
  const ends = until === undefined ? '' : until / 1000
  const event: Draft<AccountRestricted> = {
    type: 'account-restricted',
    id: eventId('restricted', account, ...numberInId(number), restriction, ends, at / 1000),
    at,
    account,
    ...number,
    restriction,
  }
  if (until !== undefined) event.until = until
  handOver(cursor, event)
}

const LONGEST_TYPE = 512

/** The years have spelled one thing in several ways. */
const oneSpelling = (type: string): string =>
  type
    .toUpperCase()
    .replace(/^RESTRICTION_ON_/, 'RESTRICTED_')
    .replaceAll('BUSINESS_INITIATED', 'BIZ_INITIATED')

const forbids: ReadonlyMap<string, Restriction> = new Map<string, Restriction>([
  ['RESTRICTED_BIZ_INITIATED_MESSAGING', 'business-initiated-messages'],
  ['RESTRICTED_CUSTOMER_INITIATED_MESSAGING', 'replies'],
  ['RESTRICTED_USER_INITIATED_MESSAGING', 'replies'],
  ['RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES', 'direct-send-utility'],
  ['RESTRICTED_BIZ_INITIATED_CALLING', 'business-initiated-calls'],
  ['RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING', 'business-initiated-calls'],
])

/** Restrictions that leave everything that the business sends as it is. */
const forbidsNoSend: ReadonlyMap<string, string> = new Map([
  ['RESTRICTED_UTILITY_TEMPLATES', 'forbids to create utility templates; sending them is not affected'],
  ['RESTRICTED_ADD_PHONE_NUMBER_ACTION', 'forbids to add phone numbers; sending is not affected'],
  ['RESTRICTED_ADD_PHONE_NUMBER', 'forbids to add phone numbers; sending is not affected'],
  ['RESTRICTED_USER_INITIATED_CALLING', 'customers cannot call; what the business sends is not affected'],
  [
    'RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN',
    'the call button is hidden; what the business sends is not affected',
  ],
])
