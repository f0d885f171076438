import type { Instant, ThreadEvent } from '@guichet/core'
import { hour, type Calendar } from './calendar.ts'
import { sayingOf } from './kinds.ts'
import type { Values } from './values.ts'

/** An interval from an instant on until just before another. */
export interface Interval {
  readonly opensAt: Instant
  readonly closesAt: Instant
}

/** The customer service window that is open at an instant: from the latest opener on (G6, CSW-1). */
export const windowAt = (facts: readonly ThreadEvent[], at: Instant, calendar: Calendar): Interval | null => {
  const openers = facts.filter((fact) => fact.at <= at && opensWindow(fact, calendar))
  const latest = Math.max(...openers.map((opener) => opener.at))
  if (latest === -Infinity) return null
  const closesAt = latest + calendar.valuesAt(latest).serviceWindow.hours * hour
  return at < closesAt ? { opensAt: latest, closesAt } : null
}

/**
 * Whatever the customer says opens the window, and so do calls; nothing of the business does (CSW-2, CSW-4). An answer
 * to a request for permission to call is said by the customer; a change in the profile, or by itself, is not (POS-42).
 */
export const opensWindow = (fact: ThreadEvent, calendar: Calendar): boolean => {
  switch (fact.type) {
    case 'customer-messaged':
      return messageOpens(fact.kind, calendar.valuesAt(fact.at))
    case 'customer-called':
    case 'business-call-accepted':
      return calendar.callsCount(fact.at)
    case 'call-permission-changed':
      return fact.source === 'customer'
    default:
      return false
  }
}

/** A message that says something opens; of reactions, and of what cannot be read, the rulebook decides (POS-3, POS-4). */
const messageOpens = (kind: string, values: Values): boolean => {
  switch (sayingOf(kind)) {
    case 'something':
      return true
    case 'a reaction':
      return values.reactionOpensWindow.is
    case 'unreadable':
      return values.unsupportedOpensWindow.is
    case 'nothing':
      return false
  }
}
