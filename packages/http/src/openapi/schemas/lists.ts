import { count, instant, list, object, oneOf, orNull, shared, text, truth, word, words } from './make.ts'
import type { Schema, Schemas } from '../types.ts'

const state = (is: string, fields: Readonly<Record<string, Schema>>): Schema =>
  object({ is: word(is), ...fields })

/** What there is to know beside the threads. */
export const listSchemas: Schemas = {
  IntentKey: object({
    phoneNumberId: shared('PhoneNumberId'),
    recipient: text('The customer, by the id under which the thread is kept.'),
    key: text("The caller's idempotency key."),
  }),
  Intents: object({ intents: list(shared('Intent'), 'The oldest first.') }),
  Intent: object({
    phoneNumberId: text(),
    recipient: text('The customer, by any id.'),
    key: text("The caller's idempotency key, or one that was made for it."),
    claimedAt: instant('When somebody last set out to send it.'),
    content: shared('MessageContent'),
    state: oneOf(
      state('dispatching', { until: instant('What is still so then is of unknown fate.') }),
      state('unknown', { reason: text('Why its fate is not known.') }),
    ),
  }),
  GaveUp: object({ gaveUp: truth('Was there one of unknown fate?') }),
  Templates: object({
    templates: list(
      object({
        account: orNull(text('Whose it is; `null` where whoever told of it named no account.')),
        name: text(),
        language: text(),
        status: orNull(text("Meta's word, such as `APPROVED` or `PAUSED`; `null` while none was heard.")),
        category: orNull(text()),
        since: orNull(instant('When the status began.')),
      }),
      'By account, name and language.',
    ),
    lists: list(
      object({
        account: text(),
        complete: truth('Is there a list of all its templates? Only then is one that is not in it unknown.'),
        listedAt: orNull(instant('When the newest list that was kept was asked for.')),
        readAt: orNull(instant('When a list was last read that said nothing else, or was kept.')),
        failure: orNull(shared('ListFailure')),
      }),
      'The accounts whose list is kept up to date, by account.',
    ),
  }),
  ListFailure: object({
    since: instant('Since when the list cannot be read.'),
    at: instant('When that was last tried.'),
    outcome: words('refused', 'failed', 'unknown', 'not-stored'),
    detail: text('Why, in words.'),
    status: orNull(count("HTTP's status, where there was an answer.")),
    code: orNull(count("Meta's error code, where the answer held one.")),
    retryAt: instant('When it is read again.'),
  }),
  Findings: object({
    findings: list(
      object({
        code: text('Such as `meta-refused-inside-window`.'),
        phoneNumberId: text(),
        customer: text(),
        message: text('The wamid.'),
        at: instant('When WhatsApp said so.'),
        because: list(text(), 'Ids of clauses.'),
        window: orNull(shared('Interval')),
      }),
      'Where WhatsApp differs from what the rules say, the newest first.',
    ),
  }),
  Unread: object({
    unread: list(
      object({
        source: text('The SHA-256 of what it came in.'),
        receivedAt: instant('When it came.'),
        path: orNull(text('Where in the webhook body.')),
        reason: text('Why it gave no event.'),
        event: orNull({ type: 'object', description: 'The event, where it was one and came too late.' }),
      }),
      'The newest first.',
    ),
  }),
}
