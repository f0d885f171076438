import type { Instant } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { billOf, type Account } from './bill.ts'
import { calendarOf, hour, type Calendar } from './calendar.ts'
import { isTemplate, sentIn } from './category.ts'
import { conversationsOf, type Conversation } from './conversations.ts'
import { entryPointAt, type EntryPoint } from './entry-point.ts'
import { threadFacts, type Facts } from './facts.ts'
import type { Billed } from './price.ts'
import { remembered } from './remembered.ts'
import { opensWindow, windowAt, type Interval } from './window.ts'

/** How a thread stands at an instant, going by what had happened by then. */
export interface Moment extends Account {
  readonly at: Instant
  readonly window: Interval | null
  /** Did a template go out less than a conversation's length ago? */
  readonly templateIsOut: boolean
  readonly conversation: Conversation | null
  readonly entryPoint: EntryPoint | null
  /** The billed conversations that the last delivery left, over or not. */
  readonly conversationsLeft: readonly Billed[]
  /** Those that are open, the free entry point among them, in the order in which they opened. */
  readonly billed: readonly Billed[]
}

/** Reads all that holds in a thread at an instant. */
export const momentOf = (all: Facts, { phoneNumberId, customer }: Key, at: Instant): Moment =>
  readMoment(all, phoneNumberId, customer, at)

const readMoment = remembered((all: Facts, phoneNumberId: string, customer: string, at: Instant): Moment => {
  const key = { phoneNumberId, customer }
  const calendar = calendarOf(all.timeZone, all.rulebook, all.amendments)
  const facts = threadFacts(all, key, at)
  const sent = sentIn(facts)
  const templates = sent.filter((message) =>
    isTemplate(message, windowAt(facts, message.sentAt, calendar) !== null),
  )
  const lengthAt = (instant: Instant): number => calendar.valuesAt(instant).conversation.hours * hour
  const moves = [
    ...facts
      .filter((fact) => opensWindow(fact, calendar))
      .map((opener) => ({ at: opener.at, by: 'user' as const, opens: true })),
    ...sent.map((message) => ({
      at: message.sentAt,
      by: 'business' as const,
      opens: templates.includes(message),
    })),
  ]
  const conversations = conversationsOf(moves, lengthAt)
  const entryPoint = entryPointAt(facts, sent, at, calendar)
  const { events, settings, protocol } = all
  const account: Account = { key, calendar, facts, sent, events, settings, protocol }
  const conversationsLeft = billOf(account).conversations
  return {
    ...account,
    at,
    conversationsLeft,
    window: windowAt(facts, at, calendar),
    templateIsOut: templates.some(({ sentAt }) => at < sentAt + lengthAt(at)),
    conversation: conversations.find(({ openedAt, closesAt }) => openedAt <= at && at < closesAt) ?? null,
    entryPoint,
    billed: withEntryPoint(
      conversationsLeft.filter(({ closesAt }) => at < closesAt),
      entryPoint,
      at,
      calendar,
    ),
  }
})

/** While conversations are charged a free entry point is one of them, and may have ended the others (FEP-8). */
const withEntryPoint = (
  billed: readonly Billed[],
  entryPoint: EntryPoint | null,
  at: Instant,
  calendar: Calendar,
): readonly Billed[] => {
  if (entryPoint === null || entryPoint.opensAt === null) return billed
  const { opensAt, closesAt } = entryPoint
  const values = calendar.valuesAt(opensAt)
  if (at < opensAt || at >= closesAt || values.charging.by === 'message') return billed
  const free = { category: 'referral_conversion', opensAt, closesAt }
  return values.entryPoint.endsConversations
    ? [free]
    : [...billed, free].sort((a, b) => a.opensAt - b.opensAt)
}
