import type { Duration } from '@guichet/core'
import type { Timer } from '../ports.ts'
import type { SendResult } from './result.ts'

/**
 * The messages that this process is sending, so that a second request with the same key waits for the first
 * and gets what it came to, instead of being sent away.
 */
export interface Twins {
  /** Remembers a message by its claim, for as long as it is under way. */
  readonly follow: (claim: string, result: Promise<SendResult>) => void
  /** What the message came to; `null` when this process is not sending it, or not within that time. */
  readonly await: (claim: string, longest: Duration) => Promise<SendResult | null>
}

export const twinsOf = (timer: Timer): Twins => {
  const underWay = new Map<string, Promise<SendResult>>()
  return {
    follow: (claim, result) => {
      underWay.set(claim, result)
      const forget = (): void => void underWay.delete(claim)
      result.then(forget, forget)
    },
    await: async (claim, longest) => {
      const result = underWay.get(claim)
      if (result === undefined) return null
      let stop: () => void = () => undefined
      const late = new Promise<null>((resolve) => {
        stop = timer(longest, () => resolve(null))
      })
      try {
        return await Promise.race([result, late])
      } finally {
        stop()
      }
    },
  }
}
