import { count, instant, list, object, orNull, shared, text, word, words } from './make.ts'
import { forwardedEvents } from '../../tenants/tenant.ts'
import type { Schemas } from '../types.ts'

/** Webhooks and events that are handed on. */
export const deliverySchemas: Schemas = {
  Delivery: object({
    id: text(),
    url: text('The endpoint.'),
    events: words(...forwardedEvents),
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
