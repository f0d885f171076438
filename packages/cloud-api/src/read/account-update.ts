import { readAuthenticationRate } from './authentication-rate.ts'
import { readBan } from './ban.ts'
import { type Cursor, report } from './cursor.ts'
import { readEach } from './each.ts'
import { type Json, describe, isAbsent, isList, shorten, textOf } from './json.ts'
import { readRestriction } from './restriction.ts'

/** Reads `account_update`: what WhatsApp restricts, bans, gives back or charges an account for (LIM-29). */
export const readAccountUpdate = (cursor: Cursor, value: Json): void => {
  const { event, ban_info, restriction_info } = value
  const restricts = event === 'ACCOUNT_RESTRICTION'
  if (isList(restriction_info))
    readEach(cursor, 'restriction_info', restriction_info, (_, one) =>
      restricts ? readRestriction(cursor, value, one) : reportUnderOther(cursor, event),
    )
  if (!isAbsent(ban_info)) return readBan(cursor, ban_info)
  if (restricts) return reportNoRestrictions(cursor, restriction_info)
  if (event === 'AUTH_INTL_PRICE_ELIGIBILITY_UPDATE') return readAuthenticationRate(cursor, value)
  const word = textOf(event, LONGEST_WORD)
  if (word === undefined)
    return report(cursor, `the event of the account is ${describe(event)}`, cursor.field)
  report(cursor, reasons.get(word) ?? `account event not known today: ${shorten(word)}`, cursor.field)
}

const LONGEST_WORD = 512

const reportUnderOther = (cursor: Cursor, event: unknown): void =>
  report(
    cursor,
    `a restriction under another event than ACCOUNT_RESTRICTION: ${typeof event === 'string' ? shorten(event) : describe(event)}`,
    'restriction_info',
  )

const reportNoRestrictions = (cursor: Cursor, list: unknown): void => {
  if (list === undefined) return report(cursor, 'the value has no restriction_info', cursor.field, '.value')
  const part = '.value.restriction_info'
  if (!isList(list)) return report(cursor, `not a list but ${describe(list)}`, cursor.field, part)
  if (list.length === 0) report(cursor, 'restriction_info names no restriction', cursor.field, part)
}

/** Why an event of the account says nothing about sending. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ACCOUNT_VIOLATION', 'ACCOUNT_VIOLATION: a warning, which restricts nothing by itself (POS-44)'],
  ['ACCOUNT_DELETED', 'ACCOUNT_DELETED: the account is gone, and WhatsApp answers for it no longer'],
  [
    'ACCOUNT_OFFBOARDED',
    'ACCOUNT_OFFBOARDED: the WhatsApp Business app left the Cloud API; restricts nothing',
  ],
  ['ACCOUNT_RECONNECTED', 'ACCOUNT_RECONNECTED: the WhatsApp Business app is back; restricts nothing'],
  ['AD_ACCOUNT_LINKED', 'AD_ACCOUNT_LINKED: about advertising; restricts nothing'],
  [
    'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE',
    'BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE: where the business is; restricts nothing',
  ],
  ['DISABLED_UPDATE', 'DISABLED_UPDATE without ban_info: whether the account is banned or back is unknown'],
  ['MM_LITE_TERMS_SIGNED', 'MM_LITE_TERMS_SIGNED: terms of another way to send; restricts nothing'],
  ['PARTNER_ADDED', 'PARTNER_ADDED: about a partner; restricts nothing'],
  ['PARTNER_APP_INSTALLED', 'PARTNER_APP_INSTALLED: about a partner; restricts nothing'],
  ['PARTNER_APP_UNINSTALLED', 'PARTNER_APP_UNINSTALLED: about a partner; restricts nothing'],
  [
    'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE',
    'PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE: about a verification; restricts nothing',
  ],
  ['PARTNER_REMOVED', 'PARTNER_REMOVED: about a partner; restricts nothing'],
  ['VERIFIED_ACCOUNT', 'VERIFIED_ACCOUNT: about a verification; restricts nothing'],
  [
    'VOLUME_BASED_PRICING_TIER_UPDATE',
    'VOLUME_BASED_PRICING_TIER_UPDATE: a price by volume, which is counted from the charges themselves (PMP-14)',
  ],
])
