import type { Instant } from '../time/instant.ts'
import { factsOfType, type AccountFacts } from './facts.ts'
import type { NumberScope } from './scope.ts'

/** An account pays the international rate for authentication of customers abroad (PMP-4, PMP-18). */
export interface InternationalRate {
  /** From when on. */
  readonly since: Instant
  /** ISO 3166 codes of countries whose customers are priced as before. */
  readonly exceptCountries: readonly string[]
  /** The country of the phone number, whose own customers are not abroad; `null` where it is not known. */
  readonly home: string | null
}

/** The one that holds at an instant for the accounts of a phone number; `null` where none is known. */
export const internationalRateAt = (
  facts: AccountFacts,
  { accounts }: NumberScope,
  home: string | null,
  at: Instant,
): InternationalRate | null => {
  // What was named once stays so (PMP-18): a rate that begins later ends none before. Facts stand in a fixed order.
  const rate = factsOfType(facts, ['authentication-rate-changed'])
    .filter((fact) => fact.at <= at && fact.from <= at && (accounts?.has(fact.account) ?? true))
    .reduce<{ at: Instant; from: Instant; exceptCountries: readonly string[] } | null>(
      (newest, fact) => (newest === null || fact.at >= newest.at ? fact : newest),
      null,
    )
  return rate === null ? null : { since: rate.from, exceptCountries: rate.exceptCountries, home }
}
