import type { Content, Event, Instant, MessageStatus } from '@guichet/core'
import type { Key } from '../protocol.ts'

/** The only thread of an exhaustive run. */
export const thread: Key = { phoneNumberId: '100', customer: '15550100001' }

/** One thing that may happen; `null` where it cannot: no message is there that it could be about. */
export type Letter = (at: Instant, before: readonly Event[]) => Event | null

const writes =
  (kind: string, ad: boolean): Letter =>
  (at, before) => {
    const written = { type: 'customer-messaged' as const, id: `m${before.length}`, at, ...thread, kind }
    return ad ? { ...written, entryPoint: { source: 'ad' } } : written
  }

const sends =
  (content: Content): Letter =>
  (at, before) => ({ type: 'business-messaged', id: `m${before.length}`, at, ...thread, content })

const template = (category: string): Letter =>
  sends({ kind: 'template', name: `a ${category}`, language: 'en_US', category })

/** Something becomes of the latest message. */
const becomes =
  (status: MessageStatus['status']): Letter =>
  (at, before) => {
    const latest = before.findLast(({ type }) => type === 'business-messaged')
    return latest === undefined
      ? null
      : { type: 'message-status', id: `m${before.length}`, at, ...thread, message: latest.id, status }
  }

/** The alphabet: what the rules tell apart. */
export const letters: Readonly<Record<string, Letter>> = {
  text: writes('text', false),
  ad: writes('text', true),
  reaction: writes('reaction', false),
  service: sends({ kind: 'service' }),
  utility: template('utility'),
  marketing: template('marketing'),
  delivered: becomes('delivered'),
  failed: becomes('failed'),
  stop: (at, before) => ({
    type: 'marketing-preference',
    id: `m${before.length}`,
    at,
    ...thread,
    value: 'stop',
  }),
}
