import { DAY, isRight, parseInstant, type Instant } from '@guichet/core'
import type { HeldRequest } from '@guichet/runtime'

/** What a request says of when its message leaves, as it came. */
export interface GivenTiming {
  readonly when: unknown
  readonly until: unknown
  readonly atUntil: unknown
  readonly pace: unknown
}

/** When a message leaves. */
export interface Timing {
  /** Kept and sent later; `null`: it is sent now. */
  readonly held: Omit<HeldRequest, 'request'> | null
  /** What the rates refuse now is kept like this; `null`: it is refused. */
  readonly paced: Omit<HeldRequest, 'request'> | null
  /** What was right once and is over: only a request that was kept before may say so when it is repeated. */
  readonly past: readonly TimingProblem[]
}

/** A part that is wrong, and what is expected there. */
export interface TimingProblem {
  readonly field: 'when' | 'until' | 'atUntil' | 'pace'
  readonly reason: string
}

export type TimingReading =
  | { readonly ok: true; readonly timing: Timing }
  | { readonly ok: false; readonly problems: readonly TimingProblem[] }

/** What is sent without a word about when. */
export const atOnce: Timing = { held: null, paced: null, past: [] }

/** A message that is held for the customer and names no end is dropped after so long. */
const holdFor = 7 * DAY
/** One that waits for an instant or a rate, after so long. */
const tryFor = DAY
/** A clock may be behind ours by so much. */
const slack = 60_000

/** Reads when a message leaves. `hasTemplate`: does the request name a template to send in place of its text? */
export const readTiming = (given: GivenTiming, hasTemplate: boolean, now: Instant): TimingReading => {
  const { when = 'now', until, atUntil, pace = false } = given
  const problems: TimingProblem[] = []
  const past: TimingProblem[] = []
  const wrong = (field: TimingProblem['field'], reason: string): void => void problems.push({ field, reason })
  const at = instantOf(when)
  const isWord = when === 'now' || when === 'open' || when === 'cheapest'
  const end = until === undefined ? undefined : instantOf(until)
  if (!isWord && at === null)
    wrong('when', 'must be now, open, cheapest, or an instant such as 2026-10-01T07:00:00Z')
  if (at !== null && at < now - slack) past.push({ field: 'when', reason: 'lies in the past' })
  if (end === null) wrong('until', 'must be an instant such as 2026-10-01T07:00:00Z')
  else if (end !== undefined && at !== null && end <= at) wrong('until', 'must be later than when')
  else if (end !== undefined && end <= now) past.push({ field: 'until', reason: 'must be later than now' })
  if (when === 'cheapest' && until === undefined)
    wrong('until', 'is missing: name the instant up to which the cheapest moment is looked for')
  if (typeof pace !== 'boolean') wrong('pace', 'must be true or false')
  if (when === 'now' && pace !== true && until !== undefined)
    wrong('until', 'is for messages that wait: give when or pace, too')
  if (atUntil !== undefined && atUntil !== 'drop' && atUntil !== 'template')
    wrong('atUntil', 'must be drop or template')
  else if (atUntil === 'template' && !hasTemplate)
    wrong('atUntil', 'names the template, and there is none beside the text: give one in template')
  else if (atUntil !== undefined && when !== 'open')
    wrong('atUntil', 'is for messages that wait for the customer: give when: open')
  if (problems.length > 0) return { ok: false, problems }
  const common = {
    terms: JSON.stringify([when, until, atUntil, pace]),
    atUntil: when === 'open' && hasTemplate && atUntil !== 'drop' ? 'otherwise' : 'drop',
  } as const
  if (when === 'now') {
    const paced = { ...common, when: { is: 'paced' }, until: end ?? now + tryFor } as const
    return { ok: true, timing: { held: null, paced: pace === true ? paced : null, past } }
  }
  if (when === 'open' || when === 'cheapest')
    return {
      ok: true,
      timing: { held: { ...common, when: { is: when }, until: end ?? now + holdFor }, paced: null, past },
    }
  const then = at ?? now
  return {
    ok: true,
    timing: {
      held: { ...common, when: { is: 'at', at: then }, until: end ?? Math.max(then, now) + tryFor },
      paced: null,
      past,
    },
  }
}

const instantOf = (value: unknown): Instant | null => {
  const read = parseInstant(value)
  return isRight(read) ? read.right : null
}
