import type { DeliveryStatus, ThreadEvent } from './event.ts'

/**
 * One total order over facts, so that their set has one reading whatever the order of arrival. Time
 * comes first. At the same instant the customer comes before the business: a reply that carries the
 * timestamp of the message that it answers lies inside the window which that message opens.
 */
export const compareFacts = (a: ThreadEvent, b: ThreadEvent): number => {
  if (a.at !== b.at) return a.at - b.at
  const ranks = rank(a) - rank(b)
  if (ranks !== 0) return ranks
  if (a.id !== b.id) return a.id < b.id ? -1 : 1
  const left = contentKey(a)
  const right = contentKey(b)
  return left === right ? 0 : left < right ? -1 : 1
}

const statusRank: Record<DeliveryStatus, number> = {
  sent: 10,
  delivered: 11,
  read: 12,
  played: 13,
  failed: 14,
}

const rank = (event: ThreadEvent): number => {
  switch (event.type) {
    case 'customer-messaged':
      return 0
    case 'customer-called':
      return 1
    case 'business-call-accepted':
      return 2
    case 'customer-renamed':
      return 3
    // Of two preferences in the same second, the stop is believed.
    case 'marketing-preference':
      return event.value === 'resume' ? 4 : 5
    case 'business-messaged':
      return 6
    case 'message-status':
      return statusRank[event.status]
  }
}

/** Everything in a fact that a rule reads. Two events are the same fact when nothing here differs. */
const contentKey = (event: ThreadEvent): string => {
  switch (event.type) {
    case 'customer-messaged':
      return key(event.kind, event.entryPoint?.source, event.entryPoint?.id)
    case 'business-messaged':
      return event.content.kind === 'template'
        ? key('template', event.content.name, event.content.language, event.content.category)
        : key(event.content.kind)
    case 'message-status':
      return key(
        event.message,
        event.errorCode,
        event.pricing?.model,
        event.pricing?.type,
        event.pricing?.subtype,
        event.pricing?.category,
        event.pricing?.billable,
        event.conversation?.id,
        event.conversation?.origin,
        event.conversation?.expiresAt,
      )
    case 'customer-renamed':
      return key(event.previous, event.current)
    case 'customer-called':
    case 'business-call-accepted':
    case 'marketing-preference':
      return ''
  }
}

const key = (...parts: readonly unknown[]): string => JSON.stringify(parts.map((part) => part ?? null))
