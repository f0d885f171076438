import { object, optional } from '../shape/object.ts'
import { limit, place } from '../shape/query.ts'
import type { Shape } from '../shape/shape.ts'

export interface TrailQuery {
  readonly limit: number
  readonly before?: number
}

/** The query of `GET /audit-trail`. */
export const trailQuery: Shape<TrailQuery> = object({
  limit: limit(100, 1000),
  before: optional(place('Only entries with a lower place.', 'the place of an entry')),
})
