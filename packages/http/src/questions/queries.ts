import type { Duration, Instant, ThreadKey } from '@guichet/core'
import { both, either, given, not, rule, type Rule } from '../shape/condition.ts'
import { duration } from '../shape/duration.ts'
import { customer, phoneNumberId } from '../shape/ids.ts'
import { instant } from '../shape/instant.ts'
import { byDefault, object, optional } from '../shape/object.ts'
import { words } from '../shape/plain.ts'
import { limit } from '../shape/query.ts'
import { described, type Shape } from '../shape/shape.ts'

/** The path of a thread. */
export const threadKey: Shape<ThreadKey> = object({
  phoneNumberId: described(phoneNumberId, 'The id of the business phone number.'),
  customer: described(customer, 'Any id of the customer, percent-encoded.'),
})

/** How many a list has at most. */
export interface Limited {
  readonly limit: number
}

/** The query of lists beside the threads. */
export const listQuery: Shape<Limited> = object({ limit: limit(100, 1000) })

/** The query of the lists in a thread. */
export const longListQuery: Shape<Limited> = object({ limit: limit(1000, 10_000) })

export interface ThreadsQuery extends Limited {
  readonly 'closing-within'?: Duration
  readonly 'reply-within'?: Duration
  readonly waiting?: 'true'
}

/** The query of `GET /threads`. */
export const threadsQuery: Shape<ThreadsQuery> = object(
  {
    'closing-within': optional(duration('The window closes within this time, a year at most.')),
    waiting: optional(words(['true'], 'The customer waits for an answer.')),
    'reply-within': optional(
      duration('A reply opens a free entry point until within this time, a year at most.'),
    ),
    limit: limit(100, 1000),
  },
  {
    rules: [
      rule(
        'closing-within',
        either(given('closing-within'), given('reply-within'), given('waiting')),
        'is missing; give closing-within=PT1H, for instance, reply-within=PT24H or waiting=true',
      ),
      notBoth('closing-within', 'reply-within'),
      notBoth('closing-within', 'waiting'),
      notBoth('reply-within', 'waiting'),
    ],
  },
)

function notBoth(first: string, second: string): Rule {
  return rule(second, not(both(given(first), given(second))), `give ${first} or ${second}, not both`)
}

/** The query of `GET /threads/{phoneNumberId}/{customer}`. */
export const threadQuery: Shape<{ readonly at?: Instant }> = object({
  at: optional(instant('As of that instant; now if it is left out.')),
})

export interface TimelineQuery {
  readonly theme: 'auto' | 'light' | 'dark'
  readonly from?: Instant
  readonly until?: Instant
}

/** The query of `GET /threads/{phoneNumberId}/{customer}/timeline.svg`. */
export const timelineQuery: Shape<TimelineQuery> = object({
  theme: byDefault(words(['auto', 'light', 'dark'], 'The colours; `auto` follows the reader.'), 'auto'),
  from: optional(instant('Where the picture begins.')),
  until: optional(instant('Where the picture ends.')),
})
