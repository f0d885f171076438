import type { Instant, ThreadEvent } from '@guichet/core'

/**
 * What a phone number passed lately: claims, messages that WhatsApp accepted, and messages of customers (LIM-35). Each
 * process counts its own; a phone number that one process serves is counted whole.
 */
export interface Passed {
  /** When each of them passed in the second before an instant, earliest first. */
  readonly within: (phoneNumberId: string, at: Instant) => readonly Instant[]
  readonly note: (phoneNumberId: string, id: string, at: Instant) => void
  /** What was noted under that id did not pass, or is noted under another. */
  readonly forget: (phoneNumberId: string, id: string) => void
}

const second = 1_000

/** Is it in the second before an instant, which belongs to it? */
export const isInSecondBefore = (instant: Instant, at: Instant): boolean =>
  instant > at - second && instant <= at

/** More are not kept, for no phone number passes so many in the time in which they count. */
const most = 4_000

export const passedOf = (): Passed => {
  const numbers = new Map<string, Map<string, Instant>>()
  return {
    within: (phoneNumberId, at) =>
      [...(numbers.get(phoneNumberId)?.values() ?? [])]
        .filter((instant) => isInSecondBefore(instant, at))
        .sort((one, other) => one - other),
    note: (phoneNumberId, id, at) => {
      const noted = numbers.get(phoneNumberId) ?? new Map<string, Instant>()
      numbers.set(phoneNumberId, noted.set(id, at))
      for (const oldest of noted.keys()) {
        if (noted.size <= most) break
        noted.delete(oldest)
      }
    },
    forget: (phoneNumberId, id) => {
      numbers.get(phoneNumberId)?.delete(id)
    },
  }
}

/** Does a phone number pass it? */
export const passes = ({ type }: ThreadEvent): boolean =>
  type === 'customer-messaged' || type === 'business-messaged'
