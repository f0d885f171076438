import type { Question } from '@guichet/laws'
import type { Instant } from '../time/instant.ts'
import { customerNamed, digitsOf, newThread } from '../world/customers.ts'
import type { Customer, World } from '../world/world.ts'
import { verdictOn } from './verdict.ts'

/** A message or a call that somebody asks about. */
export interface AskedMessage {
  readonly phoneNumberId: string
  /** The customer, by a phone number or a user id. */
  readonly to: string
  readonly question: Question
}

/** The reading copy's codes against it; asking leaves the world as it is. */
export const reasonsAgainst = (
  world: World,
  { phoneNumberId, to, question }: AskedMessage,
  at: Instant,
): readonly string[] => {
  const customer = customerNamed(world, to) ?? stranger(to)
  const known = world.threads.get(`${phoneNumberId} ${customer.number}`)
  const { reasons } = verdictOn(world, known ?? newThread(phoneNumberId, customer), question, at)
  return reasons.map(({ code }) => code)
}

/** Somebody who never wrote and was never written to. */
const stranger = (to: string): Customer => {
  const phone = digitsOf(to)
  return {
    number: -1,
    name: '',
    phone,
    userId: phone === null ? to : null,
    isOnWhatsApp: true,
    isReachable: true,
    hasBlocked: false,
    hasStoppedMarketing: false,
    replacedBy: null,
  }
}
