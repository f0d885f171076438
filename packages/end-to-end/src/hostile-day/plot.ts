import type { Instant, ThreadKey } from '@guichet/core'
import type { Scene } from '@guichet/emulator'
import { newCall, type Call } from './caller.ts'
import { castOf, type Person } from './cast.ts'
import { livesOf } from './customers-day.ts'
import { ordersOf } from './orders.ts'
import type { Whatsapp } from './whatsapp.ts'

/** All that is to happen on its own. */
export interface Plot {
  /** What customers and Meta do. */
  readonly scenes: readonly Scene[]
  /** What the business asks the gateway for, in order. */
  readonly calls: readonly Call[]
  /** Everybody's thread as it begins. */
  readonly threads: readonly ThreadKey[]
}

/** Adds the customers to WhatsApp, and plans their day and that of the business. */
export const plotOf = async (seed: number, customers: number, whatsapp: Whatsapp): Promise<Plot> => {
  const cast = castOf(seed, customers)
  const userIds = new Map<Person, string | null>()
  for (const person of cast) userIds.set(person, await whatsapp.add(person))
  const userIdOf = (person: Person): string | null => userIds.get(person) ?? null

  const lives = livesOf(seed, cast, (person, at) => {
    // Nobody was told the user id that comes with a new number.
    if (person.knownBy === 'user-id') return hasMoved(person, at) ? null : userIdOf(person)
    return hasMoved(person, at) ? person.newPhone : person.phone
  })
  const orders = ordersOf(seed, cast, lives, (person, at, share) => {
    const userId = userIdOf(person)
    if (userId !== null && (person.knownBy === 'user-id' || share < 0.2)) return userId
    // The business often goes on with the old number.
    const phone = hasMoved(person, at) && share < 0.6 ? person.newPhone : person.phone
    return share > 0.9 ? `+${phone}` : phone
  })
  const threads = cast.map((person) => ({
    phoneNumberId: person.phoneNumberId,
    customer: userIdOf(person) ?? person.phone,
  }))
  return { scenes: lives.scenes, calls: orders.map(newCall), threads }
}

const hasMoved = ({ movesAt }: Person, at: Instant): boolean => movesAt !== null && at >= movesAt
