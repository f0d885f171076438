import { DAY, isRight, parseInstant, type Instant } from '@guichet/core'
import type { HeldRequest } from '@guichet/runtime'
import type { FieldProblem } from '../shape/shape.ts'
import type { GivenTiming } from './request.ts'

/** When a message leaves. */
export interface Timing {
  /** Kept and sent later; `null`: it is sent now. */
  readonly held: Omit<HeldRequest, 'request'> | null
  /** What the rates refuse now is kept like this; `null`: it is refused. */
  readonly paced: Omit<HeldRequest, 'request'> | null
  /** What was right once and is over: only a request that was kept before may say so when it is repeated. */
  readonly past: readonly FieldProblem[]
}

/** A message that is held for the customer and names no end is dropped after so long. */
const holdFor = 7 * DAY
/** One that waits for an instant or a rate, after so long. */
const tryFor = DAY
/** A clock may be behind ours by so much. */
const slack = 60_000

/** When a message leaves. `hasTemplate`: does the request name a template to send in place of its text? */
export const timingOf = (given: GivenTiming, hasTemplate: boolean, now: Instant): Timing => {
  const { when = 'now', until, atUntil, pace = false } = given
  const at = instantOf(when)
  const end = until === undefined ? null : instantOf(until)
  const past: FieldProblem[] = []
  if (at !== null && at < now - slack) past.push({ field: 'when', reason: 'lies in the past' })
  if (end !== null && end <= now) past.push({ field: 'until', reason: 'must be later than now' })
  const common = {
    terms: JSON.stringify([when, until, atUntil, pace]),
    atUntil: when === 'open' && hasTemplate && atUntil !== 'drop' ? 'otherwise' : 'drop',
  } as const
  if (when === 'now') {
    const paced = { ...common, when: { is: 'paced' }, until: end ?? now + tryFor } as const
    return { held: null, paced: pace ? paced : null, past }
  }
  if (when === 'open' || when === 'cheapest')
    return { held: { ...common, when: { is: when }, until: end ?? now + holdFor }, paced: null, past }
  const then = at ?? now
  return {
    held: { ...common, when: { is: 'at', at: then }, until: end ?? Math.max(then, now) + tryFor },
    paced: null,
    past,
  }
}

const instantOf = (value: string): Instant | null => {
  const read = parseInstant(value)
  return isRight(read) ? read.right : null
}
