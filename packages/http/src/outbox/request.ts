import { both, either, given, implies, is, later, not, rule, type Rule } from '../shape/condition.ts'
import { isLeft } from '@guichet/core'
import { writtenInstant } from '../shape/instant.ts'
import { byDefault, object, optional, type Optional } from '../shape/object.ts'
import { truth, words } from '../shape/plain.ts'
import { limit, place } from '../shape/query.ts'
import { wrong, type Shape } from '../shape/shape.ts'

/** What a request says of when its message leaves; instants as they are written. */
export interface GivenTiming {
  /** `now` by default. */
  readonly when?: string
  readonly until?: string
  readonly atUntil?: 'template' | 'drop'
  readonly pace?: boolean
}

const moment = writtenInstant('Sent from then on.')
const moments = words(['now', 'open', 'cheapest'])

const when: Shape<string> = {
  schema: {
    anyOf: [moments.schema, moment.schema],
    description:
      '`now` (default), `open` (once the customer writes), `cheapest` (at the cheapest moment up to `until`), or an ' +
      'instant. All but `now` are answered with 202.',
  },
  read: (value, field) => {
    const word = moments.read(value, field)
    const read = isLeft(word) ? moment.read(value, field) : word
    return isLeft(read)
      ? wrong(field, 'must be now, open, cheapest, or an instant such as 2026-10-01T07:00:00Z')
      : read
  },
}

/** The fields that say when a message leaves. */
export const timingFields: {
  readonly when: Optional<string>
  readonly until: Optional<string>
  readonly atUntil: Optional<'template' | 'drop'>
  readonly pace: Optional<boolean>
} = {
  when: optional(when),
  until: optional(
    writtenInstant(
      'Not sent from then on; later than `when`. Default: 7 days for `open`, a day after the instant or with `pace`; ' +
        '`cheapest` needs it.',
    ),
  ),
  atUntil: optional(
    words(
      ['template', 'drop'],
      'With `open`, what happens at `until`; `template` where one stands beside the text, else `drop`.',
    ),
  ),
  pace: optional(
    truth(
      'What exceeds the pair rate or the throughput is kept and sent as soon as they allow it, not refused.',
    ),
  ),
}

const waits = either(is('pace', true), both(given('when'), not(is('when', 'now'))))

/** What holds of these fields together. */
export const timingRules: readonly Rule[] = [
  later('until', 'when'),
  rule(
    'until',
    implies(is('when', 'cheapest'), given('until')),
    'is missing: name the instant up to which the cheapest moment is looked for',
  ),
  rule('until', implies(given('until'), waits), 'is for messages that wait: give when or pace, too'),
  rule(
    'atUntil',
    implies(given('atUntil'), is('when', 'open')),
    'is for messages that wait for the customer: give when: open',
  ),
]

/** The timing of a request that has nothing else of the kind, such as its headers. */
export const timing: Shape<GivenTiming> = object(timingFields, { rules: timingRules })

export interface OutboxQuery {
  readonly limit: number
  readonly state: 'any' | 'waiting' | 'over'
  readonly after?: number
}

/** The query of `GET /outbox`. */
export const outboxQuery: Shape<OutboxQuery> = object({
  limit: limit(100, 1000),
  state: byDefault(words(['any', 'waiting', 'over'], 'Those that wait, those that are over, or any.'), 'any'),
  after: optional(place('Where the page before ended: follow `next`.', 'the place where a page ended')),
})
