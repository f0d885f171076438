import { count, instant, list, object, orNull, shared, text, word, words } from './make.ts'
import type { Schemas } from '../types.ts'

/** Webhooks that are handed on. */
export const deliverySchemas: Schemas = {
  Delivery: object({
    id: text(),
    url: text('The endpoint.'),
    events: word('*'),
    state: words('waiting', 'delivered', 'dead'),
    attempts: count('How often it was tried.'),
    lastError: orNull(text('Why the endpoint did not take it the last time.')),
    madeAt: instant('When it came in.'),
    retryAt: orNull(instant('Not tried again before.')),
    endedAt: orNull(instant('When it was delivered, or given up.')),
  }),
  Deliveries: object({ deliveries: list(shared('Delivery')) }),
  Resent: object({ id: text(), state: word('waiting') }),
}
