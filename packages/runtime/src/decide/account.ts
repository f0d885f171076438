import type { AccountAt, Engine, Instant } from '@guichet/core'
import { accountOfNumber, newestAccountFact, sharedLimits, type Registry } from '@guichet/core/store'
import type { ClaimRow } from '../store/rows.ts'
import type { Elsewhere } from './elsewhere.ts'
import { limitUsed } from './limits.ts'
import type { Passed } from './passed.ts'

/** A phone number, a customer, and the events about accounts. */
export interface NumberKnown {
  readonly registry: Registry
  readonly phoneNumberId: string
  readonly accounts: readonly string[]
  /** The customer's ids, the one that will be written to first. */
  readonly ids: readonly string[]
  readonly elsewhere: Elsewhere
}

/** What an answer about a phone number and a customer rests on, beside their thread. */
export interface AccountGrounds extends NumberKnown {
  /** Who counts towards the messaging limit. */
  readonly counted: readonly ClaimRow[]
  readonly passed: Passed['within']
}

/** What is known of the account, the phone number and the customer at an instant. */
export const accountAt = (
  { settings }: Engine,
  { registry, counted, passed, elsewhere, ...number }: AccountGrounds,
  at: Instant,
): Partial<AccountAt> => {
  const { limit, perSecond, isGroup } = sharedLimits(registry, settings, number, at)
  const people = counted.filter(({ phoneNumberId, customer }) => !isGroup(phoneNumberId, customer))
  return {
    ...accountOfNumber(registry, settings, number, at),
    messagingLimit: limit === undefined ? null : limitUsed(limit, people, elsewhere.ids, at),
    cappedAt: elsewhere.cappedAt(at),
    throughput: perSecond === null ? null : { perSecond, passed: passed(number.phoneNumberId, at) },
  }
}

/**
 * When the newest event up to an instant happened that tells of the account, the phone number or the group, or that says
 * to another phone number of the account what holds for this one, too.
 */
export const accountNewsOf =
  ({ settings }: Engine, { registry, elsewhere, ...number }: NumberKnown) =>
  (latest: Instant): Instant =>
    Math.max(newestAccountFact(registry, settings, number, latest), elsewhere.cappedAt(latest) ?? -Infinity)
