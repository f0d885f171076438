import { longestCallbackData } from '../../connection/callback-data.ts'
import { either, given, is, not } from '../../shape/condition.ts'
import { definitionsOf } from '../../shape/shape.ts'
import { standardRequest } from '../../standard/request.ts'
import { instant, list, object, orNull, shared, text, truth, word, words } from './make.ts'
import type { Schema, Schemas } from '../types.ts'

const named = (description: string): Schema => ({ ...text(description), minLength: 1 })

/** Messages for the standard API and the connection API, and their answers. */
export const sendSchemas: Schemas = {
  ...definitionsOf(standardRequest),
  StandardSent: object(
    {
      message: text('The wamid.'),
      sentAs: words('service', 'template'),
      charge: orNull(shared('ChargeForecast')),
      validUntil: orNull(
        instant('From then on such a message is refused; `null` when no deadline is known.'),
      ),
      notKnown: shared('NotKnown'),
    },
    { price: shared('Price') },
  ),
  RefusedProblem: object(
    {
      type: word('/problems/refused-by-rule'),
      title: text(),
      status: { const: 422 },
      detail: text('Every reason, in words.'),
      reasons: list(shared('Reason')),
      remedies: list(shared('Remedy'), 'What to do instead.'),
      notKnown: shared('NotKnown'),
    },
    {},
    'The rules refuse it, with every reason and what to do instead. Nothing was sent.',
  ),
  CloudMessage: {
    ...object(
      { messaging_product: word('whatsapp') },
      {
        to: named('The customer.'),
        recipient: named('The customer, by a user id.'),
        type: text('Such as `text` or `template`.'),
        template: {
          ...object({ name: named('Its name.'), language: object({ code: named('Such as `en_US`.') }) }),
          additionalProperties: true,
        },
        status: text('`read` in a read receipt, which goes to nobody.'),
        biz_opaque_callback_data: {
          ...text('The statuses of the message return it.'),
          maxLength: longestCallbackData,
        },
      },
      "A message as Meta's Cloud API takes it; see Meta's documentation for all of its members.",
    ),
    allOf: [
      either(given('to'), given('recipient'), given('status')).schema,
      either(not(is('type', 'template')), given('template'), given('status')).schema,
    ],
    additionalProperties: true,
  },
  CloudSent: object({
    messaging_product: word('whatsapp'),
    contacts: list(
      object({ input: text('The customer as the request named it.') }, { wa_id: text(), user_id: text() }),
    ),
    messages: list(object({ id: text('The wamid.') }, { message_status: text() })),
  }),
  CloudKept: object({
    messaging_product: word('whatsapp'),
    contacts: list(object({ input: text(), wa_id: text() })),
    messages: list(
      object({ id: text('No wamid: the message is not sent yet.'), message_status: word('held') }),
    ),
    guichet: object({ outbox: shared('OutboxEntry') }),
  }),
  GraphError: object({
    error: {
      ...object(
        { message: text(), type: text(), code: { type: 'integer', description: "Meta's error code." } },
        {
          error_data: object({ messaging_product: word('whatsapp'), details: text('Reason and remedy.') }),
          is_transient: truth('May the same request succeed later?'),
          guichet: {
            ...object(
              { outcome: text('The outcome of the request.') },
              {
                reason: text(),
                reasons: list(shared('Reason')),
                remedies: list(shared('Remedy')),
                notKnown: shared('NotKnown'),
              },
              'Members that Guichet adds.',
            ),
          },
        },
      ),
      additionalProperties: true,
    },
  }),
}
