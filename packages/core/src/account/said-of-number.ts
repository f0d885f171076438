import type { Instant } from '../time/instant.ts'
import { factsOfType, type AccountFacts } from './facts.ts'
import { internationalRateAt, type InternationalRate } from './international-rate.ts'
import { throughputAt } from './limits.ts'
import { restrictionsAt, type InForce } from './restrictions.ts'
import { scopeOf } from './scope.ts'

/** What the facts about accounts say of a phone number at an instant, the same for each of its customers. */
export interface SaidOfNumber {
  readonly restrictions: readonly InForce[] | null
  readonly perSecond: number | null
  readonly internationalRate: InternationalRate | null
}

/** A phone number, as far as it decides which facts are about it. */
export interface NumberNamed {
  readonly id: string
  readonly displays: readonly string[]
  readonly accounts: readonly string[]
  readonly country: string | null
}

export type SaidOf = (facts: AccountFacts, number: NumberNamed, at: Instant) => SaidOfNumber

/** Reads it off all of the facts. */
export const saidOfNumber: SaidOf = (facts, { id, displays, accounts, country }, at) => {
  const scope = scopeOf(id, displays, accounts)
  return {
    restrictions: restrictionsAt(facts, scope, at),
    perSecond: throughputAt(facts, scope, at),
    internationalRate: internationalRateAt(facts, scope, country, at),
  }
}

/**
 * The same, read off once for all instants between which none of it changes: questions come far more often than
 * facts about accounts do.
 */
export const keptSaid = (): SaidOf => {
  const numbers = new Map<string, Kept>()
  return (facts, number, at) => {
    const known = numbers.get(number.id)
    if (known?.facts === facts && isSame(known.number, number) && known.from <= at && at < known.until)
      return known.said
    const said = saidOfNumber(facts, number, at)
    numbers.set(number.id, { facts, number, ...stretchAround(facts, at), said })
    return said
  }
}

interface Kept extends Stretch {
  readonly facts: AccountFacts
  readonly number: NumberNamed
  readonly said: SaidOfNumber
}

/** From an instant on, and before another. */
interface Stretch {
  readonly from: Instant
  readonly until: Instant
}

const isSame = (one: NumberNamed, other: NumberNamed): boolean =>
  one.displays === other.displays && one.accounts === other.accounts && one.country === other.country

/** As far around an instant as no fact comes, begins or ends. */
const stretchAround = (facts: AccountFacts, at: Instant): Stretch => {
  let [from, until] = [-Infinity, Infinity]
  for (const fact of factsOfType(facts, types))
    for (const instant of instantsOf(fact))
      if (instant <= at) from = Math.max(from, instant)
      else until = Math.min(until, instant)
  return { from, until }
}

const types = [
  'account-restricted',
  'account-released',
  'throughput-changed',
  'authentication-rate-changed',
] as const

type Fact = ReturnType<typeof factsOfType<(typeof types)[number]>>[number]

const instantsOf = (fact: Fact): readonly Instant[] => {
  switch (fact.type) {
    case 'account-restricted':
      return fact.until === undefined ? [fact.at] : [fact.at, fact.until]
    case 'authentication-rate-changed':
      return [fact.at, fact.from]
    default:
      return [fact.at]
  }
}
