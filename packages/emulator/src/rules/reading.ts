import type { Content, Event } from '@guichet/core'
import { readAsk, readView, type AskReply, type Facts, type Key, type ViewReply } from '@guichet/laws'
import type { Instant } from '../time/instant.ts'
import { customerKey } from '../world/customers.ts'
import { accountOf, type Thread, type World } from '../world/world.ts'

/**
 * What the reading copy gets to know: one thread, and the templates of its account. Threads do not influence each
 * other but by the month's free messages, which are counted apart; so the time that an answer takes does not
 * grow with the number of customers.
 */
export const factsOf = (world: World, thread: Thread, more: readonly Event[] = []): Facts => {
  const own = accountOf(world, thread.phoneNumberId)
  const templates = world.templateChanges.filter(({ account }) => account === own)
  return {
    timeZone: world.settings.timeZone,
    rulebook: 'auto',
    events: [...thread.facts, ...more, ...templates],
  }
}

/** Under which ids a thread is asked about. */
export const keyOf = ({ phoneNumberId, customer }: Thread): Key => ({
  phoneNumberId,
  customer: customerKey(customer),
})

/** May this be sent, by the reading copy? Its charge knows this thread only. */
export const verdictOn = (world: World, thread: Thread, content: Content, at: Instant): AskReply =>
  readAsk(factsOf(world, thread), keyOf(thread), at, content)

/** How a thread stands, by the reading copy. */
export const viewOf = (world: World, thread: Thread, at: Instant): ViewReply =>
  readView(factsOf(world, thread), keyOf(thread), at)

/** What every fact of a thread carries. */
export const inThread = (
  world: World,
  { phoneNumberId, customer }: Thread,
): { phoneNumberId: string; customer: string; account: string; aliases?: readonly string[] } => {
  const { userId, phone } = customer
  const fields = { phoneNumberId, customer: customerKey(customer), account: accountOf(world, phoneNumberId) }
  return userId === null || phone === null ? fields : { ...fields, aliases: [phone] }
}
