import { HOUR, type Engine, type EntryPoint, type ThreadKey } from '@guichet/core'
import { instantInWords } from '@guichet/core/time'
import type { Finding } from './finding.ts'

/** A customer who came through an ad and was not answered in time, so that free days were lost. */
export const missedEntryPoint = (key: ThreadKey, entryPoint: EntryPoint, engine: Engine): Finding | null => {
  const { wamid, arrivedAt, replyBy } = entryPoint
  if (wamid === null) return null
  const { entryPointReply, lateReply, entryPointLength } = engine.rulesAt(arrivedAt).rules
  const when = (at: number): string => instantInWords(at, engine.settings.timeZone)
  return {
    code: 'entry-point-missed',
    phoneNumberId: key.phoneNumberId,
    customer: key.customer,
    message: wamid,
    at: arrivedAt,
    because: [...entryPointReply.because, ...lateReply.because],
    doubt: null,
    explanation:
      `The customer came through an ad or a page at ${when(arrivedAt)}, and no reply ` +
      `${startsAtDelivery(entryPoint, engine) ? 'was delivered' : 'was sent'} before ${when(replyBy)}. A ` +
      `reply within ${(replyBy - arrivedAt) / HOUR} hours makes all messages free for ` +
      `${entryPointLength.hours} hours.`,
  }
}

const startsAtDelivery = ({ arrivedAt }: EntryPoint, engine: Engine): boolean =>
  engine.rulesAt(arrivedAt).rules.entryPointStartsAt.is === 'delivered'
