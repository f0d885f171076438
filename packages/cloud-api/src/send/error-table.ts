import { DAY, HOUR, MINUTE } from '@guichet/core'
import type { BackOff, NotBefore } from './back-off.ts'
import type { Retry, Sent } from './error-code.ts'

const SECOND = 1000

/** Meta's own rule for the pair rate: 4^X seconds, X = 0, 1, 2 … (ERR-131056). */
const pairRate: BackOff = { kind: 'back-off', first: SECOND, factor: 4, longest: DAY }
const soon: BackOff = { kind: 'back-off', first: SECOND, factor: 2, longest: 5 * MINUTE }
/** Calls are counted by the hour. */
const hourly: BackOff = { kind: 'back-off', first: MINUTE, factor: 2, longest: HOUR }
/** An upgrade of the throughput takes up to a minute. */
const minutes: BackOff = { kind: 'back-off', first: 15 * SECOND, factor: 2, longest: 5 * MINUTE }
/** Meta restricts who repeats marketing messages sooner (ERR-131049). */
const tomorrow: NotBefore = { kind: 'not-before', wait: DAY }
/** Meta names no length; an hour is a position. */
const later: NotBefore = { kind: 'not-before', wait: HOUR }

/** The codes from `first` to `last`, which share a row. */
export interface ErrorRow {
  readonly first: number
  readonly last: number
  readonly meaning: string
  readonly retry: Retry
  readonly sent: Sent
}

const row = (code: number, meaning: string, retry: Retry, sent: Sent = 'nothing'): ErrorRow => ({
  first: code,
  last: code,
  meaning,
  retry,
  sent,
})

const span = (
  first: number,
  last: number,
  meaning: string,
  retry: Retry,
  sent: Sent = 'nothing',
): ErrorRow => ({
  first,
  last,
  meaning,
  retry,
  sent,
})

/** Meta's error codes, in our own words; each row is the clause `ERR-` with its first code. */
export const errorTable: readonly ErrorRow[] = [
  row(0, 'the access token was not accepted', 'after-fix'),
  row(3, 'the app lacks a capability', 'after-fix'),
  row(10, 'the app lacks a permission', 'after-fix'),
  row(190, 'the access token is wrong or has expired', 'after-fix'),
  span(200, 299, 'the app lacks a permission', 'after-fix'),

  row(1, 'an error that WhatsApp does not explain', soon, 'in-doubt'),
  row(2, 'WhatsApp is down or overloaded', soon, 'in-doubt'),
  row(131000, 'an error that WhatsApp does not explain', soon, 'in-doubt'),
  row(131016, 'a service of WhatsApp is down', soon, 'in-doubt'),
  row(133004, 'the server is down', soon, 'in-doubt'),

  row(4, 'too many calls by the app', hourly),
  row(613, 'too many calls', hourly),
  row(80007, 'too many calls for the account', hourly),
  row(130429, 'too many messages from the phone number', soon),
  row(131056, 'too many messages to this customer', pairRate),
  row(131057, 'the account is in maintenance, or its throughput is being raised', minutes),
  row(131048, 'too many messages of the phone number were blocked or flagged', later),
  row(131064, 'limited for a time for the misuse of template categories', 'after-fix'),

  row(100, 'a parameter is wrong or misspelt', 'no'),
  row(131008, 'a parameter is missing', 'no'),
  row(131009, 'the value of a parameter is wrong', 'no'),
  row(131021, 'the customer is the phone number itself', 'no'),
  row(131051, 'the type of the message is not supported', 'no'),
  row(131052, "the customer's media could not be fetched", soon),
  row(131053, 'the media could not be uploaded', 'after-fix'),
  row(131055, 'the method is not allowed', 'no'),

  row(368, 'blocked for the violation of a policy', 'no'),
  row(131031, 'the account is locked', 'no'),
  row(130497, 'the account may not write to customers in this country', 'no'),
  row(131005, 'access denied', 'no'),
  row(131037, 'the display name is not approved', 'no'),
  row(131045, 'the phone number is not registered right', 'no'),
  row(133010, 'the phone number is not registered', 'no'),
  row(133016, 'registered too often within 72 hours', 'no'),
  row(131042, 'something about the payment stands in the way', 'after-fix'),
  row(131065, 'a maximum price is not to be had in this country', 'no'),

  row(131026, 'cannot be delivered to this customer', 'no'),
  row(131030, 'the customer is not on the list of a test number', 'no'),
  row(135000, 'WhatsApp could not handle the request, and does not explain why', 'no', 'by-status'),
  row(137000, 'the customer is not known by this identity any more', 'no'),

  row(131047, 'outside the customer service window', 'no'),
  row(470, 'outside the customer service window, on-premises', 'no'),

  row(130472, 'the customer is part of an experiment without marketing messages', 'no'),
  row(131049, 'the customer gets enough marketing messages as it is', tomorrow),
  row(131050, 'the customer stopped marketing messages', 'no'),
  row(131063, 'utility templates of this account are not sent', 'no'),

  row(132000, 'the template has another number of parameters', 'no'),
  row(132001, 'no such template in this language', 'no'),
  row(132005, 'the template with its parameters is too long', 'no'),
  row(132007, 'the content of the template is against the policy', 'no'),
  row(132008, 'a parameter of the template has the wrong form', 'no'),
  row(132012, 'a parameter of the template has the wrong form', 'no'),
  row(132015, 'the template is paused', 'after-fix'),
  row(132016, 'the template is disabled', 'no'),
  row(132018, 'the parameters of the template are not valid', 'no'),
  row(132068, 'the flow is blocked', 'no'),
  row(132069, 'the flow is slowed down', later),

  // Families of which not every member is known.
  row(131020, 'about the group', 'no', 'by-status'),
  row(131041, 'about the group', 'no', 'by-status'),
  span(131201, 131215, 'about the group', 'no', 'by-status'),
  span(134100, 134103, 'about the marketing messages endpoint', 'no', 'by-status'),
  span(138006, 138999, 'about calls', 'no', 'by-status'),
]
