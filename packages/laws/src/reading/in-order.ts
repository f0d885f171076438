import type { ThreadEvent } from '@guichet/core'

/** By time; at the same instant the customer comes before the business, a message before its statuses. */
export const inOrder = (a: ThreadEvent, b: ThreadEvent): number =>
  a.at - b.at || rank(a) - rank(b) || byText(a.id, b.id)

const ranks = [
  'customer-messaged',
  'customer-called',
  'business-call-accepted',
  'customer-renamed',
  // Of two preferences at the same instant the stop is believed: it comes last.
  'resume',
  'stop',
  'business-messaged',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
]

const rank = (event: ThreadEvent): number => {
  if (event.type === 'message-status') return ranks.indexOf(event.status)
  return ranks.indexOf(event.type === 'marketing-preference' ? event.value : event.type)
}

/** Texts in the order of their characters, wherever the machine stands. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
