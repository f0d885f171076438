import type { MessageStatus, ReportedConversation, ReportedPricing } from '@guichet/core'
import { readLines, readView, type Facts, type Line } from '@guichet/laws'
import { hexWord } from '../chance.ts'
import { DAY, MINUTE, type Instant } from '../time/instant.ts'
import type { Message, OpenConversation, Thread, World } from '../world/world.ts'
import { factsOf, inThread, keyOf } from './reading.ts'
import { withinTier } from './tiers.ts'

/** The cost of a message, and the fields of a status about it. */
export interface Priced {
  readonly line: Line
  readonly pricing: ReportedPricing | null
  readonly conversation: ReportedConversation | null
}

/** The cost of a message delivered at an instant; `null` if the reading copy has no line for it. */
export const priceAt = (world: World, message: Message, at: Instant): Priced | null => {
  const facts = factsOf(world, message.thread, [deliveryOf(world, message, at)])
  const found = readLines(facts, at).find((line) => line.message === message.id)
  if (found === undefined) return null
  const line = withinTier(world, found)
  return { line, pricing: pricingOf(line), conversation: conversationOf(world, message, line, facts) }
}

/** The delivery as a fact. Messages of the marketing endpoint have a category of their own (PMP-8). */
const deliveryOf = (world: World, message: Message, at: Instant): MessageStatus => ({
  ...inThread(world, message.thread),
  type: 'message-status',
  id: `${message.id}/delivered`,
  at,
  message: message.id,
  status: 'delivered',
  ...(message.isLite ? { pricing: { model: 'PMP', category: 'marketing_lite' } } : {}),
})

/** Meta's `pricing` object (PMP-5 to PMP-8, CONV-A9); none for a message that is never charged (OCT26-7). */
const pricingOf = ({ unit, category, type }: Line): ReportedPricing | null => {
  if (unit === 'none') return null
  if (unit === 'conversation') return { model: 'CBP', category, billable: !type.startsWith('free_') }
  return { model: 'PMP', category, type, billable: type === 'regular' }
}

/** From here on a status names a conversation only inside a free entry point (PMP-11). */
export const conversationsOmitted: Instant = Date.UTC(2025, 9, 8)

/** Meta's `conversation` object (CONV-A9, PMP-11). */
const conversationOf = (
  world: World,
  message: Message,
  line: Line,
  facts: Facts,
): ReportedConversation | null => {
  const { category, type, unit, at } = line
  const { thread } = message
  if (type === 'free_entry_point') return entryPointOf(world, message, facts, at)
  const newId = idFor(world, message.id)
  if (unit === 'conversation') {
    // The conversation that its status `sent` named stays, even after a late delivery.
    const sent = facts.events.flatMap((fact) =>
      fact.type === 'message-status' && fact.message === message.id ? (fact.conversation ?? []) : [],
    )[0]
    if (sent?.origin === category) return sent
    const { id, closesAt } = named(thread, category, at) ?? begin(message, newId, category)
    return { id, origin: category, expiresAt: closesAt }
  }
  return unit === 'message' && at < conversationsOmitted ? { id: newId, origin: category } : null
}

/** The open conversation of a category that a status has named. */
const named = ({ conversations }: Thread, category: string, at: Instant): OpenConversation | undefined =>
  conversations.find((conversation) => conversation.category === category && at < conversation.closesAt)

/**
 * A new one is named when its first message is sent, and lasts 24 hours from there, to the full minute
 * (CONV-A13).
 */
const begin = ({ thread, acceptedAt }: Message, id: string, category: string): OpenConversation => {
  const closesAt = Math.ceil((acceptedAt + DAY) / MINUTE) * MINUTE
  const begun = { id, category, closesAt }
  thread.conversations = [
    ...thread.conversations.filter((conversation) => acceptedAt < conversation.closesAt),
    begun,
  ]
  return begun
}

const entryPointOf = (
  world: World,
  { thread, id }: Message,
  facts: Facts,
  at: Instant,
): ReportedConversation | null => {
  const { entryPoint } = readView(facts, keyOf(thread), at)
  if (entryPoint?.state !== 'open') return null
  const known = thread.entryPoint
  const expiresAt = Date.parse(entryPoint.closesAt)
  thread.entryPoint =
    known !== null && at < known.closesAt ? known : { id: idFor(world, id), closesAt: expiresAt }
  return { id: thread.entryPoint.id, origin: 'referral_conversion', expiresAt }
}

const idFor = (world: World, wamid: string): string => hexWord(world.roll, 32, 'conversation', wamid)
