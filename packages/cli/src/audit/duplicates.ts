import { MINUTE, durationInWords, type Instant } from '@guichet/core'
import type { OutboundRecord } from '../input/outbound.ts'
import type { Finding } from './finding.ts'

/** Two equal requests within this time are taken for one message that was sent twice. */
const suspicious = 5 * MINUTE

/** Looks for the same request to the same customer, accepted twice within minutes: there is no idempotency key. */
export interface DuplicateWatch {
  readonly see: (record: OutboundRecord, phoneNumberId: string) => readonly Finding[]
}

interface Accepted {
  readonly wamid: string
  readonly at: Instant
}

export const watchForDuplicates = (): DuplicateWatch => {
  const accepted = new Map<string, Accepted>()
  return {
    see: ({ at, customer, request, wamid }, phoneNumberId) => {
      if (wamid === null) return []
      const key = `${phoneNumberId}/${customer}/${request}`
      const before = accepted.get(key)
      // Kept in order of arrival, so that the oldest can be forgotten first.
      accepted.delete(key)
      accepted.set(key, { wamid, at })
      if (accepted.size > longestMemory) accepted.delete(accepted.keys().next().value ?? '')
      if (before === undefined || before.wamid === wamid || Math.abs(at - before.at) > suspicious) return []
      const apart = durationInWords(at - before.at)
      return [
        {
          code: 'duplicate-send',
          phoneNumberId,
          customer,
          message: wamid,
          at,
          delivered: false,
          because: ['SEND-4'],
          explanation: `The same request was accepted twice within ${apart}: as ${before.wamid} and as ${wamid}. The Cloud API has no idempotency key, so a retry sends again.`,
        },
      ]
    },
  }
}

const longestMemory = 100_000
