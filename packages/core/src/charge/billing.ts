import type { Calendar } from '../rulebook/calendar.ts'
import type { Instant } from '../time/instant.ts'
import type { BilledConversation, Charge } from './charge.ts'
import { compareDeliveries } from './cover.ts'
import type { Delivery } from './delivery.ts'
import type { Surroundings } from './case.ts'
import { chargedAsOf, ruleCharge } from './rule.ts'

/** All that a thread's past charges have to say to its future. */
export interface Billing {
  /** The billed conversations that may still be open, in the order in which they opened. */
  readonly conversations: readonly BilledConversation[]
  /** Messages whose sending is settled and whose delivery is not, in the order of delivery. */
  readonly awaiting: readonly Delivery[]
}

/** Nothing was charged yet. */
export const nothingBilled: Billing = { conversations: [], awaiting: [] }

/** Puts a delivery where it belongs: by instant, then by wamid. Most come last. */
export const insertDelivery = (deliveries: Delivery[], delivery: Delivery): void => {
  let index = deliveries.length
  while (index > 0 && compareDeliveries(delivery, deliveries[index - 1] as Delivery) < 0) index--
  deliveries.splice(index, 0, delivery)
}

/** What a delivery costs, and the billed conversations after it. */
export interface Charged {
  readonly charge: Charge
  readonly conversations: readonly BilledConversation[]
}

/** Charges one delivery. Deliveries must come in order. */
export const chargeDelivery = (delivery: Delivery, around: Surroundings, calendar: Calendar): Charged => {
  const conversations = stillOpen(around, delivery.at, calendar)
  const asOf = chargedAsOf(delivery, calendar)
  const inForce = calendar(asOf)
  const { ruling, opens } = ruleCharge({ delivery, surroundings: { ...around, conversations }, inForce })
  return {
    charge: {
      message: delivery.message,
      sentAt: delivery.sentAt,
      at: delivery.at,
      month: calendar.monthOf(asOf),
      rulebook: inForce.id,
      unit: ruling.unit,
      category: ruling.category,
      type: ruling.type,
      claim: ruling.claim,
      because:
        calendar(delivery.sentAt).id === calendar(delivery.at).id
          ? ruling.because
          : [...ruling.because, 'POS-14'],
      windowOpen: { whenSent: delivery.insideWindow, whenDelivered: around.windowOpen },
      reported: delivery.reported,
      isContradicted: delivery.isContradicted,
    },
    conversations: opens === null ? conversations : [...conversations, opens],
  }
}

/** A free entry point that opens ends all other conversations, where the rulebook says so (FEP-8). */
const stillOpen = (
  { conversations, entryPoint }: Surroundings,
  at: Instant,
  calendar: Calendar,
): readonly BilledConversation[] => {
  if (conversations.length === 0) return conversations
  const areEnded = entryPoint !== null && calendar(entryPoint.since).rules.entryPointEndsConversations
  return areEnded ? [] : conversations.filter(({ closesAt }) => at < closesAt)
}
