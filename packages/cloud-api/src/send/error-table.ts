import { DAY, HOUR, MINUTE } from '@guichet/core'
import type { BackOff, NotBefore } from './back-off.ts'
import type { Fault, Retry, Sent } from './error-code.ts'

const SECOND = 1000

/** Meta's own rule for the pair rate: 4^X seconds, X = 0, 1, 2 … (LIM-36, ERR-131056). */
const pairRate: BackOff = { kind: 'back-off', first: SECOND, factor: 4, longest: DAY }
const soon: BackOff = { kind: 'back-off', first: SECOND, factor: 2, longest: 5 * MINUTE }
/** Calls are counted by the hour. */
const hourly: BackOff = { kind: 'back-off', first: MINUTE, factor: 2, longest: HOUR }
/** An upgrade of the throughput takes up to a minute. */
const minutes: BackOff = { kind: 'back-off', first: 15 * SECOND, factor: 2, longest: 5 * MINUTE }
/**
 * Meta restricts senders who repeat marketing messages sooner (ERR-131049); requests and calls are counted by
 * the day.
 */
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
  readonly fault: Fault
}

type Codes = number | readonly [first: number, last: number]

/** Makes rows of one fault. */
const rowsOf =
  (fault: Fault) =>
  (codes: Codes, meaning: string, retry: Retry, sent: Sent = 'nothing'): ErrorRow => {
    const [first, last] = typeof codes === 'number' ? [codes, codes] : codes
    return { first, last, meaning, retry, sent, fault }
  }

const access = rowsOf('access')
const account = rowsOf('account')
const pace = rowsOf('pace')
const message = rowsOf('message')
const whatsapp = rowsOf('whatsapp')

/**
 * Meta's error codes, in our own words; each row is the clause `ERR-` with its first code. Where a family of
 * codes has one row, not every member of it is known, so a 5xx leaves in doubt what was sent (`by-status`).
 */
