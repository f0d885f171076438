import type { AccountAt } from '../account/account-at.ts'
import { digitsOf } from '../account/facts.ts'
import { groupAt } from '../account/groups.ts'
import { restrictionsAt } from '../account/restrictions.ts'
import { scopeOf } from '../account/scope.ts'
import type { Settings } from '../settings.ts'
import { accountFacts, type Registry } from '../template/registry.ts'
import type { Instant } from '../time/instant.ts'

/** A phone number and a customer, as a store keeps them. */
export interface NumberAndCustomer {
  readonly phoneNumberId: string
  /** The accounts that the phone number was seen under. */
  readonly accounts: readonly string[]
  /** The customer's ids, the one that will be written to first. */
  readonly ids: readonly string[]
}

/**
 * What the events about accounts say of a phone number and a customer, for callers that keep threads one by one: no
 * limits and rates, which several threads share.
 */
export const accountOfNumber = (
  registry: Registry,
  { phoneNumbers }: Settings,
  { phoneNumberId, accounts, ids }: NumberAndCustomer,
  at: Instant,
): Partial<AccountAt> => {
  const facts = accountFacts(registry)
  const { account, country, displayPhoneNumber } = phoneNumbers[phoneNumberId] ?? {}
  const known = account === undefined || accounts.includes(account) ? accounts : [...accounts, account]
  const displays = displayPhoneNumber === undefined ? [] : [digitsOf(displayPhoneNumber)]
  const [customer = ''] = ids
  return {
    restrictions: restrictionsAt(facts, scopeOf(phoneNumberId, displays, known), at),
    country: country ?? null,
    customerIds: ids,
    group: groupAt(facts, phoneNumberId, customer, at),
  }
}
