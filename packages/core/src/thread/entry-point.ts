import type { Calendar, RulesInForce } from '../rulebook/calendar.ts'
import { HOUR, type Instant } from '../time/instant.ts'
import type { CustomerMessaged } from '../event/event.ts'
import { isReportedFree, type Message } from './message.ts'
import type { OpenEntryPoint } from '../charge/case.ts'
import type { Delivery } from '../charge/delivery.ts'
import type { EntryPoint } from './standing.ts'

/** The customer comes through an ad or a page; while an entry point is open that changes nothing (FEP-10). */
export const arriveThroughEntryPoint = (
  latest: EntryPoint | null,
  { id, at }: CustomerMessaged,
  { rules }: RulesInForce,
): EntryPoint | null => {
  // Answered already, though the answer may be delivered only later.
  if (latest !== null && latest.closesAt !== null && at < latest.closesAt) return latest
  return {
    message: id,
    arrivedAt: at,
    replyBy: at + rules.entryPointReplyHours * HOUR,
    opensAt: null,
    closesAt: null,
    expiry: 'estimated',
  }
}

/** The business answers: the first answer in time opens the entry point, whatever its kind (FEP-3, POS-8). */
export const answerEntryPoint = (
  latest: EntryPoint | null,
  message: Message,
  calendar: Calendar,
): EntryPoint | null => {
  if (latest === null || message.sentAt < latest.arrivedAt) return latest
  const opensAt = beginning(message, calendar)
  if (opensAt === null || opensAt >= latest.replyBy) return latest
  if (latest.opensAt !== null && latest.opensAt <= opensAt) return latest
  const estimate = opensAt + calendar(opensAt).rules.entryPointHours * HOUR
  return { ...latest, opensAt, closesAt: latest.expiry === 'reported' ? latest.closesAt : estimate }
}

/**
 * Meta's word on when the entry point ends, which a message carries that went inside it: it replaces the
 * estimate from that message on (POS-9). An entry point of which the log shows no click is believed; a click
 * that was answered too late, or not yet delivered, is not made good by it.
 */
export const hearOfEntryPoint = (
  latest: EntryPoint | null,
  message: Message,
  calendar: Calendar,
): EntryPoint | null => {
  const closesAt = message.reportedConversation?.expiresAt
  if (closesAt === undefined || !isReportedFree(message)) return latest
  if (latest !== null && latest.opensAt === null) return latest
  const opened = latest?.opensAt ?? null
  const longest = opened === null ? 0 : calendar(opened).rules.entryPointLongestHours * HOUR
  const isSame =
    latest !== null &&
    opened !== null &&
    closesAt > opened &&
    (isOpenAt(latest, message.sentAt) || closesAt <= opened + longest)
  const opensAt = beginning(message, calendar)
  if (isSame)
    return { ...latest, opensAt: earliestShown(latest, opened, opensAt), closesAt, expiry: 'reported' }
  if (opensAt === null || closesAt <= opensAt) return latest
  const { sentAt } = message
  return { message: null, arrivedAt: sentAt, replyBy: sentAt, opensAt, closesAt, expiry: 'reported' }
}

/** An entry point without a click opened with the first message that Meta reports inside it. */
const earliestShown = ({ message }: EntryPoint, opened: Instant, opensAt: Instant | null): Instant =>
  message === null && opensAt !== null ? Math.min(opened, opensAt) : opened

/**
 * The free entry point in which a delivery falls; `null` when it falls in none. Between the guaranteed time
 * and the longest that Meta may grant, its word on the message decides (POS-9), and so it does where nothing
 * at all is known of an entry point (FEP-11).
 */
export const openEntryPoint = (
  entryPoint: EntryPoint | null,
  { at, sentAt, reportedFree }: Pick<Delivery, 'at' | 'sentAt' | 'reportedFree'>,
  calendar: Calendar,
): OpenEntryPoint | null => {
  if (entryPoint === null) return reportedFree ? { since: sentAt, isShownByMeta: true } : null
  const { opensAt, expiry, message } = entryPoint
  if (opensAt === null) return null
  const longest = calendar(opensAt).rules.entryPointLongestHours * HOUR
  const mayStillBeOpen = reportedFree && expiry === 'estimated' && opensAt <= at && at < opensAt + longest
  return isOpenAt(entryPoint, at) || mayStillBeOpen
    ? { since: opensAt, isShownByMeta: message === null }
    : null
}

/** The instant at which an entry point opens that this message answers (POS-8). */
const beginning = ({ sentAt, deliveredAt }: Message, calendar: Calendar): Instant | null =>
  calendar(sentAt).rules.entryPointStartsAt === 'sent' ? sentAt : deliveredAt

/** Is the free entry point open at this instant? */
export const isOpenAt = (entryPoint: EntryPoint, at: Instant): boolean =>
  entryPoint.opensAt !== null &&
  entryPoint.closesAt !== null &&
  entryPoint.opensAt <= at &&
  at < entryPoint.closesAt
