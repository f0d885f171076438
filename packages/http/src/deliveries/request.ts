import { byDefault, object } from '../shape/object.ts'
import { words } from '../shape/plain.ts'
import { limit } from '../shape/query.ts'
import type { Shape } from '../shape/shape.ts'

export interface DeliveriesQuery {
  readonly limit: number
  readonly state: 'any' | 'waiting' | 'delivered' | 'dead'
}

/** The query of `GET /deliveries`. */
export const deliveriesQuery: Shape<DeliveriesQuery> = object({
  limit: limit(100, 1000),
  state: byDefault(words(['any', 'waiting', 'delivered', 'dead'], 'Those of one state, or any.'), 'any'),
})
