import type { Instant } from '../../src/index.ts'
import { saysFree, type NaiveMessage } from './naive-messages.ts'

/** What Meta says of a message's conversation. */
export interface NaiveTold {
  readonly name: string
  readonly category: string | null
  readonly closesAt: Instant | null
}

/** `null` where Meta names no conversation that is charged in this era. */
export const naiveTold = (message: NaiveMessage, era: 'A' | 'B' | 'C' | 'D'): NaiveTold | null => {
  const { id, origin, expiresAt, model, category } = message.report
  if (id === undefined || saysFree(message)) return null
  // By message each has a name of its own; only what is reported by conversation goes on from before.
  if (model === undefined ? era === 'C' || era === 'D' : model !== 'CBP') return null
  const said = (origin ?? category)?.toLowerCase().replaceAll('-', '_') ?? null
  const isEraA = said !== null && (said === 'user_initiated' || said === 'business_initiated')
  if (said !== null && ((era === 'A' && !isEraA) || (era === 'B' && isEraA))) return null
  return { name: id, category: said, closesAt: expiresAt ?? null }
}
