import type { AccountAt } from '../account/account-at.ts'
import { digitsOf, factsAbout, factsOfType, subjects } from '../account/facts.ts'
import { groupAt, isGroup } from '../account/groups.ts'
import { internationalRateAt } from '../account/international-rate.ts'
import { messagingLimitAt, throughputAt } from '../account/limits.ts'
import { restrictionsAt } from '../account/restrictions.ts'
import { isAbout, scopeOf, type NumberScope } from '../account/scope.ts'
import type { Settings } from '../settings.ts'
import { accountFacts, accountsKnown, accountTemplates, type Registry } from '../template/registry.ts'
import type { Instant } from '../time/instant.ts'
import { sharesLimit } from './portfolio.ts'

/** A phone number and a customer, as a store keeps them. */
export interface NumberAndCustomer {
  readonly phoneNumberId: string
  /** The accounts that the phone number was seen under. */
  readonly accounts: readonly string[]
  /** The customer's ids, the one that will be written to first. */
  readonly ids: readonly string[]
}

/**
 * What the events about accounts say of a phone number and a customer, for callers that keep threads one by one. What
 * several threads share is what the caller counts: how far the limit and the rate of `sharedLimits` are used.
 */
export const accountOfNumber = (
  registry: Registry,
  settings: Settings,
  number: NumberAndCustomer,
  at: Instant,
): Omit<AccountAt, 'messagingLimit' | 'throughput' | 'cappedAt'> => {
  const { phoneNumberId, ids } = number
  const facts = accountFacts(registry)
  const [customer = ''] = ids
  const scope = scopeIn(settings, number)
  const country = settings.phoneNumbers[phoneNumberId]?.country ?? null
  return {
    restrictions: restrictionsAt(facts, scope, at),
    internationalRate: internationalRateAt(facts, scope, country, at),
    country,
    customerIds: ids,
    group: groupAt(facts, phoneNumberId, customer, at),
  }
}

/**
 * When the newest event up to `latest` happened that `accountOfNumber` or `sharedLimits` rests on, or that lists the
 * account's templates; `-Infinity` where there is none.
 */
export const newestAccountFact = (
  registry: Registry,
  settings: Settings,
  number: NumberAndCustomer,
  latest: Instant,
): Instant => {
  const facts = accountFacts(registry)
  const scope = scopeIn(settings, number)
  const isInPortfolio = sharesLimit(settings.portfolio, accountsIn(settings, number))
  const { phoneNumberId, ids } = number
  const newest = [
    ...[...(scope.accounts ?? accountsKnown(registry))].flatMap(
      (account) => accountTemplates(registry, account).lists,
    ),
    ...factsOfType(facts, ['messaging-limit-changed']).filter(({ account }) => isInPortfolio(account)),
    ...factsOfType(facts, ['account-restricted', 'account-released']).filter((one) => isAbout(scope, one)),
    ...factsOfType(facts, ['throughput-changed']).filter((one) => scope.isNumber(one)),
    ...ids.flatMap((id) => factsAbout(facts, ['group-changed'], subjects.group(phoneNumberId, id))),
  ]
  return newest.reduce((known, { at }) => (at <= latest ? Math.max(known, at) : known), -Infinity)
}

/** What a phone number shares between its threads, or with other phone numbers, at an instant. */
export interface SharedLimits {
  /** How many customers may be written to first in 24 hours; `null`: any number; `undefined`: not known (LIM-20). */
  readonly limit: number | null | undefined
  /** Does a phone number that was seen under these accounts share the limit? */
  readonly isShared: (accounts: readonly string[]) => boolean
  /** What the phone number may pass in a second; `null` where it is not known (LIM-35). */
  readonly perSecond: number | null
  /** Is the id a group of that phone number? Groups do not count towards the limit. */
  readonly isGroup: (phoneNumberId: string, id: string) => boolean
}

/** The limits that hold for a phone number, by the events about accounts. */
export const sharedLimits = (
  registry: Registry,
  settings: Settings,
  number: Numbered,
  at: Instant,
): SharedLimits => {
  const facts = accountFacts(registry)
  const isInPortfolio = sharesLimit(settings.portfolio, accountsIn(settings, number))
  return {
    limit: messagingLimitAt(facts, isInPortfolio, at),
    isShared: (accounts) => accounts.length === 0 || accounts.some(isInPortfolio),
    perSecond: throughputAt(facts, scopeIn(settings, number), at),
    isGroup: (phoneNumberId, id) => isGroup(facts, phoneNumberId, id, at),
  }
}

/** Were both phone numbers seen under one account? */
export const sharesAccount = (settings: Settings, one: Numbered, other: Numbered): boolean => {
  const accounts = accountsIn(settings, one)
  return accountsIn(settings, other).some((account) => accounts.includes(account))
}

/** A phone number and its accounts. */
export type Numbered = Omit<NumberAndCustomer, 'ids'>

const accountsIn = ({ phoneNumbers }: Settings, { phoneNumberId, accounts }: Numbered): readonly string[] => {
  const { account } = phoneNumbers[phoneNumberId] ?? {}
  return account === undefined || accounts.includes(account) ? accounts : [...accounts, account]
}

const scopeIn = (settings: Settings, number: Numbered): NumberScope => {
  const { displayPhoneNumber } = settings.phoneNumbers[number.phoneNumberId] ?? {}
  const displays = displayPhoneNumber === undefined ? [] : [digitsOf(displayPhoneNumber)]
  return scopeOf(number.phoneNumberId, displays, accountsIn(settings, number))
}
