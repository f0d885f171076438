import {
  DAY,
  HOUR,
  localDate,
  type Event,
  type Instant,
  type RulebookId,
  type ThreadEvent,
} from '../../src/index.ts'
import { eraOf, naiveCalendar, type NaiveCalendar } from './naive-calendar.ts'
import { naiveEntryPoint } from './naive-entry-point.ts'
import { naiveTold, type NaiveTold } from './naive-told.ts'
import { naiveMessages, naiveWindow, whatItWas } from './naive-messages.ts'

/** One line of the bill: what a delivered message costs. */
export interface NaiveCharge {
  readonly phoneNumberId: string
  readonly customer: string
  readonly message: string
  readonly at: Instant
  readonly rulebook: RulebookId
  readonly unit: string
  readonly category: string
  readonly type: string
}

/**
 * The charging rules once more, from the positions and not from the engine: over all facts of one account,
 * without a thought for speed, every date and number spelled out.
 */
export const naiveBill = (
  events: readonly Event[],
  timeZone: string,
  rulebook: RulebookId | 'auto' = 'auto',
): readonly NaiveCharge[] => {
  const calendar = naiveCalendar(timeZone, rulebook)
  const facts = events.filter((event) => event.type !== 'template-changed')
  const threads = [...new Set(facts.map(({ phoneNumberId, customer }) => `${phoneNumberId} ${customer}`))]
  const lines = threads.flatMap((thread) => {
    const own = facts.filter(({ phoneNumberId, customer }) => `${phoneNumberId} ${customer}` === thread)
    return threadBill(own, events, calendar)
  })
  return withTiers(lines.sort(byDelivery), timeZone)
}

const byDelivery = (a: NaiveCharge, b: NaiveCharge): number =>
  a.at - b.at || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)

/** A charge before the monthly tiers are counted. */
interface Line extends NaiveCharge {
  /** Whose 1,000 free ones a month it is one of, while they last. */
  readonly tier: 'account' | 'phone number' | null
}

interface Paid {
  readonly unit: 'conversation' | 'message' | 'none'
  readonly category: string
  readonly type: string
  readonly tier?: Line['tier']
  /** Does it open a billed conversation of its category? */
  readonly opens?: true
  readonly rides?: Billed
}

interface Billed {
  readonly category: string
  readonly closesAt: Instant
  /** Meta's name for it, where it was told. */
  readonly name: string | null
  /** Is its end known from Meta? */
  readonly isSure: boolean
}

/** A delivery and how things stand at it. */
interface Case {
  readonly kind: 'service' | 'reaction' | 'template'
  readonly category: string
  /** The type that Meta reports. */
  readonly reported: string | undefined
  readonly rulebook: RulebookId
  readonly windowOpen: boolean
  readonly insideEntryPoint: boolean
  /** The billed conversations that are open, in the order in which they opened. */
  readonly open: readonly Billed[]
  /** The one that Meta says it belongs to, where that was charged before. */
  readonly belongsTo: Billed | null
}

const threadBill = (
  facts: readonly ThreadEvent[],
  events: readonly Event[],
  calendar: NaiveCalendar,
): readonly Line[] => {
  const sent = naiveMessages(facts).filter(({ failed }) => !failed)
  const deliveries = sent
    .flatMap((message) => (message.deliveredAt === null ? [] : [{ message, at: message.deliveredAt }]))
    .sort((a, b) => a.at - b.at || (a.message.id < b.message.id ? -1 : 1))
  const windowOpen = (at: Instant): boolean => naiveWindow(facts, at, calendar.callsCountFrom)
  let billed: readonly Billed[] = []
  return deliveries.flatMap(({ message, at }) => {
    const rulebook = calendar.rulebookAt(at)
    const entryPoint = naiveEntryPoint(message, at, facts, sent, calendar)
    // An entry point that opened in era B has ended all other conversations for good.
    if (entryPoint !== null && eraOf(calendar.rulebookAt(entryPoint)) === 'B')
      billed = billed.map((one) => ({ ...one, closesAt: Math.min(one.closesAt, entryPoint) }))
    // One with a name is remembered as long as a message of it may still come.
    billed = billed.filter(({ closesAt, name }) => at < closesAt + (name === null ? 0 : 30 * DAY))
    const told = naiveTold(message, eraOf(rulebook))
    const open = billed.filter(
      (one) =>
        at < one.closesAt && (told === null || one.name === null || one.name === told.name || one.isSure),
    )
    const paid = charge({
      ...whatItWas(message, windowOpen(message.sentAt), events),
      reported: message.report.type,
      rulebook,
      windowOpen: windowOpen(at),
      insideEntryPoint: entryPoint !== null,
      open,
      belongsTo: billed.find(({ name }) => told !== null && name === told.name) ?? null,
    })
    const { unit, category, type, tier = null } = paid
    const { rides: ridden } = paid
    if (paid.opens) {
      const estimate = Math.ceil((message.sentAt + 24 * HOUR) / 60_000) * 60_000
      const opened = { category, closesAt: estimate, name: told?.name ?? null, isSure: false }
      billed = [...billed, told === null ? opened : learned(opened, told)]
    } else if (told !== null && ridden !== undefined)
      billed = billed.map((one) => (one === ridden ? learned(one, told) : one))
    const { phoneNumberId, customer } = facts[0] as ThreadEvent
    return [{ phoneNumberId, customer, message: message.id, at, rulebook, unit, category, type, tier }]
  })
}

