import { count, instant, list, object, orNull, shared, text, word, words } from './make.ts'
import type { Schema, Schemas } from '../types.ts'

const event = (
  type: string,
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema =>
  object(
    {
      type: word(type),
      id: text('The same whenever the same event is delivered again.'),
      at: instant('When it happened.'),
      ...required,
    },
    optional,
  )

const thread = { phoneNumberId: shared('PhoneNumberId'), customer: shared('Customer') }
const key = text('The `Idempotency-Key` of the request, or one of our own where it had none.')
const explanation = text('Why, in words.')

/** The events of the gateway that are forwarded. */
export const noticeSchemas: Schemas = {
  WindowClosing: event('window-closing', { ...thread, closesAt: instant('When the window closes.') }),
  WindowClosed: event('window-closed', { ...thread, closedAt: instant('When the window closed.') }),
  MessageRefused: event(
    'refused',
    {
      ...thread,
      idempotencyKey: key,
      content: words('service', 'reaction', 'template'),
      by: words('rules', 'whatsapp'),
      explanation,
    },
    {
      reasons: list(text(), 'By the rules: the codes of the reasons.'),
      code: orNull({ type: 'integer', description: "By WhatsApp: Meta's code." }),
    },
  ),
  OutcomeKnown: event(
    'outcome-known',
    {
      ...thread,
      idempotencyKey: key,
      outbox: orNull(text('The id of the entry in the outbox; `null` for a message of unknown fate.')),
      outcome: words(
        'accepted',
        'expired',
        'cancelled',
        'refused-by-rule',
        'refused-by-whatsapp',
        'unknown',
        'failed',
        'given-up',
        'key-reused',
      ),
      message: orNull(text('The wamid of an accepted message.')),
    },
    {
      sentAs: text('Of a held message that was accepted: `service` or `template`.'),
      reasons: list(text(), 'The codes of the rules that refused it.'),
      code: orNull({ type: 'integer', description: "Meta's code." }),
      explanation,
    },
  ),
  EntryPointWaiting: event('entry-point-waiting', {
    ...thread,
    replyBy: instant('An answer before makes the conversation free.'),
  }),
  AccountRestricted: event('restricted', {
    account: text(),
    phoneNumberId: orNull(text('The phone number; `null`: the whole account.')),
    restriction: text('As in `GET /phone-numbers`.'),
    until: orNull(instant('When it ends; `null`: not known.')),
  }),
  LimitNear: event('limit-near', {
    phoneNumberId: shared('PhoneNumberId'),
    limit: count('How many customers may be written to first in 24 hours.'),
    used: count('How many count.'),
  }),
  TemplatePaused: event('template-paused', {
    account: orNull(text()),
    template: object({ name: text(), language: text() }),
  }),
}
