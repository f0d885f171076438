import type { Calendar } from '../rulebook/calendar.ts'
import { citing, type Reasoned } from '../rulebook/citation.ts'
import type { Rules } from '../rulebook/rulebook.ts'
import { messageLife } from '../message/message.ts'
import type { Instant } from '../time/instant.ts'
import type { BilledConversation, Charge } from './charge.ts'
import { byDelivery, type Delivery } from './delivery.ts'
import type { DeliveryContext } from './case.ts'
import { chargedAsOf, ruleCharge } from './rule.ts'
import { speaksOf, withReport, type ConversationReport } from './conversation-report.ts'

/** All that a thread's past charges have to say to its future. */
export interface Billing {
  /**
   * The billed conversations that may still be open, and those with a message that Meta may still deliver, in the
   * order in which they opened.
   */
  readonly conversations: readonly BilledConversation[]
  /** Messages whose sending is settled and whose delivery is not, in the order of delivery. */
  readonly awaiting: readonly Delivery[]
}

/** Nothing was charged yet. */
export const nothingBilled: Billing = { conversations: [], awaiting: [] }

/** Puts a delivery where it belongs: by instant, then by wamid. Most come last. */
export const insertDelivery = (deliveries: Delivery[], delivery: Delivery): void => {
  let index = deliveries.length
  while (index > 0 && byDelivery(delivery, deliveries[index - 1] as Delivery) < 0) index--
  deliveries.splice(index, 0, delivery)
}

/** What a delivery costs, and the billed conversations after it. */
export interface Charged {
  readonly charge: Charge
  readonly conversations: readonly BilledConversation[]
  /** The one among them that it opens. */
  readonly opened: BilledConversation | null
}

/** Charges one delivery. Deliveries must come in order. */
export const chargeDelivery = (delivery: Delivery, around: DeliveryContext, calendar: Calendar): Charged => {
  const { at } = delivery
  const known = stillKnown(around, at, calendar)
  const asOf = chargedAsOf(delivery, calendar)
  const inForce = calendar(asOf)
  const report = reportUnder(delivery, inForce.rules)
  const { ruling, rides, opens } = ruleCharge({
    delivery,
    context: { ...around, conversations: openAt(known, at) },
    inForce,
    report,
    same: report === null ? null : (known.find(({ id }) => id === report.id) ?? null),
  })
  const isAcrossRulebooks = calendar(delivery.sentAt).id !== calendar(at).id
  const joined = rides === null || report === null ? rides : withReport(rides, report)
  // One literal: one that begins with a spread costs as much as all else here.
  const charge: Charge = {
    message: delivery.wamid,
    sentAt: delivery.sentAt,
    at,
    month: calendar.monthOf(asOf),
    rulebook: inForce.id,
    unit: ruling.unit,
    category: ruling.category,
    type: ruling.type,
    claim: ruling.claim,
    because: citing(ruling, read(delivery), isAcrossRulebooks ? calendar(at).rules.chargedAsOf : null),
    isAcrossRulebooks,
    windowOpen: { whenSent: delivery.insideWindow, whenDelivered: around.windowOpen },
    reported: delivery.reported,
    isContradicted: delivery.isContradicted,
    otherConversation:
      report === null || joined?.id === undefined || joined.id === report.id
        ? null
        : { ours: joined.id, theirs: report.id },
  }
  return {
    charge: withExtras(charge, delivery),
    conversations:
      opens !== null
        ? [...known, opens]
        : joined === null || joined === rides
          ? known
          : known.map((one) => (one === rides ? joined : one)),
    opened: opens,
  }
}

const withExtras = (charge: Charge, { participant, uncategorised, category }: Delivery): Charge => {
  const shared = participant === undefined ? charge : ofMember(charge, participant)
  // A message may be paid with a conversation of another category.
  return uncategorised === undefined || charge.category !== category ? shared : { ...shared, uncategorised }
}

const ofMember = ({ message, ...rest }: Charge, participant: string): Charge => ({
  message,
  participant,
  ...rest,
})

const read = ({ because }: Delivery): Reasoned | null => (because === undefined ? null : { because })

const reportUnder = ({ report, reported }: Delivery, rules: Rules): ConversationReport | null =>
  report !== undefined && speaksOf(report, reported !== null, rules) ? report : null

const openAt = (known: readonly BilledConversation[], at: Instant): readonly BilledConversation[] =>
  known.length === 0 ? known : known.filter(({ closesAt }) => at < closesAt)

/**
 * The conversations that are open, and closed ones whose id Meta reported: a message that was sent in one may be
 * delivered until its life ends. A free entry point that opens ends all others, where the rulebook says so (FEP-8).
 */
const stillKnown = (
  { conversations, entryPoint }: DeliveryContext,
  at: Instant,
  calendar: Calendar,
): readonly BilledConversation[] => {
  if (conversations.length === 0) return conversations
  const endedAt =
    entryPoint !== null && calendar(entryPoint.since).rules.entryPoint.endsConversations
      ? entryPoint.since
      : Infinity
  return conversations
    .filter(({ id, closesAt }) =>
      id === undefined ? at < Math.min(closesAt, endedAt) : at < closesAt + messageLife,
    )
    .map((one) => (one.closesAt <= endedAt ? one : { ...one, closesAt: endedAt }))
}
