import { isAreaCodeOfStates } from '@guichet/laws'
import { pick } from '../chance.ts'
import { nextNumber, type Customer, type Thread, type World } from './world.ts'

/** The given properties of a new customer; the others are generated. */
export interface NewCustomer {
  readonly phone?: string
  readonly name?: string
  /**
   * The ids that the business sees: the phone number, the business-scoped user id (ID-1), or both. Default:
   * both since April 2026, before it the phone number.
   */
  readonly knownBy?: 'phone' | 'user-id' | 'both'
  /** Default true. */
  readonly isOnWhatsApp?: boolean
}

const firstUserIds = Date.UTC(2026, 3, 1)

/** Adds a customer; returns the existing one with the same phone number. */
export const addCustomer = (world: World, asked: NewCustomer): Customer => {
  const number = nextNumber(world)
  const phone = digitsOf(asked.phone ?? '') ?? `3363998${String(number).padStart(4, '0')}`
  const known = world.customerById.get(phone)
  if (known !== undefined && known.replacedBy === null) return known
  const knownBy = asked.knownBy ?? (world.agenda.now() >= firstUserIds ? 'both' : 'phone')
  const share = world.roll('name', number)
  const customer: Customer = {
    number,
    name: asked.name ?? pick(share, names),
    phone: knownBy === 'user-id' ? null : phone,
    userId: knownBy === 'phone' ? null : userIdOf(world, phone, number),
    isOnWhatsApp: asked.isOnWhatsApp ?? true,
    isReachable: true,
    hasBlocked: false,
    hasStoppedMarketing: false,
    replacedBy: null,
  }
  world.customers.push(customer)
  for (const id of idsOf(customer)) world.customerById.set(id, customer)
  return customer
}

/** All ids of a customer that the business may know, the one that keys the thread first. */
export const idsOf = ({ userId, phone }: Customer): readonly string[] =>
  [userId, phone].filter((id) => id !== null)

/** The id that keys a customer's threads: the user id where there is one (ID-8). */
export const customerKey = ({ userId, phone, number }: Customer): string =>
  userId ?? phone ?? `customer ${number}`

/** The customer with that id: a phone number in any spelling, or a user id. */
export const customerNamed = (world: World, id: string): Customer | undefined =>
  world.customerById.get(id) ?? world.customerById.get(digitsOf(id) ?? '')

/** A phone number's digits; `null` if it is not a phone number. */
export const digitsOf = (text: string): string | null => {
  const digits = text.replaceAll(/[\s()+.-]/g, '')
  return /^\d{5,15}$/.test(digits) ? digits : null
}

/** The thread of a phone number and a customer; a new one is empty. */
export const threadOf = (world: World, phoneNumberId: string, customer: Customer): Thread => {
  const key = `${phoneNumberId} ${customer.number}`
  const known = world.threads.get(key)
  if (known !== undefined) return known
  const thread = newThread(phoneNumberId, customer)
  world.threads.set(key, thread)
  return thread
}

/** A thread in which nothing has happened. */
export const newThread = (phoneNumberId: string, customer: Customer): Thread => ({
  phoneNumberId,
  customer,
  facts: [],
  conversations: [],
  entryPoint: null,
  waiting: [],
  lastInbound: null,
  callRequest: null,
  isBlocked: false,
})

/** A unique user id: the country of the phone number, and digits. */
const userIdOf = (world: World, phone: string, number: number): string => {
  const found = countries.find(([code]) => phone.startsWith(code))?.[1] ?? 'FR'
  // One calling code has several countries (POS-37).
  const country = found === 'US' && !isAreaCodeOfStates(phone.slice(1, 4)) ? 'CA' : found
  const digits = String(Math.floor(world.roll('user id', number) * 1e9)).padStart(9, '0')
  return `${country}.${String(number).padStart(7, '0')}${digits}`
}

const countries: readonly (readonly [string, string])[] = [
  ['33', 'FR'],
  ['34', 'ES'],
  ['39', 'IT'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['55', 'BR'],
  ['91', 'IN'],
  ['1', 'US'],
]

const names = [
  'Amélie Faure',
  'Bilal Haddad',
  'Chloé Martin',
  'Diego Ramos',
  'Elif Kaya',
  'Fatou Diop',
  'Giulia Conti',
  'Hanna Weber',
  'Inès Laurent',
  'Jonas Berg',
  'Kofi Mensah',
  'Lucía Vega',
  'Mei Tan',
  'Noah Klein',
  'Olga Novak',
  'Priya Nair',
] as const