export const errorTable: readonly ErrorRow[] = [
  access(0, 'the access token was not accepted', 'after-fix'),
  access(3, 'the app lacks a capability', 'after-fix'),
  access(10, 'the app lacks a permission', 'after-fix'),
  access(102, 'the access token has expired or was revoked', 'after-fix'),
  access(190, 'the access token is wrong or has expired', 'after-fix'),
  access([200, 299], 'the app lacks a permission', 'after-fix'),

  whatsapp(1, 'an error that WhatsApp does not explain', soon, 'in-doubt'),
  whatsapp(2, 'WhatsApp is down or overloaded', soon, 'in-doubt'),
  whatsapp(131000, 'an error that WhatsApp does not explain', soon, 'in-doubt'),
  whatsapp(131016, 'a service of WhatsApp is down', soon, 'in-doubt'),
  whatsapp(133004, 'the server is down', soon, 'in-doubt'),

  pace(4, 'too many calls by the app', hourly),
  pace(613, 'too many calls', hourly),
  pace(80007, 'too many calls for the account', hourly),
  pace(130429, 'too many messages from the phone number', soon),
  pace(131056, 'too many messages to this customer', pairRate),
  pace(131057, 'the account is in maintenance, or its throughput is being raised', minutes),
  pace(131048, 'too many messages of the phone number were blocked or flagged', later),
  // It ends by itself.
  account(131064, 'limited for a time for the misuse of template categories', later),

  message(100, 'a parameter is wrong or misspelt', 'no'),
  message(131008, 'a parameter is missing', 'no'),
  message(131009, 'the value of a parameter is wrong', 'no'),
  message(131021, 'the customer is the phone number itself', 'no'),
  message(131051, 'the type of the message is not supported', 'no'),
  message(131052, "the customer's media could not be fetched", soon),
  message(131053, 'the media could not be uploaded', 'after-fix'),
  message(131055, 'the method is not allowed', 'no'),
  message(131062, 'this message cannot go to a user id; name the phone number', 'no'),

  account(368, 'blocked for the violation of a policy', 'no'),
  account(131031, 'the account is locked', 'no'),
  account(130497, 'the account may not write to customers in this country', 'no'),
  account(131005, 'access denied', 'no'),
  account(131037, 'the display name is not approved', 'no'),
  account(131045, 'the phone number is not registered correctly', 'no'),
  account(133010, 'the phone number is not registered', 'no'),
  account(133016, 'registered too often within 72 hours', 'no'),
  account(131042, 'a payment problem blocks the account', 'after-fix'),
  account(131044, 'a payment problem blocks calls', 'after-fix'),
  account(131063, 'marketing templates of this account go through /marketing_messages only', 'after-fix'),
  account(141008, 'the account is locked for a technical reason', 'after-fix'),
  account(141014, 'the account is banned', 'no'),
  message(131065, 'a maximum price is not available in this country', 'no'),

  message(131026, 'cannot be delivered to this customer', 'no'),
  message(131030, 'the customer is not on the list of a test number', 'no'),
  message(135000, 'WhatsApp could not process the request, and does not explain why', 'no', 'by-status'),
  message(137000, 'the customer no longer has this identity', 'no'),

  message(131047, 'outside the customer service window', 'no'),
  message(470, 'outside the customer service window, on-premises', 'no'),

  message(130472, 'the customer is part of an experiment without marketing messages', 'no'),
  message(131049, 'the customer already receives enough marketing messages', tomorrow),
  message(131050, 'the customer stopped marketing messages', 'no'),

  message(132000, 'the template has another number of parameters', 'no'),
  message(132001, 'the template does not exist in this language', 'no'),
  message(132005, 'the template with its parameters is too long', 'no'),
  message(132007, 'the content of the template is against the policy', 'no'),
  message(132008, 'a parameter of the template has the wrong form', 'no'),
  message(132012, 'a parameter of the template has the wrong form', 'no'),
  message(132015, 'the template is paused', 'after-fix'),
  message(132016, 'the template is disabled', 'no'),
  message(132018, 'the parameters of the template are not valid', 'no'),
  message(132068, 'the flow is blocked', 'no'),
  message(132069, 'the flow is slowed down', later),

  message(131020, 'about the group', 'no', 'by-status'),
  message(131041, 'about the group', 'no', 'by-status'),
  message(131059, 'the place in a list of groups is not valid', 'no'),
  message([131201, 131206], 'about the group', 'no', 'by-status'),
  message(131207, 'the group is suspended', 'no', 'by-status'),
  message([131208, 131215], 'about the group', 'no', 'by-status'),
  message([134100, 134103], 'about the marketing messages endpoint', 'no', 'by-status'),

  account(138000, 'calls are not enabled for the phone number', 'after-fix'),
  message(138001, 'the customer cannot be called', 'no'),
  pace(138002, 'too many calls of the phone number at once', soon),
  message(138003, 'a call with this customer already exists', 'no'),
  message(138004, 'the call could not be connected', 'no', 'by-status'),
  pace(138005, 'too many calls of the phone number in a day', later),
  message(138006, 'the customer has not permitted calls', 'no'),
  message(138007, 'the call was not connected in time', 'no', 'by-status'),
  message(138008, 'about calls', 'no', 'by-status'),
  message(138009, 'asked for permission to call this customer too often', tomorrow),
  message([138010, 138011], 'about calls', 'no', 'by-status'),
  message(138012, 'too many connected calls to this customer in a day', tomorrow),
  message(138013, 'calls are not offered in this country', 'no'),
  account(138014, 'calls of the phone number are paused for a time', tomorrow),
  account(138015, 'the messaging limit is too low for calls', 'after-fix'),
  message(138016, 'about calls', 'no', 'by-status'),
  message(138017, 'the customer has already permitted calls permanently', 'no'),
  account(138018, 'a requirement for calls is not set up, such as the calls webhook', 'after-fix'),
  message([138019, 138023], 'the set-up, the relay or the media of a call failed', 'no', 'by-status'),
  message([138024, 138037], 'about calls', 'no', 'by-status'),
  message(138038, 'another app answers for this conversation', 'no'),
  message([138039, 138999], 'about calls', 'no', 'by-status'),

  message([139000, 139004], 'about a flow', 'no', 'by-status'),
  message(139100, 'some entries of the block list were changed, others not', 'no', 'by-status'),
  message(139101, 'the block list is full', 'no'),
  message(139102, 'another change of the block list is under way', soon),
  message(139103, 'a fault inside WhatsApp about the block list', 'no', 'in-doubt'),
  message([147001, 147005], 'about the username of the phone number', 'no', 'by-status'),
]
