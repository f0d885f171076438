import type { Instant, ThreadEvent } from '@guichet/core'
import { day, type Calendar } from './calendar.ts'

/** An interval from an instant on until just before another. */
export interface Interval {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

/** The customer service window that is open at an instant: from the latest opener on, 24 hours (G6, CSW-1). */
export const windowAt = (facts: readonly ThreadEvent[], at: Instant, calendar: Calendar): Interval | null => {
  const openers = facts.filter((fact) => fact.at <= at && opensWindow(fact, calendar))
  const latest = Math.max(...openers.map((opener) => opener.at))
  return at < latest + day ? { opensAt: latest, closesAt: latest + day } : null
}

/** Whatever the customer says opens the window, and so do calls; nothing of the business does (CSW-2, CSW-4). */
export const opensWindow = (fact: ThreadEvent, calendar: Calendar): boolean => {
  switch (fact.type) {
    case 'customer-messaged':
      return !saysNothing.has(fact.kind)
    case 'customer-called':
    case 'business-call-accepted':
      return calendar.callsCount(fact.at)
    default:
      return false
  }
}

/** Kinds of message with which the customer says nothing new (POS-3, POS-4, CSW-E11). */
const saysNothing = new Set(['reaction', 'reaction-removed', 'edit', 'revoke', 'system', 'request_welcome'])
