import type { Instant } from '../time/instant.ts'
import { factsOfType, type AccountFacts } from './facts.ts'
import type { NumberScope } from './scope.ts'

/** How many customers a portfolio may write to first in 24 hours; `null` where it is unlimited (LIM-20, LIM-22). */
export type MessagingLimit = number | null

/** The limit that holds at an instant for those accounts together; `undefined` where none is known. */
export const messagingLimitAt = (
  facts: AccountFacts,
  isInPortfolio: (account: string) => boolean,
  at: Instant,
): MessagingLimit | undefined => {
  const known = factsOfType(facts, ['messaging-limit-changed']).filter(
    (fact) => fact.at <= at && isInPortfolio(fact.account),
  )
  const newest = Math.max(...known.map((fact) => fact.at))
  const limits = known.filter((fact) => fact.at === newest).map(({ limit }) => limit ?? Infinity)
  if (limits.length === 0) return undefined
  const lowest = Math.min(...limits)
  return lowest === Infinity ? null : lowest
}

/** How many messages a second the phone number may pass at an instant; `null` where nothing was heard (LIM-35). */
export const throughputAt = (facts: AccountFacts, scope: NumberScope, at: Instant): number | null => {
  const known = factsOfType(facts, ['throughput-changed']).filter(
    (fact) => fact.at <= at && scope.isNumber(fact),
  )
  const newest = Math.max(...known.map((fact) => fact.at))
  const rates = known.filter((fact) => fact.at === newest).map(({ perSecond }) => perSecond)
  return rates.length === 0 ? null : Math.min(...rates)
}
