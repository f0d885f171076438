import { instant, list, object, orNull, shared, text, truth, word, words } from './make.ts'
import type { Schemas } from '../types.ts'

const anything = { type: 'object' }

/** Messages for the standard API and the connection API, and their answers. */
export const sendSchemas: Schemas = {
  StandardMessage: object(
    { to: text('The customer: a phone number or a user id.') },
    {
      phoneNumberId: text('The phone number id to send from; may be left out where the gateway has one.'),
      text: text('Sent while the customer service window is open.'),
      when: text(
        '`now` (default), `open` (once the customer writes), `cheapest` (at the cheapest moment up to `until`), or an ' +
          'instant. All but `now` are answered with 202.',
      ),
      until: instant(
        'Not sent from then on. Default: 7 days for `open`, a day after the instant or with `pace`; `cheapest` needs it.',
      ),
      atUntil: {
        ...words('template', 'drop'),
        description:
          'With `open`, what happens at `until`; `template` where one stands beside the text, else `drop`.',
      },
      pace: truth(
        'What exceeds the pair rate or the throughput is kept and sent as soon as they allow it, not refused.',
      ),
      template: {
        ...object(
          { name: text('The name of the template.'), language: text('Such as `en_US`.') },
          {
            category: text('`marketing`, `utility` or `authentication`, if it is known.'),
            components: list(anything, 'In the shape of the Cloud API.'),
          },
        ),
        description: 'Sent while it is closed. Without it, a text is refused then.',
      },
    },
    'A text, a template, or both: the rules choose.',
  ),
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
        to: text('The customer.'),
        recipient: text('The customer, by a user id.'),
        type: text('Such as `text` or `template`.'),
        biz_opaque_callback_data: text('The statuses of the message return it.'),
      },
      "A message as Meta's Cloud API takes it; see Meta's documentation for all of its members.",
    ),
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
