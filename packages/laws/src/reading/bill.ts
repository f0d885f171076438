import type { Event, Instant, RulebookId, ThreadEvent } from '@guichet/core'
import type { Key } from '../protocol.ts'
import { day, hour, type Calendar } from './calendar.ts'
import { sortOf } from './category.ts'
import { entryPointAt, openingAround } from './entry-point.ts'
import { byText } from './in-order.ts'
import type { Message } from './messages.ts'
import { isLeft, namingOf, renamed, type Naming } from './named.ts'
import { priceOf, type Billed, type Price } from './price.ts'
import { windowAt } from './window.ts'

/** What one delivered message costs. */
export interface Line extends Key, Pick<Price, 'unit' | 'category' | 'type' | 'tier'> {
  readonly message: string
  /** The delivery. */
  readonly at: Instant
  /** The month that it is billed in, as `2026-10`. */
  readonly month: string
  readonly rulebook: RulebookId
}

/** What a thread costs. */
export interface Bill {
  /** One line for every message that was delivered and did not fail. */
  readonly lines: readonly Line[]
  /** The billed conversations that the last delivery left. */
  readonly conversations: readonly Billed[]
}

/** What a thread's bill is made from. */
export interface Account {
  readonly key: Key
  readonly calendar: Calendar
  /** The thread's facts, in order. */
  readonly facts: readonly ThreadEvent[]
  /** Its messages that did not fail. */
  readonly sent: readonly Message[]
  /** All events, for what they tell of templates. */
  readonly events: readonly Event[]
}

/** The bill of one thread, before the monthly tiers are counted. */
export const billOf = (account: Account): Bill =>
  account.sent
    .flatMap((message) => (message.deliveredAt === null ? [] : [{ message, at: message.deliveredAt }]))
    .sort((a, b) => a.at - b.at || byText(a.message.id, b.message.id))
    .reduce<Bill>(({ lines, conversations }, { message, at }) => {
      const next = chargeFor(message, at, conversations, account)
      return { lines: [...lines, next.line], conversations: next.conversations }
    }, nothing)

const nothing: Bill = { lines: [], conversations: [] }

/** What the next delivery costs, and the billed conversations after it. */
export const chargeFor = (
  message: Message,
  at: Instant,
  before: readonly Billed[],
  { key, calendar, facts, sent, events }: Account,
): { readonly line: Line; readonly conversations: readonly Billed[] } => {
  const isOpen = (instant: Instant): boolean => windowAt(facts, instant, calendar) !== null
  // The rules at the delivery count, not those at the sending, unless the rules there say otherwise (POS-14).
  const asOf = calendar.valuesAt(at).chargedAsOf.is === 'sent' ? message.sentAt : at
  const values = calendar.valuesAt(asOf)
  const opening = openingAround(message, at, entryPointAt(facts, sent, at, calendar), calendar)
  // An entry point that ended all other conversations as it opened has ended them for good (FEP-8).
  const ended =
    opening !== null && calendar.valuesAt(opening).entryPoint.endsConversations ? opening : Infinity
  const known = before
    .map((one) => ({ ...one, closesAt: Math.min(one.closesAt, ended) }))
    // Of one whose id is known a message may still come as long as messages live (TPL-9).
    .filter(({ id, closesAt }) => at < closesAt + (id === undefined ? 0 : 30 * day))
  const naming = namingOf(message, values.charging.by)
  const { opens, rides, ...price } = priceOf({
    ...sortOf(message, isOpen(message.sentAt), events, key.phoneNumberId),
    values,
    windowOpen: isOpen(at),
    windowOpenWhenSent: isOpen(message.sentAt),
    insideEntryPoint: opening !== null,
    open: known.filter((one) => at < one.closesAt && !isLeft(one, naming)),
    own: naming === null ? undefined : known.find(({ id }) => id === naming.id),
  })
  const { phoneNumberId, customer } = key
  const [rulebook, month] = [calendar.rulebookAt(asOf), calendar.monthOf(asOf)]
  return {
    line: { phoneNumberId, customer, message: message.id, at, month, rulebook, ...price },
    conversations: opens
      ? [...known, newConversation(message, at, values.billedConversation.hours, price.category, naming)]
      : known.map((one) => (one === rides && naming !== null ? renamed(one, naming) : one)),
  }
}

/** So many hours from the sending, to the next full minute (CONV-A13), unless Meta tells the end. */
const newConversation = (
  { sentAt }: Message,
  at: Instant,
  hours: number,
  category: string,
  naming: Naming | null,
): Billed => {
  const minute = 60 * 1000
  const estimate = sentAt + hours * hour + ((minute - (sentAt % minute)) % minute)
  const opened = { category, opensAt: at, closesAt: estimate }
  return naming === null ? opened : renamed({ ...opened, id: naming.id }, naming)
}

/** Of all lines in each month as many are free as their allowance says, by delivery: of the account or phone number. */
export const withTiers = (lines: readonly Line[]): readonly Line[] => {
  const used = new Map<string, number>()
  return lines
    .toSorted((a, b) => a.at - b.at || byText(a.message, b.message))
    .map((line) => {
      const purse = purseOf(line, 'the account')
      if (purse === null) return line
      const before = used.get(purse) ?? 0
      used.set(purse, before + 1)
      return withinTier(line, before)
    })
}

/** Whose month's free ones a line is one of, where those of one account or phone number are counted; `null` for none. */
export const purseOf = ({ tier, month, phoneNumberId }: Line, account: string): string | null =>
  tier === undefined ? null : `${month} ${tier.per === 'account' ? account : phoneNumberId}`

/** The line with the type that is left to it after so many free ones. */
export const withinTier = (line: Line, used: number): Line =>
  line.tier === undefined || used < line.tier.amount || line.type === 'free_entry_point'
    ? line
    : { ...line, type: 'regular' }
