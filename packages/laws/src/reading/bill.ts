import type { Instant, RulebookId, ThreadEvent } from '@guichet/core'
import type { Key } from '../protocol.ts'
import type { Heard } from './accounts.ts'
import { day, hour, type Calendar } from './calendar.ts'
import { sortOf } from './category.ts'
import { entryPointAt, openingAround } from './entry-point.ts'
import { byText } from './in-order.ts'
import type { Message, Report } from './messages.ts'
import { isLeft, namingOf, renamed, type Naming } from './named.ts'
import { priceOf, type Billed, type Price } from './price.ts'
import type { Allowance } from './values.ts'
import { windowAt } from './window.ts'

/** What one delivered message costs. */
export interface Line extends Key, Pick<Price, 'unit' | 'category' | 'type' | 'tier'> {
  readonly message: string
  /** The member of a group to whom it was delivered. */
  readonly participant?: string
  /** The delivery. */
  readonly at: Instant
  /** The month that it is billed in, as `2026-10`. */
  readonly month: string
  readonly rulebook: RulebookId
}

/** What a thread costs. */
export interface Bill {
  /** One line for every message that was delivered and did not fail; in a group one for each member who got it. */
  readonly lines: readonly Line[]
  /** The billed conversations that the last delivery left. */
  readonly conversations: readonly Billed[]
}

/** What a thread's bill is made from; all events are there for what they tell of templates. */
export interface Account extends Heard {
  readonly key: Key
  readonly calendar: Calendar
  /** The thread's facts, in order. */
  readonly facts: readonly ThreadEvent[]
  /** Its messages that did not fail. */
  readonly sent: readonly Message[]
}

/** The bill of one thread, before the monthly tiers are counted. */
export const billOf = (account: Account): Bill =>
  account.sent
    .flatMap(deliveriesOf)
    .sort(
      (a, b) =>
        a.at - b.at || byText(a.message.id, b.message.id) || byText(a.participant ?? '', b.participant ?? ''),
    )
    .reduce<Bill>(({ lines, conversations }, delivery) => {
      const next = chargeFor(delivery, conversations, account)
      return { lines: [...lines, next.line], conversations: next.conversations }
    }, nothing)

const nothing: Bill = { lines: [], conversations: [] }

/** A message that was delivered: to the customer, or to one member of a group. */
export interface Delivered {
  readonly message: Message
  readonly at: Instant
  readonly participant?: string
  /** What Meta says of this delivery. */
  readonly report: Report
  /** Is the customer known to be a group, although no member is named? */
  readonly isToGroup?: boolean
}

const deliveriesOf = (message: Message): readonly Delivered[] =>
  (message.shares ?? [message]).flatMap((share) => {
    const { deliveredAt, failed, report } = share
    if (deliveredAt === null || failed) return []
    const delivered = { message, at: deliveredAt, report: inConversation(message, report) }
    return ['participant' in share ? { ...delivered, participant: share.participant } : delivered]
  })

/** Meta names the price of each delivery, and one conversation for the message. */
const inConversation = ({ report: { id, origin, expiresAt } }: Message, own: Report): Report => ({
  ...own,
  ...(id === undefined ? {} : { id }),
  ...(origin === undefined ? {} : { origin }),
  ...(expiresAt === undefined ? {} : { expiresAt }),
})

/** What the next delivery costs, and the billed conversations after it. */
export const chargeFor = (
  { message, at, participant, report, isToGroup = participant !== undefined }: Delivered,
  before: readonly Billed[],
  { key, calendar, facts, sent, ...heard }: Account,
): { readonly line: Line; readonly conversations: readonly Billed[] } => {
  const isOpen = (instant: Instant): boolean => windowAt(facts, instant, calendar) !== null
  // The rules at the delivery count, not those at the sending, unless the rules there say otherwise (POS-14).
  const asOf = calendar.valuesAt(at).chargedAsOf.is === 'sent' ? message.sentAt : at
  const values = calendar.valuesAt(asOf)
  const told = { ...message, report }
  const opening = openingAround(told, at, entryPointAt(facts, sent, at, calendar), calendar)
  // An entry point that ended all other conversations as it opened has ended them for good (FEP-8).
  const ended =
    opening !== null && calendar.valuesAt(opening).entryPoint.endsConversations ? opening : Infinity
  const known = before
    .map((one) => ({ ...one, closesAt: Math.min(one.closesAt, ended) }))
    // Of one whose id is known a message may still come as long as messages live (TPL-9).
    .filter(({ id, closesAt }) => at < closesAt + (id === undefined ? 0 : 30 * day))
  const naming = namingOf(told, values.charging.by)
  const { opens, rides, ...price } = priceOf({
    ...sortOf(message, report, isOpen(message.sentAt), heard, key.phoneNumberId),
    isForGroup: isToGroup,
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
    line: {
      phoneNumberId,
      customer,
      message: message.id,
      ...(participant === undefined ? {} : { participant }),
      at,
      month,
      rulebook,
      ...price,
    },
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

/**
 * Of all lines of a month the first are free by delivery, as many as each line's allowance says, of the phone number or
 * the account. Which allowance the earlier ones had plays no part: the first of a month are the first of that month.
 */
export const withTiers = (
  lines: readonly Line[],
  accountFor: (phoneNumberId: string) => string = () => 'the account',
): readonly Line[] => {
  const used: TiersUsed = new Map()
  return lines
    .toSorted(
      (a, b) =>
        a.at - b.at || byText(a.message, b.message) || byText(a.participant ?? '', b.participant ?? ''),
    )
    .map((line) => {
      const account = accountFor(line.phoneNumberId)
      const left = withinTier(line, used, account)
      useTier(line, used, account)
      return left
    })
}

/** How many of a month's free ones each phone number and each account has used. */
export type TiersUsed = Map<string, number>

/** The line with the type that the month's free ones before it leave. */
export const withinTier = (line: Line, used: TiersUsed, account: string): Line => {
  const { tier, type } = line
  if (tier === undefined || type === 'free_entry_point') return line
  const before = used.get(pursesOf(line, account)[tier.per]) ?? 0
  return before < tier.amount ? line : { ...line, type: 'regular' }
}

/** Counts the line, if it is one of those that a month's allowance counts: for its phone number and its account. */
export const useTier = (line: Line, used: TiersUsed, account: string): void => {
  if (line.tier === undefined) return
  for (const purse of Object.values(pursesOf(line, account))) used.set(purse, (used.get(purse) ?? 0) + 1)
}

const pursesOf = (
  { month, phoneNumberId }: Line,
  account: string,
): Readonly<Record<Allowance['per'], string>> => ({
  'phone-number': `${month} phone number ${phoneNumberId}`,
  account: `${month} account ${account}`,
})
