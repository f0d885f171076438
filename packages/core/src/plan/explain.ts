import { chargeInWords, explain, ignoranceInWords, messageInWords, type Wording } from '../ask/explain.ts'
import { E } from '../prelude.ts'
import { instantInWords } from '../time/words.ts'
import type { Plan, PlanOption } from './plan.ts'

/** How to word a plan. */
export interface PlanWording extends Wording {
  /** A sentence with the price of an option; empty where there is nothing to add. */
  readonly priceInWords?: (option: PlanOption) => string
}

/**
 * Puts a plan into lines: what refuses each form now, the options, and what is not known.
 */
export const explainPlan = (plan: Plan, wording: PlanWording = {}): readonly string[] => {
  const refused = plan.now.filter(E.isLeft).map((answer) => `Now ${lowered(explain(answer, wording))}`)
  const options = plan.options.map((option, index) => `${index + 1}. ${optionInWords(option, plan, wording)}`)
  const { timeZone = 'UTC' } = wording
  const nothing = `Nothing is allowed from ${instantInWords(plan.from, timeZone)} until ${instantInWords(plan.until, timeZone)}.`
  const unknown = [templatesInWords(plan), ignoranceInWords(plan.notKnown).trim()]
  return [
    ...refused,
    ...(options.length === 0 ? [nothing] : options),
    ...unknown.filter((line) => line !== ''),
  ]
}

/** A template may be taken at its word, or may not be known to be there. */
const templatesInWords = ({ now, options, notKnown }: Plan): string => {
  if (!notKnown.includes('templates')) return ''
  const answers = [...now, ...options.map(({ answer }) => E.right(answer))].map((answer) => E.toUnion(answer))
  const names = answers.flatMap((answer) =>
    'notKnown' in answer && answer.notKnown.includes('templates') ? [messageInWords(answer.message)] : [],
  )
  return names.length === 0
    ? 'Not all templates are known; one that is named is planned, too.'
    : `Nothing is known of ${[...new Set(names)].join(' and ')}: taken as approved.`
}

const lowered = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1)

const optionInWords = (
  option: PlanOption,
  plan: Plan,
  { timeZone = 'UTC', priceInWords }: PlanWording,
): string => {
  const { at, until, needs, answer } = option
  const from = at === plan.from ? null : instantInWords(at, timeZone)
  const end = until === null ? null : instantInWords(until, timeZone)
  const what = messageInWords(answer.message)
  const place =
    needs.length > 0
      ? `If the customer writes${writtenInWords(from, end)}: ${what}.`
      : `${standingInWords(option, plan)}${what} ${from === null ? 'now' : `from ${from}`}${end === null ? '' : ` until ${end}`}.`
  const price = priceInWords?.(option) ?? ''
  return `${place} ${chargeInWords(answer.charge)} ${price}`.trimEnd()
}

const writtenInWords = (from: string | null, end: string | null): string => {
  if (from === null) return end === null ? '' : ` before ${end}`
  return end === null ? ` at ${from} or later` : ` from ${from} until ${end}`
}

const standingInWords = (option: PlanOption, { earliest, cheapest }: Plan): string => {
  const names = [...(option === cheapest ? ['cheapest'] : []), ...(option === earliest ? ['earliest'] : [])]
  const text = names.join(' and ')
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}: `
}
