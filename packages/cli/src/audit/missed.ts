import { HOUR, instantInWords, type Engine, type EntryPoint, type ThreadKey } from '@guichet/core'
import type { Finding } from './finding.ts'

/** A customer who came through an ad and whom nobody answered in time: free days that were given away. */
export const missedEntryPoint = (key: ThreadKey, entryPoint: EntryPoint, engine: Engine): Finding | null => {
  const { message, arrivedAt, replyBy } = entryPoint
  if (message === null) return null
  const { entryPointReply, lateReply, entryPointLength } = engine.rulesAt(arrivedAt).rules
  const when = (at: number): string => instantInWords(at, engine.settings.timeZone)
  return {
    code: 'entry-point-missed',
    phoneNumberId: key.phoneNumberId,
    customer: key.customer,
    message,
    at: arrivedAt,
    because: [...entryPointReply.because, ...lateReply.because],
    doubt: null,
    explanation: `The customer came through an ad or a page at ${when(arrivedAt)}, and no answer ${startsAtDelivery(entryPoint, engine) ? 'was delivered' : 'was sent'} before ${when(replyBy)}. One within ${(replyBy - arrivedAt) / HOUR} hours would have made everything free for ${entryPointLength.hours} hours.`,
  }
}

const startsAtDelivery = ({ arrivedAt }: EntryPoint, engine: Engine): boolean =>
  engine.rulesAt(arrivedAt).rules.entryPointStartsAt.is === 'delivered'
