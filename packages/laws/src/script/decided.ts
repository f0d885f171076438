import type { Event, ThreadEvent } from '@guichet/core'
import { isThreadEvent, type Story } from '../story.ts'

/**
 * Does the page decide who counts towards what several phone numbers share? Who holds a number of a customer's that is
 * handed on is known at each phone number of the business; of two that show it with different user ids nothing says so.
 */
export const isDecided = ({ events }: Story): boolean =>
  !events.some(isShared) || !isHandedOnElsewhere(events.filter(isThreadEvent))

/** A limit of the portfolio, or a cap on marketing of the account. */
const isShared = (event: Event): boolean =>
  event.type === 'messaging-limit-changed' || (event.type === 'message-status' && event.errorCode === 131_049)

const isHandedOnElsewhere = (events: readonly ThreadEvent[]): boolean => {
  const shown = events.map((event) => ({
    place: event.phoneNumberId,
    ids:
      event.type === 'customer-renamed'
        ? [event.customer, event.previous, event.current]
        : [event.customer, ...(event.aliases ?? [])],
  }))
  const numbers = new Set(shown.flatMap(({ ids }) => ids.filter((id) => !isUserId(id))))
  return [...numbers].some((number) => {
    const holders = shown.filter(({ ids }) => ids.includes(number))
    const userIds = new Set(holders.flatMap(({ ids }) => ids.filter(isUserId)))
    return userIds.size > 1 && new Set(holders.map(({ place }) => place)).size > 1
  })
}

const isUserId = (id: string): boolean => /^[A-Z]{2}\./.test(id)
