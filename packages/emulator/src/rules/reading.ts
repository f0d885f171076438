import type { Event } from '@guichet/core'
import { readView, type Facts, type Key, type ViewReply } from '@guichet/laws'
import type { Instant } from '../time/instant.ts'
import { customerKey } from '../world/customers.ts'
import { accountOf, type Thread, type World } from '../world/world.ts'

/**
 * The input of the reading copy: one thread, and the templates of its account. Threads influence each other
 * only through the month's free messages, which are counted separately; so the time of an answer does not
 * grow with the number of customers.
 */
export const factsOf = (world: World, thread: Thread, more: readonly Event[] = []): Facts => {
  const numberAccount = accountOf(world, thread.phoneNumberId)
  const templates = world.templateChanges.filter(({ account }) => account === numberAccount)
  return {
    timeZone: world.settings.timeZone,
    rulebook: 'auto',
    events: [...thread.facts, ...more, ...templates],
  }
}

/** The ids of a thread. */
export const keyOf = ({ phoneNumberId, customer }: Thread): Key => ({
  phoneNumberId,
  customer: customerKey(customer),
})

/** The state of a thread, by the reading copy. */
export const viewOf = (world: World, thread: Thread, at: Instant): ViewReply =>
  readView(factsOf(world, thread), keyOf(thread), at)

/** The fields of every fact of a thread. */
export const inThread = (
  world: World,
  { phoneNumberId, customer }: Thread,
): { phoneNumberId: string; customer: string; account: string; aliases?: readonly string[] } => {
  const { userId, phone } = customer
  const fields = { phoneNumberId, customer: customerKey(customer), account: accountOf(world, phoneNumberId) }
  return userId === null || phone === null ? fields : { ...fields, aliases: [phone] }
}
