import type { Event, Instant } from '@guichet/core'

/**
 * What teams write by hand: the latest message of each customer, and where each message of ours stands.
 * It forgets nothing, knows no late event, no conversation, no rulebook; it is here to be raced against.
 */
export const mapLoop = (events: readonly Event[]): number => {
  const seen = new Set<string>()
  const latest = new Map<string, Instant>()
  const statuses = new Map<string, string>()
  for (const event of events) {
    if (seen.has(event.id)) continue
    seen.add(event.id)
    if (event.type === 'customer-messaged') {
      const key = `${event.phoneNumberId}/${event.customer}`
      const known = latest.get(key)
      if (known === undefined || event.at > known) latest.set(key, event.at)
    } else if (event.type === 'message-status') statuses.set(event.message, event.status)
  }
  return latest.size + statuses.size
}
