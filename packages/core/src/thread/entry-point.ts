import type { Calendar, RulesInForce } from '../rulebook/calendar.ts'
import { HOUR, type Instant } from '../time/instant.ts'
import type { Message } from './message.ts'
import type { EntryPoint } from './standing.ts'

/** The customer comes through an ad or a page; while an entry point is open that changes nothing (FEP-10). */
export const arriveThroughEntryPoint = (
  latest: EntryPoint | null,
  at: Instant,
  { rules }: RulesInForce,
): EntryPoint | null => {
  // Answered already, though the answer may be delivered only later.
  if (latest !== null && latest.closesAt !== null && at < latest.closesAt) return latest
  return { arrivedAt: at, replyBy: at + rules.entryPointReplyHours * HOUR, opensAt: null, closesAt: null }
}

/** The business answers: the first answer in time opens the entry point, whatever its kind (FEP-3, POS-8). */
export const answerEntryPoint = (
  latest: EntryPoint | null,
  message: Message,
  calendar: Calendar,
): EntryPoint | null => {
  if (latest === null || message.sentAt < latest.arrivedAt) return latest
  const startsAt = calendar(message.sentAt).rules.entryPointStartsAt
  const opensAt = startsAt === 'sent' ? message.sentAt : message.deliveredAt
  if (opensAt === null || opensAt >= latest.replyBy) return latest
  if (latest.opensAt !== null && latest.opensAt <= opensAt) return latest
  return { ...latest, opensAt, closesAt: opensAt + calendar(opensAt).rules.entryPointHours * HOUR }
}

/** Is the free entry point open at this instant? */
export const isOpenAt = (entryPoint: EntryPoint, at: Instant): boolean =>
  entryPoint.opensAt !== null &&
  entryPoint.closesAt !== null &&
  entryPoint.opensAt <= at &&
  at < entryPoint.closesAt
