import type { Instant } from '@guichet/core'
import { customer } from '../shape/ids.ts'
import { instant } from '../shape/instant.ts'
import { object } from '../shape/object.ts'
import type { Shape } from '../shape/shape.ts'

/** The body of `POST /erasures`. */
export const erasureRequest: Shape<{ readonly customer: string }> = object({ customer })

/** The body of `POST /prunings`. */
export const pruningRequest: Shape<{ readonly before: Instant }> = object({
  before: instant('What came before it is forgotten.'),
})
