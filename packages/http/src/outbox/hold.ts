import type { HeldRequest, OutboxEntry, SendRequest, SendResult } from '@guichet/runtime'
import type { Parts } from '../parts.ts'
import { sendCounted } from '../sending/send.ts'
import type { FieldProblem } from '../shape/shape.ts'
import type { Timing } from './timing.ts'

/** What became of a request to send now or later. */
export type SentOrHeld =
  | { readonly is: 'sent'; readonly result: SendResult }
  | { readonly is: 'held'; readonly entry: OutboxEntry; readonly isReplay: boolean }
  | { readonly is: 'key-reused' }
  /** Its time is over, and it was not kept before. */
  | { readonly is: 'past'; readonly problems: readonly FieldProblem[] }

/** Sends a message now, or keeps it. Rejects with the store's failure where neither was done. */
export const sendOrHold = async (
  api: 'connection' | 'standard',
  request: SendRequest,
  { held, paced, past }: Timing,
  parts: Parts,
): Promise<SentOrHeld> => {
  if (past.length > 0) {
    const kept = held ?? paced
    const known = kept === null ? null : await parts.runtime.outbox.findBy({ ...kept, request })
    return known ?? { is: 'past', problems: past }
  }
  if (held !== null) return hold({ ...held, request }, parts)
  // A key under which the same message already waits.
  if (paced !== null && request.key !== undefined) {
    const known = await parts.runtime.outbox.findBy({ ...paced, request })
    if (known !== null) return known
  }
  const result = await sendCounted(api, request, parts)
  return paced !== null && isOfRates(result) ? hold({ ...paced, request }, parts) : { is: 'sent', result }
}

const hold = async (held: HeldRequest, { runtime }: Parts): Promise<SentOrHeld> => runtime.outbox.hold(held)

/** Meta's codes for a rate that was exceeded, at the phone number or the customer. */
const rateCodes: ReadonlySet<number> = new Set([130429, 131056, 80007, 4])

/** Does nothing but a rate stand in the way? Nothing was sent then. */
const isOfRates = (result: SendResult): boolean => {
  if (result.outcome === 'failed') return result.code !== undefined && rateCodes.has(result.code)
  if (result.outcome !== 'refused-by-rule') return false
  const answers = [result.answer, ...(result.otherwise === undefined ? [] : [result.otherwise])]
  return answers.some(
    (answer) =>
      answer.answer === 'refused' &&
      answer.reasons.every(({ code }) => code === 'pair-rate-reached' || code === 'throughput-reached'),
  )
}