const charge = (one: Case): Paid => {
  switch (eraOf(one.rulebook)) {
    case 'A':
      return eraA(one)
    case 'B':
      return eraB(one)
    case 'C':
      return eraC(one)
    case 'D':
      return eraD(one)
  }
}

const rides = (conversation: Billed): Paid => ({
  unit: 'conversation',
  category: conversation.category,
  type: 'rides_open_conversation',
  rides: conversation,
})

/** The conversation, if it is the one of which Meta tells, with what Meta tells of it. */
const learned = (conversation: Billed, { name, category, closesAt }: NaiveTold): Billed => {
  const isIt =
    conversation.name === name ||
    (conversation.name === null && (category === null || category === conversation.category))
  if (!isIt) return conversation
  return closesAt === null ? { ...conversation, name } : { ...conversation, name, closesAt, isSure: true }
}

/** 2022: whoever began it. Everything rides the open conversation, whatever it is. */
const eraA = ({ open, belongsTo, insideEntryPoint, windowOpen }: Case): Paid => {
  const latest = belongsTo ?? open.at(-1)
  if (latest !== undefined) return rides(latest)
  if (insideEntryPoint)
    return { unit: 'conversation', category: 'referral_conversion', type: 'free_entry_point' }
  const category = windowOpen ? 'user_initiated' : 'business_initiated'
  return { unit: 'conversation', category, type: 'free_tier', tier: 'account', opens: true }
}

/** 2023: categories. A template rides its own category only, a free-form message whatever is open. */
const eraB = ({ kind, category, rulebook, open, belongsTo, insideEntryPoint }: Case): Paid => {
  if (insideEntryPoint)
    return { unit: 'conversation', category: 'referral_conversion', type: 'free_entry_point' }
  if (belongsTo !== null) return rides(belongsTo)
  if (kind === 'template') {
    const own = open.find((conversation) => conversation.category === category)
    return own === undefined ? { unit: 'conversation', category, type: 'regular', opens: true } : rides(own)
  }
  const latest = open.at(-1)
  if (latest !== undefined) return rides(latest)
  const service = { unit: 'conversation', category: 'service', opens: true } as const
  return rulebook < '2024-11-01'
    ? { ...service, type: 'free_tier', tier: 'account' }
    : { ...service, type: 'free_customer_service' }
}

/** Only Meta knows who is an AI provider, and where that is charged. */
const isChargedAsAi = ({ category, reported }: Case): boolean =>
  category === 'general_purpose_ai' && reported === 'regular'
const isForGroup = (category: string): boolean => category.startsWith('group_')
const isUtility = (category: string): boolean => category === 'utility' || category === 'group_utility'

/** 2025: each delivered message. Free-form is free, and so is utility while the window is open. */
const eraC = (one: Case): Paid => {
  const { kind, category, open, belongsTo, insideEntryPoint, windowOpen } = one
  const utility =
    [belongsTo, ...open].find((conversation) => conversation?.category === 'utility') ?? undefined
  if (kind === 'template' && category === 'utility' && utility !== undefined) return rides(utility)
  if (isChargedAsAi(one)) return { unit: 'message', category, type: 'regular' }
  if (insideEntryPoint && !isForGroup(category))
    return { unit: 'message', category, type: 'free_entry_point' }
  const free = kind !== 'template' || (isUtility(category) && windowOpen)
  return { unit: 'message', category, type: free ? 'free_customer_service' : 'regular' }
}

/** October 2026: free-form is charged beyond 1,000 a month, utility always, reactions never. */
const eraD = (one: Case): Paid => {
  const { kind, category, insideEntryPoint } = one
  if (kind === 'reaction') return { unit: 'none', category, type: 'not_charged' }
  if (isChargedAsAi(one)) return { unit: 'message', category, type: 'regular' }
  if (insideEntryPoint && !isForGroup(category))
    return { unit: 'message', category, type: 'free_entry_point' }
  if (kind === 'template') return { unit: 'message', category, type: 'regular' }
  return { unit: 'message', category, type: 'free_customer_service', tier: 'phone number' }
}

/** In each month the first 1,000 by delivery are free: of the account, or of each phone number. */
const withTiers = (lines: readonly Line[], timeZone: string): readonly NaiveCharge[] => {
  const used = new Map<string, number>()
  return lines.map(({ tier, ...line }) => {
    if (tier === null) return line
    const month = localDate(line.at, timeZone).slice(0, 7)
    const purse = tier === 'account' ? month : `${line.phoneNumberId} ${month}`
    const before = used.get(purse) ?? 0
    used.set(purse, before + 1)
    return before < 1000 ? line : { ...line, type: 'regular' }
  })
}
