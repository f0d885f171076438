import { MINUTE, type Instant } from '@guichet/core'
import { durationInWords } from '@guichet/core/time'
import type { OutboundRecord } from '../input/outbound.ts'
import type { Finding } from './finding.ts'

/** Two equal requests within this time count as one message that was sent twice. */
const suspicious = 5 * MINUTE

/**
 * Looks for the same request to the same customer, accepted twice within minutes: there is no idempotency
 * key. In whatever order the records come, the later of two sends is the duplicate.
 */
export interface DuplicateWatch {
  readonly see: (record: OutboundRecord, phoneNumberId: string) => readonly Finding[]
  /** The findings among the sends of the last minutes. */
  readonly finish: () => readonly Finding[]
}

interface Accepted {
  readonly wamid: string
  readonly at: Instant
}

/** The accepted sends of one request, in the order of time. */
interface Sends {
  readonly phoneNumberId: string
  readonly customer: string
  readonly accepted: Accepted[]
}

export const watchForDuplicates = (): DuplicateWatch => {
  const remembered = new Map<string, Sends>()
  return {
    see: ({ at, customer, request, wamid }, phoneNumberId) => {
      if (wamid === null) return []
      // The request names the customer.
      const key = `${phoneNumberId}/${request}`
      const sends = remembered.get(key) ?? { phoneNumberId, customer, accepted: [] }
      // Kept in order of arrival, so that the oldest can be forgotten first.
      remembered.delete(key)
      remembered.set(key, sends)
      insert(sends.accepted, { wamid, at })
      return [
        ...(sends.accepted.length > mostSends ? forgetEarliest(sends) : []),
        ...(remembered.size > mostRequests ? forgetOldest(remembered) : []),
      ]
    },
    finish: () => [...remembered.values()].flatMap(among),
  }
}

const mostRequests = 100_000
const mostSends = 64

/** Inserts a send in the order of time; one that was logged twice counts once. */
const insert = (accepted: Accepted[], send: Accepted): void => {
  if (accepted.some(({ wamid }) => wamid === send.wamid)) return
  const after = accepted.findLastIndex(
    ({ at, wamid }) => at < send.at || (at === send.at && wamid < send.wamid),
  )
  accepted.splice(after + 1, 0, send)
}

const forgetEarliest = (sends: Sends): readonly Finding[] => {
  const found = among({ ...sends, accepted: sends.accepted.slice(0, 2) })
  sends.accepted.shift()
  return found
}

const forgetOldest = (remembered: Map<string, Sends>): readonly Finding[] => {
  const [oldest] = remembered
  if (oldest === undefined) return []
  remembered.delete(oldest[0])
  return among(oldest[1])
}

const among = ({ phoneNumberId, customer, accepted }: Sends): readonly Finding[] =>
  accepted.flatMap((send, index): readonly Finding[] => {
    const before = accepted[index - 1]
    if (before === undefined || send.at - before.at > suspicious) return []
    const apart =
      send.at === before.at ? 'at the same instant' : `within ${durationInWords(send.at - before.at)}`
    return [
      {
        code: 'duplicate-send',
        phoneNumberId,
        customer,
        message: send.wamid,
        at: send.at,
        doubt: null,
        because: ['SEND-4'],
        explanation: `The same request was accepted twice ${apart}: as ${before.wamid} and as ${send.wamid}. The Cloud API has no idempotency key, so a retry sends again.`,
      },
    ]
  })
