import { instant, list, object, orNull, shared, text, words } from './make.ts'
import type { Schemas } from '../types.ts'

/** Messages that are sent later. */
export const outboxSchemas: Schemas = {
  OutboxEntry: object(
    {
      id: text(),
      state: words('waiting', 'sending', 'over'),
      outcome: {
        enum: [
          'accepted',
          'expired',
          'cancelled',
          'refused-by-rule',
          'refused-by-whatsapp',
          'unknown',
          'failed',
          'key-reused',
          'given-up',
          null,
        ],
        description:
          '`null` while it waits. `expired`: `until` came first. `unknown`: it may have been sent, and is not sent again.',
      },
      phoneNumberId: text(),
      to: text('The customer.'),
      when: text('`open`, `cheapest`, `now` for one that a rate holds up, or the instant.'),
      until: instant('Not sent from then on.'),
      atUntil: words('drop', 'template'),
      madeAt: instant('When it was kept.'),
      dueAt: orNull(instant('When it is looked at next by itself.')),
      endedAt: orNull(instant('When its outcome became known.')),
    },
    {
      message: text('The wamid of an accepted message.'),
      sentAs: text('`service` or `template`.'),
      charge: orNull(shared('ChargeForecast')),
      reasons: list(text(), 'Why the rules refused it.'),
      code: orNull({ type: 'integer', description: "Meta's code of an error." }),
      explanation: text('Why, in words.'),
    },
  ),
  Outbox: object({
    outbox: list(shared('OutboxEntry')),
    next: orNull(text('The address of the next page; `null` on the last one.')),
  }),
}
