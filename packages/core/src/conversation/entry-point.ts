import type { Calendar } from '../rulebook/calendar.ts'
import { citing, type Reasoned } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import { DAY, HOUR, within, type Duration, type Instant, type Interval } from '../time/instant.ts'
import type { CustomerMessaged } from '../event/event.ts'
import { isReportedFree, type Message } from '../message/message.ts'
import type { OpenEntryPoint, DeliveryContext } from '../charge/case.ts'
import type { Delivery } from '../charge/delivery.ts'

/** An entry point: the customer came at `arrivedAt`, the business may answer before `replyBy` (FEP-3). */
export interface EntryPoint {
  /** The message that brought the customer; `null` where only Meta's report shows the entry point (FEP-11). */
  readonly wamid: string | null
  readonly arrivedAt: Instant
  readonly replyBy: Instant
  /** Open on `[opensAt, closesAt)` once answered; `null` until then. */
  readonly opensAt: Instant | null
  readonly closesAt: Instant | null
  /** Whether `closesAt` is our estimate or Meta's word (POS-9). */
  readonly expiry: 'estimated' | 'reported'
  /** Did Meta report an end since that is not believed (POS-46)? */
  readonly isEndIgnored?: boolean
  /** The entry point before it, as long as Meta may still keep that one open (POS-9). */
  readonly earlier: Interval | null
}

/** The customer comes through an ad or a page; while an entry point is open that changes nothing (FEP-10). */
export const arriveThroughEntryPoint = (
  latest: EntryPoint | null,
  { id, at }: CustomerMessaged,
  calendar: Calendar,
): EntryPoint | null => {
  // Answered already, though the answer may be delivered only later.
  if (latest !== null && latest.closesAt !== null && at < latest.closesAt) return latest
  // A click that nobody answered hides no entry point before it.
  const before =
    latest === null ? null : latest.opensAt === null ? latest.earlier : longestInterval(latest, calendar)
  return {
    wamid: id,
    arrivedAt: at,
    replyBy: at + calendar(at).rules.entryPointReply.hours * HOUR,
    opensAt: null,
    closesAt: null,
    expiry: 'estimated',
    earlier: before !== null && at < before.closesAt ? before : null,
  }
}

/** The business answers: the first answer in time opens the entry point, whatever its kind (FEP-3, POS-8). */
export const answerEntryPoint = (
  latest: EntryPoint | null,
  message: Message,
  calendar: Calendar,
): EntryPoint | null => {
  if (latest === null || message.sentAt < latest.arrivedAt) return latest
  const opensAt = openingInstant(message, calendar)
  if (opensAt === null) return latest
  if (opensAt >= latest.replyBy && !calendar(latest.arrivedAt).rules.lateReply.opensEntryPoint) return latest
  if (latest.opensAt !== null && latest.opensAt <= opensAt) return latest
  const estimate = opensAt + calendar(opensAt).rules.entryPointLength.hours * HOUR
  return { ...latest, opensAt, closesAt: latest.expiry === 'reported' ? latest.closesAt : estimate }
}

/**
 * Meta's word on when the entry point ends, which a message carries that went inside it: it replaces the
 * estimate from that message on (POS-9). An entry point without a click in the log is believed. It does
 * not repair a click that was answered too late, or whose answer is not delivered yet.
 */
export const applyReportedExpiry = (
  known: EntryPoint | null,
  message: Message,
  calendar: Calendar,
): EntryPoint | null => {
  if (!isReportedFree(message)) return known
  const closesAt = message.reportedConversation?.expiresAt
  if (closesAt === undefined) return message.isEndIgnored === true ? ignoreEnd(known, message) : known
  const latest = recalled(known, message.sentAt)
  if (latest !== null && latest.opensAt === null) return known
  const opensAt = openingInstant(message, calendar)
  if (latest !== null && belongsTo(latest, message, closesAt, calendar)) return endingAt(closesAt, latest)
  if (opensAt === null || closesAt <= opensAt) return known
  const { sentAt } = message
  return {
    wamid: null,
    arrivedAt: sentAt,
    replyBy: sentAt,
    opensAt,
    closesAt,
    expiry: 'reported',
    earlier: null,
  }
}

const endingAt = (closesAt: Instant, latest: EntryPoint): EntryPoint => {
  const { isEndIgnored: _, ...rest } = latest
  return { ...rest, closesAt, expiry: 'reported' }
}

const ignoreEnd = (known: EntryPoint | null, { sentAt }: Message): EntryPoint | null =>
  known !== null && isOpenAt(known, sentAt) ? { ...known, isEndIgnored: true } : known

