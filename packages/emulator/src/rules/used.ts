import { countedAt } from '@guichet/laws'
import { DAY, SECOND, wholeSecond, type Instant } from '../time/instant.ts'
import type { Message, World } from '../world/world.ts'

/** Longer ago, what passed a phone number plays no part, also for a clock that is some seconds slow. */
const passedFor = 10 * SECOND

/** A message passes a phone number, from the business or from a customer (LIM-35). */
export const pass = ({ agenda, limits: { passed } }: World, phoneNumberId: string): void => {
  const now = wholeSecond(agenda.now())
  const lately = (passed.get(phoneNumberId) ?? []).filter((at) => at > now - passedFor)
  passed.set(phoneNumberId, [...lately, now])
}

/** The messages after which those are looked for that no longer count. */
const tidyAfter = 1024

/** A message was accepted outside the window: its customer counts towards the messaging limit (POS-31). */
export const reserve = ({ limits: { outside } }: World, { id, thread, acceptedAt }: Message): void => {
  outside.set(id, {
    customer: thread.customer.number,
    sentAt: wholeSecond(acceptedAt),
    deliveredAt: null,
    isReserved: true,
  })
  if (outside.size % tidyAfter !== 0) return
  for (const [old, { deliveredAt }] of outside)
    if (deliveredAt !== null && acceptedAt >= deliveredAt + DAY) outside.delete(old)
}

/** It was delivered: from now on the customer counts for 24 hours (POS-32). */
export const reach = ({ limits: { outside } }: World, { id }: Message, at: Instant): void => {
  const reserved = outside.get(id)
  if (reserved !== undefined) outside.set(id, { ...reserved, deliveredAt: at })
}

/** It failed, and counts for nothing. */
export const giveBack = ({ limits: { outside } }: World, { id }: Message): void => {
  outside.delete(id)
}

/** How many customers count towards the messaging limit now. */
export const countedNow = ({ agenda, limits: { outside } }: World): number =>
  countedAt([...outside.values()], agenda.now()).size
