import type { ReportedConversation, ReportedPricing } from '@guichet/core'
import { type Cursor, type Draft, report } from './cursor.ts'
import { type Json, describe, idOf, isAbsent, isObject, textOf } from './json.ts'
import { instantOf, whyNoInstant } from './seconds.ts'

const LONGEST_WORD = 128

/** `pricing` of a status (PMP-5 to PMP-8), also where a group's status nests it in `conversation` (HOOK-15). */
export const pricingOf = (cursor: Cursor, status: Json): ReportedPricing | undefined => {
  if (!isAbsent(status.pricing)) return readPricing(cursor, status.pricing, '.pricing')
  const { conversation } = status
  if (!isObject(conversation) || isAbsent(conversation.pricing)) return undefined
  return readPricing(cursor, conversation.pricing, '.conversation.pricing')
}

const readPricing = (cursor: Cursor, pricing: unknown, part: string): ReportedPricing | undefined => {
  const category = isObject(pricing) ? wordOf(pricing.category) : undefined
  if (!isObject(pricing) || category === undefined) {
    report(
      cursor,
      `the pricing is left out: it must have a category, but is ${describe(pricing)}`,
      'pricing',
      part,
    )
    return undefined
  }
  const { pricing_model, billable } = pricing
  const read: Draft<ReportedPricing> = {
    model: typeof pricing_model === 'string' ? (common.get(pricing_model) ?? pricing_model) : '',
    category: category === 'authentication-international' ? 'authentication_international' : category,
  }
  const type = wordOf(pricing.type)
  if (type !== undefined) read.type = type
  const subtype = wordOf(pricing.subtype)
  if (subtype !== undefined) read.subtype = subtype
  if (typeof billable === 'boolean') read.billable = billable
  return read
}

/** The words that nearly every status repeats. One text stands for each, so that a log's events share them. */
const common: ReadonlyMap<string, string> = new Map(
  [
    'CBP',
    'PMP',
    'authentication',
    'free_customer_service',
    'free_entry_point',
    'marketing',
    'referral_conversion',
    'regular',
    'service',
    'utility',
  ].map((word) => [word, word]),
)

/** Meta's word in lower case, in which both spellings of a word are one (POS-23). */
const wordOf = (u: unknown): string | undefined => {
  const word = textOf(u, LONGEST_WORD)
  return word === undefined ? undefined : (common.get(word) ?? word.toLowerCase())
}

/** `conversation` of a status (CONV-A9, PMP-11). */
export const conversationOf = (cursor: Cursor, conversation: unknown): ReportedConversation | undefined => {
  if (isAbsent(conversation)) return undefined
  const id = isObject(conversation) ? idOf(conversation.id) : undefined
  if (!isObject(conversation) || id === undefined) {
    report(cursor, 'the conversation is left out: it has no valid id', 'conversation', '.conversation')
    return undefined
  }
  const read: Draft<ReportedConversation> = { id }
  const origin = isObject(conversation.origin) ? wordOf(conversation.origin.type) : undefined
  if (origin !== undefined) read.origin = origin
  const { expiration_timestamp } = conversation
  if (isAbsent(expiration_timestamp)) return read
  const expiresAt = instantOf(expiration_timestamp)
  if (expiresAt !== undefined) read.expiresAt = expiresAt
  else
    report(
      cursor,
      whyNoInstant('expiration_timestamp', expiration_timestamp),
      'conversation',
      '.conversation',
    )
  return read
}
