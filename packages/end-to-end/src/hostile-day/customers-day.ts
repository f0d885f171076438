import { HOUR } from '@guichet/core'
import { dayOfLife, type Action, type CustomerAction, type Scene } from '@guichet/emulator'
import type { Person } from './cast.ts'
import { firstPhone, wholeSecond } from './cast.ts'
import { chance } from './chance.ts'
import { pressureOn } from './pressure.ts'
import { dawn, dusk, outage, phoneNumbers, reviews } from './scenery.ts'

/** A day of customers, and of a business that is to answer them through the gateway. */
export interface Lives {
  /** What customers and Meta do. */
  readonly scenes: readonly Scene[]
  /** What the business does, as the script has it. */
  readonly ofBusiness: readonly {
    readonly at: number
    readonly person: Person
    readonly isTemplate: boolean
  }[]
}

/** Everybody's day. `idOf` names a customer as WhatsApp knows them; `null` where nobody does any more. */
export const livesOf = (
  seed: number,
  cast: readonly Person[],
  idOf: (person: Person, at: number) => string | null,
): Lives => {
  const scenes: Scene[] = [...ofMeta, ...pressureOn(cast.length)]
  const ofBusiness: { at: number; person: Person; isTemplate: boolean }[] = []
  const day = dayOfLife({ seed, customers: cast.length, from: dawn, withBusiness: true, firstPhone })
  for (const { at, action } of day) {
    const person = 'customer' in action ? cast[Number(action.customer) - firstPhone] : undefined
    if (person === undefined) continue
    if (action.do === 'reply' || action.do === 'send-template') {
      ofBusiness.push({ at, person, isTemplate: action.do === 'send-template' })
      continue
    }
    const customer = idOf(person, at)
    if (customer !== null && isOfCustomer(action))
      scenes.push({ at, action: { ...action, customer, phoneNumberId: person.phoneNumberId } })
  }
  return { scenes: [...scenes, ...cast.flatMap((person) => turnsOf(seed, person, idOf))], ofBusiness }
}

const isOfCustomer = (action: Action): action is CustomerAction =>
  'customer' in action && action.do !== 'reply' && action.do !== 'send-template'

/** What the shop's script does not have: moving, coming back after a block, writing to the other number. */
const turnsOf = (
  seed: number,
  person: Person,
  idOf: (person: Person, at: number) => string | null,
): readonly Scene[] => {
  const roll = chance(seed + 1)
  const { index, movesAt, newPhone } = person
  const scenes: Scene[] = []
  const add = (at: number, action: (customer: string) => Action): void => {
    const customer = idOf(person, at)
    if (customer !== null) scenes.push({ at: wholeSecond(at), action: action(customer) })
  }
  const sometime = (what: string): number => dawn + roll(what, index) * (dusk - dawn)
  if (movesAt !== null)
    add(movesAt - 1000, (customer) => ({ do: 'change-number', customer, phone: newPhone }))
  if (roll('unblocks', index) < 0.03)
    add(sometime('unblocks at'), (customer) => ({ do: 'unblock', customer }))
  if (roll('resumes', index) < 0.03)
    add(sometime('resumes at'), (customer) => ({ do: 'resume-marketing', customer }))
  if (roll('writes to both', index) < 0.05)
    for (const { id: phoneNumberId } of phoneNumbers)
      add(sometime(phoneNumberId), (customer) => ({ do: 'say', customer, phoneNumberId, text: 'Hello?' }))
  if (roll('reads late', index) < 0.1)
    add(sometime('reads late at') + HOUR, (customer) => ({ do: 'read-all', customer }))
  return [...scenes, ...callsOf(seed, person, idOf), ...afterHandingOn(seed, person)]
}

/** Some permit calls, and may take that back; the business calls some, with permission or not, once or often. */
const callsOf = (
  seed: number,
  person: Person,
  idOf: (person: Person, at: number) => string | null,
): readonly Scene[] => {
  const { index, phoneNumberId } = person
  const roll = chance(seed + 7)
  const scenes: Scene[] = []
  const add = (what: string, action: (customer: string) => Action): void => {
    const at = wholeSecond(dawn + roll(what, index) * (dusk - dawn))
    const customer = idOf(person, at)
    if (customer !== null) scenes.push({ at, action: action(customer) })
  }
  const permit = (what: string, permission: 'temporary' | 'permanent' | 'none'): void =>
    add(what, (customer) => ({ do: 'permit-calls', customer, phoneNumberId, permission }))
  if (roll('permits', index) < 0.3)
    permit('permits at', roll('for good', index) < 0.4 ? 'permanent' : 'temporary')
  if (roll('refuses', index) < 0.06) permit('refuses at', 'none')
  const calls = roll('is called', index) < 0.2 ? Math.ceil(roll('how often', index) * 7) : 0
  for (let time = 0; time < calls; time++)
    add(`is called ${time}`, (customer) => ({ do: 'call-customer', customer, phoneNumberId }))
  return scenes
}

/** Somebody else gets the number that a customer left, and mostly writes soon. The day may be over by then. */
const afterHandingOn = (
  seed: number,
  { index, phone, phoneNumberId, handedOnAt }: Person,
): readonly Scene[] => {
  if (handedOnAt === null || handedOnAt > dusk) return []
  const roll = chance(seed + 5)
  const scenes: Scene[] = [{ at: handedOnAt, action: { do: 'take-over-number', customer: phone } }]
  const add = (what: string, share: number, action: (at: number) => CustomerAction): void => {
    const at = wholeSecond(handedOnAt + 1000 + roll(`${what} at`, index) * 6 * HOUR)
    if (roll(what, index) < share) scenes.push({ at, action: action(at) })
  }
  add('newcomer writes', 0.7, () => ({ do: 'say', customer: phone, phoneNumberId, text: 'Who is this?' }))
  add('newcomer writes again', 0.4, () => ({ do: 'say', customer: phone, phoneNumberId, text: 'Hello?' }))
  add('newcomer stops marketing', 0.3, () => ({ do: 'stop-marketing', customer: phone, phoneNumberId }))
  return scenes
}

const ofMeta: readonly Scene[] = [
  { at: reviews.heldAt, action: { do: 'hold-template', name: 'parcel_sent', language: 'en' } },
  { at: reviews.letGoAt, action: { do: 'let-template-go', name: 'parcel_sent', language: 'en' } },
  { at: reviews.letGoAt, action: { do: 'hold-template', name: 'autumn_sale', language: 'en' } },
  { at: reviews.pausedAt, action: statusOf('autumn_sale', 'PAUSED') },
  { at: reviews.resumedAt, action: statusOf('autumn_sale', 'APPROVED') },
  { at: outage.from, action: { do: 'end-token' } },
  { at: outage.until, action: { do: 'renew-token' } },
  {
    at: reviews.recategorizedAt,
    action: { do: 'set-template-category', name: 'order_confirmed', language: 'en', category: 'MARKETING' },
  },
]

function statusOf(name: string, status: string): Action {
  return { do: 'set-template-status', name, language: 'en', status }
}
