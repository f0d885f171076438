import type { OfNumber } from '../event/account-event.ts'
import { digitsOf } from './facts.ts'

/** A phone number, and the accounts whose facts count for it. */
export interface NumberScope {
  /** `null` where its account is not known: then those of all accounts count, as with templates. */
  readonly accounts: ReadonlySet<string> | null
  readonly phoneNumberId: string
  /** Is it this number that is named? */
  readonly isNumber: (named: OfNumber) => boolean
}

/** A phone number by its id and, where it is known, by the numbers that people see, in digits. */
export const scopeOf = (
  phoneNumberId: string,
  displays: readonly string[],
  accounts: readonly string[],
): NumberScope => ({
  accounts: accounts.length === 0 ? null : new Set(accounts),
  phoneNumberId,
  isNumber: (named) =>
    named.phoneNumberId === phoneNumberId ||
    (named.phoneNumberId === undefined &&
      named.displayPhoneNumber !== undefined &&
      displays.includes(digitsOf(named.displayPhoneNumber))),
})

/** Does a fact of an account, or of one of its numbers, concern the phone number's account? */
export const isAbout = (scope: NumberScope, fact: OfNumber & { readonly account?: string }): boolean =>
  scope.accounts === null ||
  (fact.account !== undefined && scope.accounts.has(fact.account)) ||
  scope.isNumber(fact)
