import { isInUnitedStates } from '../../account/united-states.ts'
import { E, isNonEmpty } from '../../prelude.ts'
import type { Citation } from '../../rulebook/citation.ts'
import { lastingRules } from '../../rulebook/lasting-rules.ts'
import { HOUR, type Instant } from '../../time/instant.ts'
import type { Reason } from '../answer.ts'
import type { AskInput } from '../ask-input.ts'
import { pass, type Check, type Passed } from './check.ts'
import { windowClosesAt } from './window.ts'

/**
 * May a template of this category be sent, as far as it is marketing: to a customer who stopped it, who got too much
 * of it, or who is in the United States? (LIM-14, LIM-26, LIM-39)
 */
export const marketingIsWelcome = (
  category: string | null,
  input: AskInput,
  because: readonly Citation[],
): Check => {
  if (!isMarketing(category)) {
    const hasStopped = input.standing.preference?.value === 'stop'
    return pass(hasStopped ? [...because, ...lastingRules.notMarketing.because] : because)
  }
  const judged = [unitedStates(input), preference(input), cap(input)]
  const reasons = judged.flatMap((one) => (isReason(one) ? [one] : []))
  const ends = judged.flatMap((one) => (isReason(one) || one.until === null ? [] : [one.until]))
  return isNonEmpty(reasons) ? E.left(reasons) : pass(because, ends.length === 0 ? null : Math.min(...ends))
}

/** Would any marketing be refused? */
export const refusesMarketing = (input: AskInput): boolean =>
  E.isLeft(marketingIsWelcome('marketing', input, []))

/** Marketing in any of its forms (PMP-8). */
const isMarketing = (category: string | null): boolean =>
  category !== null && ['marketing', 'marketing_lite', 'group_marketing'].includes(category.toLowerCase())

type Judged = Reason | Pick<Passed, 'until'>

const isReason = (judged: Judged): judged is Reason => 'code' in judged

const welcome: Judged = { until: null }

const unitedStates = ({ at, account, dated }: AskInput): Judged => {
  if (!account.customerIds.some(isInUnitedStates)) return welcome
  return at < dated.unitedStatesFrom
    ? { until: dated.unitedStatesFrom }
    : { code: 'marketing-not-delivered', because: lastingRules.unitedStates.because, country: 'US' }
}

const preference = ({ standing }: AskInput): Judged =>
  standing.preference?.value === 'stop'
    ? {
        code: 'marketing-stopped',
        because: lastingRules.stoppedMarketing.because,
        since: standing.preference.at,
      }
    : welcome

const cap = (input: AskInput): Judged => {
  const { at, positions } = input
  const capped = cappedAt(input)
  if (capped === null) return welcome
  const until = capped + positions.marketingCapHours * HOUR
  if (at >= until) return welcome
  const closesAt = windowClosesAt(input)
  if (closesAt === null)
    return { code: 'marketing-cap-reached', because: lastingRules.cappedMarketing.because, until }
  return { until: closesAt < until ? closesAt : null }
}

/** When WhatsApp last said that the customer gets no more marketing for now, to whichever number of the account (LIM-26). */
export const cappedAt = ({ standing, cappedElsewhere }: AskInput): Instant | null => {
  const latest = Math.max(standing.cappedAt ?? -Infinity, cappedElsewhere() ?? -Infinity)
  return latest === -Infinity ? null : latest
}
