import { fromIso, toIso } from '../time/instant.ts'
import type { Event, EventOf, InThread, ThreadEvent } from './event.ts'
import { isReadable } from './readable.ts'

/**
 * Reads and writes an event of a thread by comparisons alone, which takes a fifth of the time. What is not as it
 * should be, or has more to it, is left to the codec that goes part by part.
 */

type OwnKeys = { readonly [T in ThreadEvent['type']]: Readonly<Record<KeyOf<T>, true>> }
type KeyOf<T extends ThreadEvent['type']> = Exclude<keyof EventOf<T>, keyof InThread | 'type'>

/** A new field does not compile until it is named. */
const ownKeys: OwnKeys = {
  'customer-messaged': { kind: true, entryPoint: true },
  'customer-called': {},
  'business-call-accepted': {},
  'business-messaged': { content: true, held: true },
  'message-status': {
    message: true,
    status: true,
    participant: true,
    errorCode: true,
    pricing: true,
    conversation: true,
  },
  'marketing-preference': { value: true },
  'customer-renamed': { previous: true, current: true },
  'call-permission-changed': { permission: true, source: true, until: true },
  'call-permission-requested': { by: true },
  'call-ended': { direction: true, connected: true },
}

const sharedKeys: Readonly<Record<keyof InThread | 'type', true>> = {
  type: true,
  id: true,
  at: true,
  phoneNumberId: true,
  customer: true,
  aliases: true,
  account: true,
}

const keysByType: ReadonlyMap<unknown, ReadonlySet<string>> = new Map(
  Object.entries(ownKeys).map(([type, own]) => [
    type,
    new Set([...Object.keys(sharedKeys), ...Object.keys(own)]),
  ]),
)

/** Are all keys those of an event of that type? Of other types none is. */
const hasOwnKeysOnly = (value: object, type: unknown): boolean => {
  const keys = keysByType.get(type)
  if (keys === undefined) return false
  for (const key in value) if (!keys.has(key)) return false
  return true
}

/** What is read, before it is known what it is. */
interface Written {
  readonly type?: unknown
  readonly at?: unknown
  readonly until?: unknown
  readonly conversation?: unknown
}

/** The event; `null` where it has to be looked at part by part. */
export const readPlainly = (u: unknown): ThreadEvent | null => {
  if (!isPlain(u) || !hasOwnKeysOnly(u, u.type)) return null
  const at = typeof u.at === 'string' ? fromIso(u.at) : null
  if (at === null) return null
  const event = withInstants({ ...u, at })
  return event !== null && isReadable(event as ThreadEvent) ? (event as ThreadEvent) : null
}

const isPlain = (u: unknown): u is Written =>
  typeof u === 'object' && u !== null && Object.getPrototypeOf(u) === Object.prototype

/** The same with the other instants that it may have read; `null` where one is none. */
const withInstants = (u: Written & { readonly at: number }): (Written & { readonly at: number }) | null => {
  if (u.until !== undefined) {
    const until = typeof u.until === 'string' ? fromIso(u.until) : null
    return until === null ? null : { ...u, until }
  }
  const { conversation } = u
  if (typeof conversation !== 'object' || conversation === null || !('expiresAt' in conversation)) return u
  const expiresAt = typeof conversation.expiresAt === 'string' ? fromIso(conversation.expiresAt) : null
  return expiresAt === null ? null : { ...u, conversation: { ...conversation, expiresAt } }
}

/** The event as JSON; `null` where it has to be written part by part. */
export const writePlainly = (event: Event): unknown => {
  if (!hasOwnKeysOnly(event, event.type)) return null
  const written = { ...event, at: toIso(event.at) }
  if (event.type === 'call-permission-changed' && event.until !== undefined)
    return { ...written, until: toIso(event.until) }
  if (event.type !== 'message-status' || event.conversation?.expiresAt === undefined) return written
  const { conversation } = event
  return { ...written, conversation: { ...conversation, expiresAt: toIso(event.conversation.expiresAt) } }
}
