import type { Event, Instant, RulebookId, ThreadEvent } from '@guichet/core'
import type { EventJson, Key, Request } from './protocol.ts'
import type { AccountSettings } from './reading/account-settings.ts'
import type { AmendmentJson } from './reading/values.ts'

/** What happened, and under which circumstances an engine takes it in. */
export interface Story {
  readonly timeZone: string
  readonly rulebook: RulebookId | 'auto'
  /** Rulebooks of one's own, after or between Meta's. */
  readonly amendments?: readonly AmendmentJson[]
  /** What the account says of itself. */
  readonly settings?: AccountSettings
  /** What happened, in the order in which it happened. */
  readonly events: readonly Event[]
  /** The same events as they arrive: late, twice, out of order, within the lateness horizon. */
  readonly arrivals: readonly Event[]
  /** Instants worth asking about; none is older than the lateness horizon before the newest event. */
  readonly asked: readonly Instant[]
  /** A number that a law may use to choose with. */
  readonly dice: number
}

/** How late an event may come, in hours. */
export const horizonHours = 192

/** The instant as the wire writes it. */
export const iso = (at: Instant): string => new Date(at).toISOString()

/** An event as the wire writes it. */
export const eventToJson = (event: Event): EventJson => {
  const { at, ...fields } = event
  const rest = {
    ...fields,
    ...('until' in event && event.until !== undefined ? { until: iso(event.until) } : {}),
    ...('from' in event ? { from: iso(event.from) } : {}),
  }
  if (event.type !== 'message-status' || event.conversation?.expiresAt === undefined)
    return { ...rest, at: iso(at) }
  const { expiresAt, ...conversation } = event.conversation
  return { ...rest, at: iso(at), conversation: { ...conversation, expiresAt: iso(expiresAt) } }
}

/** Begins anew under the story's circumstances; events may come so many hours late. */
export const reset = (
  { timeZone, rulebook, amendments, settings }: Story,
  within: number = horizonHours,
): Request => ({
  op: 'reset',
  rulebook,
  timeZone,
  horizonHours: within,
  ...(amendments === undefined ? {} : { amendments }),
  ...settings,
})

/** Tells events in the order given. */
export const absorb = (events: readonly Event[]): Request => ({
  op: 'absorb',
  events: events.map(eventToJson),
})

/** The threads that a story plays in. */
export const threadsIn = (story: Story): readonly Key[] => {
  const keys = new Map<string, Key>()
  for (const { phoneNumberId, customer } of story.events.filter(isThreadEvent))
    keys.set(JSON.stringify([phoneNumberId, customer]), { phoneNumberId, customer })
  return [...keys.values()]
}

export const isThreadEvent = (event: Event): event is ThreadEvent => isOfThread[event.type]

const isOfThread: {
  readonly [T in Event['type']]: Extract<Event, { readonly type: T }> extends ThreadEvent ? true : false
} = {
  'customer-messaged': true,
  'customer-called': true,
  'business-call-accepted': true,
  'business-messaged': true,
  'message-status': true,
  'marketing-preference': true,
  'customer-renamed': true,
  'call-permission-changed': true,
  'call-permission-requested': true,
  'call-ended': true,
  'template-changed': false,
  'templates-listed': false,
  'messaging-limit-changed': false,
  'throughput-changed': false,
  'account-restricted': false,
  'account-released': false,
  'group-changed': false,
  'authentication-rate-changed': false,
}
