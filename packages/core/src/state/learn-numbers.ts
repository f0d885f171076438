import { accountFactsIn, digitsOf } from '../account/facts.ts'
import type { AccountEvent } from '../event/event.ts'
import type { OfNumber } from '../event/account-event.ts'
import { assoc, entriesOf, lookUp } from '../persistent-map.ts'
import type { PhoneNumberSettings } from '../settings-of-limits.ts'
import { accountFacts } from '../template/registry.ts'
import { withAccounts } from '../template/sends.ts'
import { emptyState, newNumber, partsOf, stateOf, type PhoneNumber, type State } from './parts.ts'

/** The account and the phone number that an event names, as far as it does. */
type Named = OfNumber & { readonly account?: string }

/** The accounts of a phone number with one more, in order. */
export const withAccount = (accounts: readonly string[], account: string | undefined): readonly string[] =>
  account === undefined || accounts.includes(account) ? accounts : [...accounts, account].sort()

/** The state without events, in which stands what a deployment says of its phone numbers. */
export const stateFrom = (phoneNumbers: Readonly<Record<string, PhoneNumberSettings>>): State =>
  Object.entries(phoneNumbers).reduce((state, [id, { account, displayPhoneNumber }]) => {
    const known = account === undefined ? state : change(state, id, (number) => inAccount(number, account))
    return displayPhoneNumber === undefined ? known : withDisplay(known, id, displayPhoneNumber)
  }, emptyState)

/** The state after an event about an account, as far as it says which account or number a phone number is. */
export const learnNumbers = (state: State, event: AccountEvent): State => {
  const { account, phoneNumberId, displayPhoneNumber }: Named = event
  const seen =
    phoneNumberId === undefined || displayPhoneNumber === undefined
      ? state
      : withDisplay(state, phoneNumberId, displayPhoneNumber)
  if (account === undefined) return seen
  const ids = phoneNumberId === undefined ? displayed(seen, displayPhoneNumber) : [phoneNumberId]
  return ids.reduce((known, id) => change(known, id, (number) => inAccount(number, account)), seen)
}

/** The state in which a phone number is known by the number that people see, and what was said of that. */
export const withDisplay = (state: State, phoneNumberId: string, displayPhoneNumber: string): State => {
  const digits = digitsOf(displayPhoneNumber)
  const facts: readonly Named[] = accountFactsIn(accountFacts(partsOf(state).registry))
  const named = facts.filter(
    (fact) => fact.phoneNumberId === undefined && digitsOf(fact.displayPhoneNumber ?? '') === digits,
  )
  return change(state, phoneNumberId, (number) => {
    if (digits === '' || number.displays.includes(digits)) return number
    const shown: PhoneNumber = { ...number, displays: [...number.displays, digits].sort() }
    return named.reduce((known, { account }) => inAccount(known, account), shown)
  })
}

const inAccount = (number: PhoneNumber, account: string | undefined): PhoneNumber => {
  const accounts = withAccount(number.accounts, account)
  return accounts === number.accounts ? number : { ...number, accounts }
}

const change = (state: State, id: string, changed: (number: PhoneNumber) => PhoneNumber): State => {
  const parts = partsOf(state)
  const before = lookUp(parts.phoneNumbers, id) ?? newNumber
  const after = changed(before)
  return after === before
    ? state
    : stateOf({
        ...parts,
        phoneNumbers: assoc(parts.phoneNumbers, id, after),
        sends: withAccounts(parts.sends, id, after.accounts),
      })
}

const displayed = (state: State, displayPhoneNumber: string | undefined): readonly string[] =>
  displayPhoneNumber === undefined
    ? []
    : [...entriesOf(partsOf(state).phoneNumbers)].flatMap(([id, { displays }]) =>
        displays.includes(digitsOf(displayPhoneNumber)) ? [id] : [],
      )
