import { E } from '../prelude.ts'
import type { Answer } from './answer.ts'
import type { Forecast } from './forecast.ts'

/** What a message costs in millionths of the currency's unit; `null` where no rate is known. */
export type Cost = (charge: Forecast) => bigint | null

/** An answer with what its message would cost; `null` when refused, or when no rate is known. */
export interface Weighed {
  readonly answer: Answer
  readonly cost: bigint | null
}

/**
 * Several answers in the order of preference: allowed before refused, cheap before dear. Without rates what
 * is free comes first, and marketing, which is the dearest in every published market, last (RATE-6).
 *
 * @example
 * const { initial, ask } = engine()
 * const about = { phoneNumberId: '100', customer: '1' }
 * const answers = [ask(initial, about, { kind: 'service' }, 0), ask(initial, about, { kind: 'template', name: 'hello' }, 0)]
 * // Allowed comes before refused.
 * weigh(answers).map(({ answer }) => isRight(answer)) //=> [ true, false ]
 */
export const weigh = (answers: readonly Answer[], cost: Cost = freeOrUnknown): readonly Weighed[] =>
  answers
    .map((answer): Weighed => ({ answer, cost: E.isRight(answer) ? cost(answer.right.charge) : null }))
    .sort(compareWeighed)

/** Free is free without any rates; all else needs a rate card. */
export const freeOrUnknown: Cost = ({ type }) => (type === 'regular' ? null : 0n)

const compareWeighed = (a: Weighed, b: Weighed): number => {
  if (E.isLeft(a.answer)) return E.isLeft(b.answer) ? 0 : 1
  if (E.isLeft(b.answer)) return -1
  return comparePriced(
    { cost: a.cost, charge: a.answer.right.charge },
    { cost: b.cost, charge: b.answer.right.charge },
  )
}

/** A charge with its cost; `null` where no rate is known. */
export interface Priced {
  readonly charge: Pick<Forecast, 'type' | 'category'>
  readonly cost: bigint | null
}

/** Cheapest first; what has no rate comes last, marketing after the rest, and an unknown category at the end. */
export const comparePriced = (a: Priced, b: Priced): number =>
  compareCosts(a.cost, b.cost) || rank(a.charge) - rank(b.charge)

const compareCosts = (a: bigint | null, b: bigint | null): number => {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return a < b ? -1 : a > b ? 1 : 0
}

const rank = ({ type, category }: Priced['charge']): number => {
  if (type !== 'regular') return 0
  return category === 'unknown' ? 3 : category.includes('marketing') ? 2 : 1
}
