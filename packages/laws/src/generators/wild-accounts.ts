import fc from 'fast-check'
import type { Restriction } from '@guichet/core'
import { day, hour } from '../reading/calendar.ts'
import type { AccountSettings } from '../reading/account-settings.ts'
import { aroundDeadlines } from './stage.ts'
import { groupName } from './wild-names.ts'
import { defined, maybe, type Happening } from './wild-parts.ts'

const accounts = fc.constantFrom('A', 'A', 'B')

/** The number as people see it, of a phone number that `settings` or another event gives it; or of none. */
const displayed = fc.constantFrom('4930100', '4930200', '4930999')

interface NumberNames {
  readonly phoneNumberId?: string
  readonly displayPhoneNumber?: string
}

/** A phone number by its id, as people see it, or by both. */
const named: fc.Arbitrary<NumberNames> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom({ phoneNumberId: '100' }, { phoneNumberId: '200' }) },
  { weight: 2, arbitrary: displayed.map((displayPhoneNumber) => ({ displayPhoneNumber })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { phoneNumberId: '100', displayPhoneNumber: '4930100' },
      { phoneNumberId: '200', displayPhoneNumber: '4930200' },
    ),
  },
)

/** A phone number, or none. */
const numbers: fc.Arbitrary<NumberNames> = fc.oneof(fc.constant({}), named)

const lengths = fc.constantFrom(hour, 1, 0, -1, ...aroundDeadlines, 30 * day)

const restrictionWords = fc.constantFrom<Restriction[]>(
  'business-initiated-messages',
  'replies',
  'all-messages',
  'direct-send-utility',
  'business-initiated-calls',
)

const limits: fc.Arbitrary<Happening> = fc
  .tuple(accounts, fc.constantFrom(1, 0, 2, 250, null))
  .map(([account, limit]) => ({ id, at }) => ({ type: 'messaging-limit-changed', id, at, account, limit }))

const throughputs: fc.Arbitrary<Happening> = fc
  .tuple(named, fc.boolean(), fc.constantFrom(1, 2, 80, 0))
  .map(([number, isNamed, perSecond]) => ({ id, at }) => ({
    type: 'throughput-changed',
    id,
    at,
    perSecond,
    ...number,
    ...(isNamed ? { account: ownerOf('A', number) } : {}),
  }))

/** A number belongs to one account. */
const ownerOf = (account: string, { phoneNumberId, displayPhoneNumber }: NumberNames): string => {
  if (phoneNumberId === undefined && displayPhoneNumber === undefined) return account
  return phoneNumberId === '200' || displayPhoneNumber === '4930200' ? 'B' : 'A'
}

const restricted: fc.Arbitrary<Happening> = fc
  .record({ account: accounts, number: numbers, restriction: restrictionWords, length: maybe(lengths) })
  .map(({ account, number, restriction, length }) => ({ id, at }) => ({
    type: 'account-restricted',
    id,
    at,
    account: ownerOf(account, number),
    restriction,
    ...number,
    ...defined({ until: length === undefined ? undefined : at + length }),
  }))

const released: fc.Arbitrary<Happening> = fc
  .record({ account: accounts, number: numbers, restriction: maybe(restrictionWords) })
  .map(({ account, number, restriction }) => ({ id, at }) => ({
    type: 'account-released',
    id,
    at,
    account: ownerOf(account, number),
    ...number,
    ...defined({ restriction }),
  }))

const groups: fc.Arbitrary<Happening> = fc
  .constantFrom('active' as const, 'suspended' as const, 'deleted' as const)
  .map((state) => ({ id, at, name }) => ({
    type: 'group-changed',
    id,
    at,
    phoneNumberId: name.phoneNumberId,
    group: groupName,
    state,
  }))

const rates: fc.Arbitrary<Happening> = accounts.map((account) => ({ id, at }) => ({
  type: 'authentication-rate-changed',
  id,
  at,
  account,
  from: at + day,
  exceptCountries: ['US'],
}))

/** What happens to accounts, their numbers and groups. */
export const accountHappenings: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: limits },
  { weight: 2, arbitrary: throughputs },
  { weight: 4, arbitrary: restricted },
  { weight: 2, arbitrary: released },
  { weight: 1, arbitrary: groups },
  { weight: 1, arbitrary: rates },
)

const phoneNumbers = fc.constantFrom<NonNullable<AccountSettings['phoneNumbers']>[]>(
  { '100': { displayPhoneNumber: '4930100' } },
  { '100': { account: 'A', country: 'DE' }, '200': { account: 'B', country: 'EG' } },
  { '100': { country: 'US', displayPhoneNumber: '4930100' }, '200': { displayPhoneNumber: '4930200' } },
)

/** What an account says of itself; mostly nothing. */
export const settingsOfAccounts: fc.Arbitrary<AccountSettings | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        portfolio: maybe(fc.constantFrom(['A'], ['A', 'B'], ['B', 'C'])),
        phoneNumbers: maybe(phoneNumbers),
        pairRateModel: maybe(fc.constantFrom('debt' as const, 'bucket' as const)),
        marketingCapHours: maybe(fc.constantFrom(24, 1, 48)),
        limitReservesInFlight: maybe(fc.boolean()),
      })
      .map(defined),
  },
)
