import { HOUR, MINUTE, type Instant } from '@guichet/core'
import { chance } from './chance.ts'
import { dawn, dusk, phoneNumbers } from './scenery.ts'

/** A customer of the day. */
export interface Person {
  readonly index: number
  readonly phone: string
  /** What the business gets to know of them. */
  readonly knownBy: 'phone' | 'user-id' | 'both'
  readonly isOnWhatsApp: boolean
  /** The business phone number that they write to. */
  readonly phoneNumberId: string
  /** When they move to another number, if they do. */
  readonly movesAt: Instant | null
  readonly newPhone: string
  /** When somebody else gets the number that they left, if anybody does (ID-11). */
  readonly handedOnAt: Instant | null
}

/** The phone number of the first customer; the others follow. */
export const firstPhone = 33_639_981_000

const phoneOf = (index: number, isInStates: boolean): string =>
  isInStates ? `1212${2_000_000 + index}` : String(firstPhone + index)

/** Who lives through the day. */
export const castOf = (seed: number, customers: number): readonly Person[] => {
  const roll = chance(seed)
  return Array.from({ length: customers }, (_, index) => {
    const known = roll('known by', index)
    const knownBy = known < 0.15 ? 'phone' : known < 0.3 ? 'user-id' : 'both'
    const movesAt =
      roll('moves', index) < 0.05
        ? wholeSecond(dawn + HOUR + roll('moves at', index) * (dusk - dawn - 2 * HOUR))
        : null
    const isInStates = roll('is in the United States', index) < 0.04
    const isHandedOn = movesAt !== null && knownBy === 'both' && roll('is handed on', index) < 0.8
    return {
      index,
      phone: phoneOf(index, isInStates),
      knownBy,
      isOnWhatsApp: roll('is on WhatsApp', index) >= 0.01,
      phoneNumberId: phoneNumbers[roll('writes to', index) < 0.1 ? 1 : 0].id,
      movesAt,
      handedOnAt: isHandedOn ? movesAt + Math.ceil(roll('handed on at', index) * 180) * MINUTE : null,
      newPhone: phoneOf(index + 3_000_000, isInStates),
    }
  })
}

/** The whole second that an instant lies in. */
export const wholeSecond = (at: number): Instant => Math.floor(at / 1000) * 1000