/** Does Meta report the end of this entry point? */
const belongsTo = (
  latest: EntryPoint,
  { sentAt }: Message,
  closesAt: Instant,
  calendar: Calendar,
): boolean => {
  const longest = longestInterval(latest, calendar)
  return (
    latest.opensAt !== null &&
    closesAt > latest.opensAt &&
    (isOpenAt(latest, sentAt) || (longest !== null && closesAt <= longest.closesAt))
  )
}

/** The entry point as long as the rulebook lets Meta keep it open, where only our estimate says when it ends. */
const longestInterval = ({ opensAt, expiry }: EntryPoint, calendar: Calendar): Interval | null =>
  opensAt === null || expiry === 'reported'
    ? null
    : { opensAt, closesAt: opensAt + calendar(opensAt).rules.entryPointLength.longestHours * HOUR }

/** A week longer than any entry point lasts: what is older says nothing of a report that comes now. */
const memory: Duration = 14 * DAY

/** An entry point that is not long past. */
const recalled = (latest: EntryPoint | null, at: Instant): EntryPoint | null =>
  latest === null ||
  at < Math.max((latest.opensAt ?? latest.arrivedAt) + memory, latest.closesAt ?? -Infinity)
    ? latest
    : null

/**
 * The free entry point in which a delivery falls; `null` when it falls in none. Between the guaranteed time
 * and the longest that Meta may grant, its word on the message decides (POS-9), and so it does where nothing
 * is known of an entry point in these days (FEP-11).
 */
const openEntryPoint = (
  known: EntryPoint | null,
  { at, sentAt, reportedFree }: Pick<Delivery, 'at' | 'sentAt' | 'reportedFree'>,
  calendar: Calendar,
): OpenEntryPoint | null => {
  const entryPoint = recalled(known, at)
  if (entryPoint === null) return reportedFree ? shownByMeta(sentAt) : null
  const { opensAt, wamid, earlier } = entryPoint
  if (opensAt !== null && isOpenAt(entryPoint, at))
    return afterEnd(
      entryPoint,
      wamid === null ? shownByMeta(opensAt) : openedByReply(entryPoint, opensAt, calendar),
    )
  const mayBeOpen = [longestInterval(entryPoint, calendar), earlier].find(
    (interval) => interval !== null && within(interval, at),
  )
  return reportedFree && mayBeOpen != null ? openedByReply(entryPoint, mayBeOpen.opensAt, calendar) : null
}

/** Open although Meta reported an end: that one is ignored. */
const afterEnd = ({ isEndIgnored }: EntryPoint, open: OpenEntryPoint): OpenEntryPoint =>
  isEndIgnored === true ? { ...open, because: citing(open, lastingRules.endAtOnce) } : open

const shownByMeta = (since: Instant): OpenEntryPoint => ({
  since,
  because: lastingRules.reportedEntryPoint.because,
})

/** The rules of the days on which the customer came and the answer opened the entry point. */
const openedByReply = ({ arrivedAt }: EntryPoint, since: Instant, calendar: Calendar): OpenEntryPoint => {
  const { entryPointStartsAt, entryPointLength } = calendar(since).rules
  return {
    since,
    because: citing(calendar(arrivedAt).rules.entryPointReply, entryPointStartsAt, entryPointLength),
  }
}

/**
 * The entry points around a delivery: the open one; and why none is, where an answer in time would have opened
 * one that were open still.
 */
export const entryPointsAround = (
  known: EntryPoint | null,
  delivery: Pick<Delivery, 'at' | 'sentAt' | 'reportedFree'>,
  calendar: Calendar,
): Pick<DeliveryContext, 'entryPoint' | 'lateReply'> => {
  const entryPoint = openEntryPoint(known, delivery, calendar)
  return { entryPoint, lateReply: entryPoint === null ? tooLate(known, delivery, calendar) : null }
}

const tooLate = (
  known: EntryPoint | null,
  { at, reportedFree }: Pick<Delivery, 'at' | 'reportedFree'>,
  calendar: Calendar,
): Reasoned | null => {
  if (known === null || known.opensAt !== null || at < known.replyBy) return null
  const { entryPointLength, lateReply } = calendar(known.arrivedAt).rules
  return reportedFree || at < known.replyBy + entryPointLength.hours * HOUR ? lateReply : null
}

/** The instant at which an entry point opens that this message answers (POS-8). */
const openingInstant = ({ sentAt, deliveredAt }: Message, calendar: Calendar): Instant | null =>
  calendar(sentAt).rules.entryPointStartsAt.is === 'sent' ? sentAt : deliveredAt

/** Is the free entry point open at this instant? */
export const isOpenAt = (entryPoint: EntryPoint, at: Instant): boolean =>
  entryPoint.opensAt !== null &&
  entryPoint.closesAt !== null &&
  entryPoint.opensAt <= at &&
  at < entryPoint.closesAt
