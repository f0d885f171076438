import { outcomeDetails, type OutboxEntry } from '../outbox/entry.ts'
import type { Follows } from '../outbox/worked.ts'
import { outcomeKnown } from './notice.ts'
import { noticeJobs, type NoticePlan } from './plan.ts'

/** The notice of what became of a message that was held. */
export const outcomeOfHeld =
  (plan: () => NoticePlan): Follows =>
  (ended: OutboxEntry) => {
    const { id, phoneNumberId, recipient, key, outcome, endedAt } = ended
    if (outcome === null || endedAt === null) return []
    const about = {
      name: [id],
      key,
      outbox: id,
      outcome: outcome.is,
      wamid: outcome.is === 'accepted' ? outcome.wamid : null,
      more: outcomeDetails(outcome),
    }
    return noticeJobs(plan(), [outcomeKnown({ phoneNumberId, customer: recipient }, endedAt, about)], endedAt)
  }
