import type { ThreadEvent } from '@guichet/core'

/** By time; at the same instant the customer comes before the business, a message before its statuses. */
export const inOrder = (a: ThreadEvent, b: ThreadEvent): number =>
  a.at - b.at || rank(a) - rank(b) || byText(a.id, b.id)

/** Of two contrary facts of the same instant the one that refuses comes last: it is believed. */
const ranks = [
  'customer-messaged',
  'customer-called',
  'business-call-accepted',
  'connected',
  'customer-renamed',
  'resume',
  'stop',
  'permanent',
  'temporary',
  'unanswered',
  'none',
  'business-messaged',
  'call-permission-requested',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
]

const rank = (event: ThreadEvent): number => ranks.indexOf(wordFor(event))

const wordFor = (event: ThreadEvent): string => {
  switch (event.type) {
    case 'message-status':
      return event.status
    case 'marketing-preference':
      return event.value
    case 'call-permission-changed':
      return event.permission
    case 'call-ended':
      return event.connected ? 'connected' : 'unanswered'
    default:
      return event.type
  }
}

/** Texts in the order of their characters, wherever the machine stands. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Instants in their order. */
export const byTime = (a: number, b: number): number => a - b
