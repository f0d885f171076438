import { intentKey } from '../../questions/requests.ts'
import { definitionsOf } from '../../shape/shape.ts'
import { count, instant, list, object, oneOf, orNull, shared, text, truth, word, words } from './make.ts'
import type { Schema, Schemas } from '../types.ts'

const state = (is: string, fields: Readonly<Record<string, Schema>>): Schema =>
  object({ is: word(is), ...fields })

/** What is listed beside the threads. */
export const listSchemas: Schemas = {
  ...definitionsOf(intentKey),
  Intents: object({ intents: list(shared('Intent'), 'The oldest first.') }),
  Intent: object({
    phoneNumberId: text(),
    recipient: text('The customer, by any id.'),
    key: text("The caller's idempotency key, or one that was made for it."),
    claimedAt: instant('When the last attempt to send it began.'),
    content: shared('MessageContent'),
    state: oneOf(
      state('dispatching', { until: instant('An intent that is still sending then is of unknown fate.') }),
      state('unknown', { reason: text('Why its fate is not known.') }),
    ),
  }),
  GaveUp: object({ gaveUp: truth('Was there one of unknown fate?') }),
  Templates: object({
    templates: list(
      object({
        account: orNull(text('The account of the template; `null` if the source named none.')),
        name: text(),
        language: text(),
        status: orNull(text("Meta's word, such as `APPROVED` or `PAUSED`; `null` while no status is known.")),
        category: orNull(text()),
        since: orNull(instant('When the status began.')),
      }),
      'By account, name and language.',
    ),
    lists: list(
      object({
        account: text(),
        complete: truth('Is there a list of all its templates? Only then is one that is not in it unknown.'),
        listedAt: orNull(instant('When the newest stored list was requested.')),
        readAt: orNull(instant('When a list was last read that changed nothing or was stored.')),
        failure: orNull(shared('ListFailure')),
      }),
      'The accounts whose list is kept up to date, by account.',
    ),
  }),
  PhoneNumbers: object({ phoneNumbers: list(shared('NumberLimits')) }),
  NumberLimits: object({
    phoneNumberId: text(),
    accounts: list(text(), 'The accounts that it was seen under.'),
    messagingLimit: orNull(
      object({
        limit: orNull(count('Customers who may be written to first in 24 hours; `null` for any number.')),
        used: count('How many of them count now; 0 where any number may be written to.'),
        freesAt: orNull(instant('When there is room again; `null` while there is.')),
      }),
    ),
    perSecond: orNull(count('Messages a second, sent and received; `null` where it is not known.')),
    restrictions: orNull(
      list(
        object({
          restriction: words(
            'business-initiated-messages',
            'replies',
            'all-messages',
            'direct-send-utility',
            'business-initiated-calls',
          ),
          until: orNull(instant('When it ends by itself.')),
        }),
        'Those in force; `null` where no webhook said anything of them.',
      ),
    ),
  }),
  ListFailure: object({
    since: instant('Since when reading the list has failed.'),
    at: instant('When that was last tried.'),
    outcome: words('refused', 'failed', 'unknown', 'not-stored'),
    detail: text('The reason.'),
    status: orNull(count("HTTP's status, where there was an answer.")),
    code: orNull(count("Meta's error code, where the answer held one.")),
    retryAt: instant('When it is read again.'),
  }),
  Findings: object({
    findings: list(
      object({
        code: text(
          '`meta-refused-inside-window`: WhatsApp refused a message although the window is open. ' +
            '`category-known-late`: the category of a template became known after a charge was settled without it.',
        ),
        phoneNumberId: text(),
        customer: text(),
        message: text('The wamid.'),
        at: instant('When WhatsApp refused the message, or when the message was sent.'),
        because: list(text(), 'Ids of clauses.'),
        window: orNull(shared('Interval')),
        template: orNull(
          object({ name: text(), language: orNull(text()), category: text('As it is known now.') }),
        ),
        explanation: orNull(text('The finding in words.')),
      }),
      'Where WhatsApp differs from what the rules say, or a charge from what was known when it was settled; the newest first.',
    ),
  }),
  AuditTrail: object({
    entries: list(
      object({
        place: count('Later entries have higher places.'),
        at: instant('When the request was answered.'),
        key: text('The name of the API key.'),
        action: text('The method, and the path of the Graph API or the pattern of the route.'),
        status: count("HTTP's status of the answer."),
        outcome: orNull(text('Such as `accepted`, `passed-on`, or the kind of the problem.')),
        reasons: orNull(text('Why the rules refused it; comma-separated.')),
        code: orNull({ type: 'integer', description: "Meta's code of the error." }),
        phoneNumberId: orNull(text('The phone number that it was about.')),
        requestId: text('The `X-Request-Id` of the answer.'),
      }),
      'The newest first.',
    ),
    next: orNull(count('`before` of the next page; `null` where there is none.')),
  }),
  Erased: object({
    threads: count('How many threads are no more.'),
    ids: count('Under how many ids the customer was known.'),
  }),
  Pruned: object({ webhooks: count('How many were forgotten.') }),
  Unread: object({
    unread: list(
      object({
        source: text('The SHA-256 of the webhook body.'),
        receivedAt: instant('When the webhook arrived.'),
        path: orNull(text('Where in the webhook body.')),
        reason: text('Why it gave no event.'),
        event: orNull({ type: 'object', description: 'The event, if it is one that came too late.' }),
      }),
      'The newest first.',
    ),
  }),
}
