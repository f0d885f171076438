import { DAY, HOUR, MINUTE, type Instant } from '@guichet/core'
import type { Person } from './cast.ts'
import { chance, type Chance } from './chance.ts'
import type { Lives } from './customers-day.ts'
import { dawn, dusk, phoneNumbers, reviews } from './scenery.ts'

/** A message that the business wants to be sent, once. */
export interface Order {
  readonly at: Instant
  /** The idempotency key; it stands in the message's text, too. */
  readonly key: string
  readonly phoneNumberId: string
  /** The customer, whichever id and spelling `to` has. */
  readonly person: number
  readonly to: string
  readonly isText: boolean
  /** Does it ask for permission to call? */
  readonly asksToCall: boolean
  /** The name of a template; with a text, what is sent where the text may not be. */
  readonly template: string | null
  readonly api: 'standard' | 'connection'
  /** Does the caller ask twice at once, as a double click does? */
  readonly isDoubled: boolean
}

/** All that the business wants to send, in order; `addressOf` names a customer as the business may know them. */
export const ordersOf = (
  seed: number,
  cast: readonly Person[],
  { ofBusiness, scenes }: Lives,
  addressOf: (person: Person, at: Instant, share: number) => string,
): readonly Order[] => {
  const roll = chance(seed + 2)
  const wishes = [
    ...ofBusiness.map(({ at, person, isTemplate }): Wish =>
      isTemplate ? { at, person, template: 'parcel_sent' } : { at, person, isText: true },
    ),
    ...cast.flatMap((person) => furtherOf(person, roll)),
    ...lateAnswers(cast, scenes, roll),
  ]
  return wishes
    .filter(({ at, template }) => at <= dusk + 4 * HOUR && !isAboutToChange(template, at))
    .sort((a, b) => a.at - b.at)
    .map((wish, index) => orderOf(wish, index, roll, addressOf))
}

interface Wish {
  readonly at: Instant
  readonly person: Person
  readonly isText?: boolean
  readonly asksToCall?: boolean
  readonly template?: string
  readonly phoneNumberId?: string
}

/** A message that is taken as its template changes is charged by a clock that nobody else reads. */
const isAboutToChange = (template: string | undefined, at: Instant): boolean =>
  template === 'order_confirmed' && Math.abs(at - reviews.recategorizedAt) < 15 * MINUTE

/** What the business sends of its own accord. */
const furtherOf = (person: Person, roll: Chance): readonly Wish[] => {
  const { index } = person
  const sometime = (what: string): Instant => dawn + roll(what, index) * (dusk - dawn)
  const wish = (share: number, what: string, more: Partial<Wish>): readonly Wish[] =>
    roll(`wants ${what}`, index) < share ? [{ at: sometime(what), person, ...more }] : []
  return [
    ...wish(0.15, 'sale', { template: 'autumn_sale' }),
    ...wish(0.1, 'sale by the other', { template: 'autumn_sale', phoneNumberId: phoneNumbers[1].id }),
    ...wish(0.15, 'confirmation', { template: 'order_confirmed' }),
    ...wish(0.05, 'code', { template: 'login_code' }),
    ...wish(0.15, 'unasked text', { isText: true }),
    ...wish(0.1, 'text or template', { isText: true, template: 'parcel_sent' }),
    ...wish(0.02, 'unknown template', { template: 'never_registered' }),
    ...insisting(person, sometime('sale'), roll),
    ...wish(0.12, 'permission to call', { asksToCall: true }),
    ...wish(0.05, 'permission again', { asksToCall: true }),
    ...burstTo(person, sometime('burst')),
  ]
}

/** Some get the sale again soon, whether it was delivered or not. */
const insisting = (person: Person, at: Instant, roll: Chance): readonly Wish[] =>
  roll('wants sale', person.index) < 0.12
    ? [20 * MINUTE, 3 * HOUR].map((later) => ({ at: at + later, person, template: 'autumn_sale' }))
    : []

/** More at once than the pair rate lets pass to one customer. */
const burstTo = (person: Person, at: Instant): readonly Wish[] =>
  person.index % 250 === 7 ? Array.from({ length: 48 }, () => ({ at, person, template: 'parcel_sent' })) : []

/** Answers about a day after the customer wrote, some a little before the window closes and some after. */
const lateAnswers = (cast: readonly Person[], scenes: Lives['scenes'], roll: Chance): readonly Wish[] => {
  const wrote = new Map<string, Instant>()
  for (const { at, action } of scenes) if (action.do === 'say') wrote.set(action.customer, at)
  return cast.flatMap((person) => {
    const at = wrote.get(person.phone)
    if (at === undefined || roll('answers late', person.index) >= 0.1) return []
    return [{ at: at + DAY + (roll('how late', person.index) - 0.5) * 4 * MINUTE, person, isText: true }]
  })
}

const orderOf = (
  { at, person, isText = false, asksToCall = false, template, phoneNumberId = person.phoneNumberId }: Wish,
  index: number,
  roll: Chance,
  addressOf: (person: Person, at: Instant, share: number) => string,
): Order => ({
  at,
  key: `order-${index}`,
  phoneNumberId,
  person: person.index,
  to: addressOf(person, at, roll('address', index)),
  isText,
  asksToCall,
  template: template ?? null,
  // Only the standard API takes both.
  api:
    !asksToCall && ((isText && template !== undefined) || roll('api', index) < 0.5)
      ? 'standard'
      : 'connection',
  isDoubled: roll('doubled', index) < 0.03,
})
