import type { Allowed, Answer } from '../ask/answer.ts'
import { ask } from '../ask/ask.ts'
import type { AskInput } from '../ask/ask-input.ts'
import { matters, type NotKnown } from '../ask/matters.ts'
import { comparePriced, freeOrUnknown } from '../ask/weigh.ts'
import { E } from '../prelude.ts'
import type { Instant } from '../time/instant.ts'
import { boundariesIn } from './boundaries.ts'
import { formsOf, missesTemplates, type Form } from './forms.ts'
import { ifNothingHappens, whenCustomerWrites, type InputAt } from './moments.ts'
import type { PlanRequest } from './request.ts'
import { everCheaper, stretchesOf } from './stretches.ts'

/** When and in which form a message may go out, and what that costs, if nothing else happens. */
export interface Plan {
  readonly from: Instant
  readonly until: Instant
  /** The answer at `from` to each form that the request names. */
  readonly now: readonly Answer[]
  /** Of the options that need nothing, the earliest, and the cheapest of those of that instant. */
  readonly earliest: PlanOption | null
  /** Of the options that need nothing, the cheapest, and the earliest of those of that cost. */
  readonly cheapest: PlanOption | null
  /**
   * Those that need nothing, cheapest first, then the others. One that is no earlier, no cheaper and needs no less
   * than another is left out, unless the request names its form and not the other's.
   */
  readonly options: readonly PlanOption[]
  /** What would count for the answers, and is not known. */
  readonly notKnown: readonly NotKnown[]
}

/** A moment and a form of the message. */
export interface PlanOption {
  /** From here on; where the customer has to write first: if the customer writes at this instant or later. */
  readonly at: Instant
  /** From here on it is refused or costs something else; `null` where that is not before the end of the plan. */
  readonly until: Instant | null
  readonly needs: readonly Need[]
  /** Does the request name this form? */
  readonly isAsked: boolean
  /** The answer at `at`: the form, its charge, and the clauses of both. */
  readonly answer: Allowed
  /** In millionths of the currency's unit; `null` where no rate is known. */
  readonly cost: bigint | null
}

/** What has to happen first. */
export type Need = 'customer-writes'

/** Plans a message from `input.at` on. */
export const planFrom = (input: AskInput, request: PlanRequest): Plan => {
  const forms = formsOf(request, input)
  const ranked = withoutWorse(candidatesOf(forms, input, request)).sort(cheapestFirst)
  const options = ranked.map(({ option }) => option)
  const needless = ranked.filter(({ option }) => option.needs.length === 0)
  const now = forms.flatMap(({ message, isAsked }) => (isAsked ? [ask(message, input)] : []))
  const missing: readonly NotKnown[] = missesTemplates(request, input) ? ['templates'] : []
  const unknown = new Set([
    ...missing,
    ...now.flatMap((answer) => notKnownOf(answer)),
    ...options.flatMap(({ answer }) => answer.notKnown),
  ])
  return {
    from: input.at,
    until: request.until,
    now,
    earliest: needless.toSorted(earliestFirst)[0]?.option ?? null,
    cheapest: needless[0]?.option ?? null,
    options,
    notKnown: matters.filter((matter) => unknown.has(matter)),
  }
}

/** An option, and the place of its form in the request. */
interface Candidate {
  readonly option: PlanOption
  readonly form: number
}

const candidatesOf = (
  forms: readonly Form[],
  input: AskInput,
  { until, prices }: PlanRequest,
): readonly Candidate[] => {
  const boundaries = boundariesIn(input, until, prices?.changeAt ?? [])
  const costOf = prices?.costOf ?? freeOrUnknown
  const inputAt = ifNothingHappens(input)
  const ways: readonly (readonly [readonly Need[], InputAt])[] = [
    [[], inputAt],
    [['customer-writes'], whenCustomerWrites(input, inputAt)],
  ]
  return forms.flatMap(({ message, isAsked }, form) =>
    ways.flatMap(([needs, at]) =>
      everCheaper(stretchesOf(message, boundaries, at, costOf)).flatMap((stretch): readonly Candidate[] => {
        const answer = ask(message, at(stretch.at))
        if (E.isLeft(answer)) return []
        const { at: instant, until: end, cost } = stretch
        return [{ form, option: { at: instant, until: end, needs, isAsked, answer: answer.right, cost } }]
      }),
    ),
  )
}

const withoutWorse = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(
    (one, index) =>
      !candidates.some((other, place) => isNoWorse(other, one) && (place < index || !isNoWorse(one, other))),
  )

/** Is one as early and as cheap as the other, needs no more, and is not of a form that is less wanted? */
const isNoWorse = (one: Candidate, other: Candidate): boolean =>
  one.option.at <= other.option.at &&
  comparePriced(pricedOf(one), pricedOf(other)) <= 0 &&
  one.option.needs.length <= other.option.needs.length &&
  (one.form === other.form || !other.option.isAsked)

const pricedOf = ({ option: { answer, cost } }: Candidate): Parameters<typeof comparePriced>[0] => ({
  charge: answer.charge,
  cost,
})

const cheapestFirst = (a: Candidate, b: Candidate): number =>
  a.option.needs.length - b.option.needs.length ||
  comparePriced(pricedOf(a), pricedOf(b)) ||
  a.option.at - b.option.at ||
  a.form - b.form

const earliestFirst = (a: Candidate, b: Candidate): number => a.option.at - b.option.at || cheapestFirst(a, b)

const notKnownOf = (answer: Answer): readonly NotKnown[] =>
  E.isRight(answer) ? answer.right.notKnown : answer.left.answer === 'refused' ? answer.left.notKnown : []
