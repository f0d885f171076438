import type { Event, Instant, ThreadEvent } from '@guichet/core'
import { sayingOf } from '../reading/kinds.ts'
import { isThreadEvent, type Story } from '../story.ts'

/** Lengths of time, in milliseconds. */
export const MINUTE: number = 60_000
export const HOUR: number = 60 * MINUTE
export const DAY: number = 24 * HOUR

/** The story with other events: each event replaced by these, both as it happened and as it arrives. */
export const retell = (story: Story, change: (event: Event) => readonly Event[]): Story => ({
  ...story,
  events: story.events.flatMap(change),
  arrivals: story.arrivals.flatMap(change),
})

/** The story with some of its events only. */
export const keep = (story: Story, isKept: (event: Event) => boolean): Story =>
  retell(story, (event) => (isKept(event) ? [event] : []))

/** The story as one in which every customer has one id and every template speaks for all accounts. */
export const plain = (story: Story): Story =>
  retell(story, (event) => {
    if (event.type === 'customer-renamed') return []
    if (event.type === 'template-changed') {
      const { account: _, ...rest } = event
      return [rest]
    }
    // What else concerns an account is of one account: it cannot speak for all.
    if (!isThreadEvent(event)) return []
    const { account: _, aliases: _others, ...rest } = event
    return [rest]
  })

/** The story with nothing against a template: then the proof by a send that it is approved changes no answer. */
export const allApproved = (story: Story): Story =>
  keep(story, (event) => event.type !== 'template-changed' || (event.status ?? 'APPROVED') === 'APPROVED')

/**
 * The story in which no two messages of the business follow so fast that a third would have to wait (LIM-25). Some are
 * known by their statuses alone.
 */
export const unhurried = (story: Story): Story => {
  let latest = -Infinity
  const seen = new Set<string>()
  const hurried = new Set<string>()
  for (const event of story.events) {
    const message = messageIn(event)
    if (message === null) continue
    if (!seen.has(message) && event.at < latest + 6_000) hurried.add(message)
    else if (!hurried.has(message) && (isSending(event) || !seen.has(message))) latest = event.at
    seen.add(message)
  }
  return keep(story, (event) => !hurried.has(messageIn(event) ?? ''))
}

/** The message of the business that an event is, or is about. */
const messageIn = (event: Event): string | null =>
  event.type === 'business-messaged' ? event.id : event.type === 'message-status' ? event.message : null

const isSending = (event: Event): boolean => event.type !== 'message-status' || event.status === 'sent'

/** A story in which every message of the business is known by its acceptance and ends in one way at most. */
export const clearFates = (story: Story): Story => {
  const accepted = new Set(story.events.filter(isAcceptance).map(({ id }) => id))
  const final = new Map<string, string>()
  for (const event of story.events)
    if (event.type === 'message-status' && event.status !== 'sent' && !final.has(event.message))
      final.set(event.message, event.id)
  return keep(
    story,
    (event) =>
      event.type !== 'message-status' ||
      (accepted.has(event.message) && (event.status === 'sent' || final.get(event.message) === event.id)),
  )
}

/** Did WhatsApp accept a message of the business here? */
export const isAcceptance = (event: Event): event is Extract<Event, { type: 'business-messaged' }> =>
  event.type === 'business-messaged'

/** Does this surely open the service window under every rulebook? Calls did not always. */
export const isOpener = (event: Event): boolean =>
  event.type === 'customer-messaged' && sayingOf(event.kind) === 'something'

/** A story without calls and without messages that Meta leaves open: each of the customer's opens, or does not. */
export const clearOpeners = (story: Story): Story =>
  keep(
    story,
    (event) =>
      event.type !== 'customer-called' &&
      event.type !== 'business-call-accepted' &&
      (event.type !== 'customer-messaged' || sayingOf(event.kind) !== 'unreadable'),
  )

/** The instant of the newest event. */
export const newestOf = (story: Story): Instant => Math.max(...story.events.map(({ at }) => at))

/** The events of one thread. */
export const eventsOf = (
  story: Story,
  key: Pick<ThreadEvent, 'phoneNumberId' | 'customer'>,
): readonly ThreadEvent[] =>
  story.events
    .filter(isThreadEvent)
    .filter((event) => event.phoneNumberId === key.phoneNumberId && event.customer === key.customer)
