import type { Engine, JudgedMessage, Reason, ThreadKey } from '@guichet/core'
import { refusedBecause } from '@guichet/core/clauses'
import { instantInWords } from '@guichet/core/time'
import type { Finding } from './finding.ts'
import { nameOf } from './judge.ts'

/** A message that WhatsApp failed, and that the rules would have refused just before. */
export const foreseenRefusal = (
  { phoneNumberId, customer }: ThreadKey,
  message: JudgedMessage,
  reasons: readonly Reason[],
  { settings: { timeZone } }: Engine,
): Finding => {
  const { id, sentAt, errorCode } = message
  const code = errorCode === null ? '' : ` with error ${errorCode}`
  return {
    code: 'refusal-foreseen',
    phoneNumberId,
    customer,
    message: id,
    at: sentAt,
    because: [...new Set(reasons.flatMap(({ because }) => because))],
    doubt: null,
    explanation:
      `${nameOf(message)} was sent at ${instantInWords(sentAt, timeZone)}, and WhatsApp refused it${code}. ` +
      `Asked just before, the rules would have refused it, because ${refusedBecause(reasons, { timeZone })}.`,
  }
}
