import type { Calendar } from '../rulebook/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { ruleByConversation } from './by-conversation.ts'
import { ruleByMessage } from './by-message.ts'
import type { Case, Ruled } from './case.ts'
import type { Delivery } from './delivery.ts'

/** The instant that chooses rulebook and month (POS-14). */
export const chargedAsOf = (delivery: Delivery, calendar: Calendar): Instant =>
  calendar(delivery.at).rules.chargedAsOf.is === 'sent' ? delivery.sentAt : delivery.at

/** Who pays for a delivered message: the decision tables of all rulebooks (G8). */
export const ruleCharge = (one: Case): Ruled =>
  one.inForce.rules.charging.by === 'message' ? ruleByMessage(one) : ruleByConversation(one)
