import { aboutAccount } from './account-fact.ts'
import { type Cursor, handOver, report } from './cursor.ts'
import { eventId } from './event-id.ts'
import { type Json, describe, isAbsent, shorten } from './json.ts'

/** Reads `business_capability_update`: how many customers the portfolio may write to first in 24 hours (LIM-22). */
export const readCapability = (cursor: Cursor, value: Json): void => {
  const { max_daily_conversations_per_business: given, max_daily_conversation_per_phone: perPhone } = value
  if (!isAbsent(perPhone))
    report(
      cursor,
      'a limit for each phone number, as it was before October 2025; says nothing of the portfolio',
      cursor.field,
      '.value.max_daily_conversation_per_phone',
    )
  if (isAbsent(given)) {
    if (isAbsent(perPhone)) report(cursor, 'the value names no messaging limit', cursor.field, '.value')
    return
  }
  const no = (reason: string): void =>
    report(cursor, reason, cursor.field, '.value.max_daily_conversations_per_business')
  const limit = limitOf(given)
  if (limit === undefined) return no(whyNoLimit(given))
  const about = aboutAccount(cursor)
  if (typeof about === 'string') return no(about)
  const { account, at } = about
  const id = eventId('messaging-limit', account, limit ?? 'unlimited', at / 1000)
  handOver(cursor, { type: 'messaging-limit-changed', id, at, account, limit })
}

const TIER = /^(?:TIER_)?(\d{1,12})(K|M)?$/i

/** A messaging limit in any of Meta's forms; `null` is unlimited, `undefined` is not a limit. */
const limitOf = (u: unknown): number | null | undefined => {
  if (u === -1 || u === '-1') return null
  if (typeof u === 'number') return isLimit(u) ? u : undefined
  if (typeof u !== 'string') return undefined
  if (/^(?:TIER_)?UNLIMITED$/i.test(u)) return null
  const [, digits, unit] = TIER.exec(u) ?? []
  const limit = Number(digits) * (unit === undefined ? 1 : unit.toUpperCase() === 'K' ? 1_000 : 1_000_000)
  return isLimit(limit) ? limit : undefined
}

/** No level is 0: a number that is not an amount of customers restricts nobody. */
const isLimit = (n: number): boolean => Number.isSafeInteger(n) && n > 0

const whyNoLimit = (u: unknown): string => {
  if (u === 'TIER_NOT_SET') return 'TIER_NOT_SET: WhatsApp has not set a messaging limit yet'
  const word = typeof u === 'string' || typeof u === 'number' ? shorten(String(u)) : describe(u)
  return `messaging limit not known today: ${word}`
}
