import fc from 'fast-check'

/** Under which names an event comes. */
export interface Naming {
  readonly phoneNumberId: string
  readonly customer: string
  readonly aliases?: readonly string[]
  readonly account?: string
}

/** A group, which is written to like a customer. */
export const groupName = '120363025246125486'

/** Customers, each with a phone number and a user id or with one strange name. */
const people: readonly (readonly [string, string])[] = [
  ['15550100001', 'US.1'],
  ['15550100002', 'BR.2'],
  ['__proto__', '__proto__'],
  ['a/b "c"\n', 'US.\u{1f680}'],
  ['12125550100', 'DE.4'],
  [groupName, groupName],
]

/** An event shows one name of a customer or both, in either order. */
const shown = ([phone, user]: readonly [string, string]): fc.Arbitrary<
  Pick<Naming, 'customer' | 'aliases'>
> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant({ customer: phone }) },
    { weight: 1, arbitrary: fc.constant({ customer: user }) },
    { weight: 1, arbitrary: fc.constant({ customer: user, aliases: [phone] }) },
    { weight: 1, arbitrary: fc.constant({ customer: phone, aliases: [user] }) },
  )

/** The number of the first customer goes on to another, and may come back (ID-11). */
const handedOn = fc
  .constantFrom('BR.2', 'US.3', 'US.1')
  .map((customer) => ({ customer, aliases: ['15550100001'] }))

const customers = fc.oneof(
  { weight: 4, arbitrary: handedOn },
  ...people.map((person, index) => ({
    weight: index === 0 ? 8 : index === 1 ? 3 : person[0] === groupName ? 2 : 1,
    arbitrary: shown(person),
  })),
)

const phoneNumbers = fc.oneof(
  { weight: 8, arbitrary: fc.constant('100') },
  { weight: 2, arbitrary: fc.constant('200') },
  { weight: 1, arbitrary: fc.constant('toString') },
)

/** The account of a phone number is sometimes named. A number belongs to one account. */
const accountOf = (phoneNumberId: string): string => (phoneNumberId === '200' ? 'B' : 'A')

/** Names of a thread, as an event may show them. */
export const names: fc.Arbitrary<Naming> = fc
  .tuple(phoneNumbers, customers, fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.boolean()))
  .map(([phoneNumberId, customer, isNamed]) => ({
    phoneNumberId,
    ...customer,
    ...(isNamed ? { account: accountOf(phoneNumberId) } : {}),
  }))
