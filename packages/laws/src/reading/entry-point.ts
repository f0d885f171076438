import type { Instant, ThreadEvent } from '@guichet/core'
import { day, hour, type Calendar } from './calendar.ts'
import { saysFree, type Message } from './messages.ts'
import type { Interval } from './window.ts'

/** The latest free entry point: a click that may be answered, or one that was. */
export interface EntryPoint {
  /** The click; where there was none, the message that shows the entry point. */
  readonly arrivedAt: Instant
  /** A reply that opens it must come before this (FEP-3). */
  readonly replyBy: Instant
  readonly opensAt: Instant | null
  readonly closesAt: Instant
  /** Is its end Meta's word, and not our estimate? */
  readonly isReported: boolean
  /** Does only Meta's report show it, and no click (FEP-11)? */
  readonly isShown: boolean
  /** The one before it, as long as Meta may still keep that one open. */
  readonly earlier: Interval | null
}

/** The latest entry point, going by the clicks and the messages sent up to an instant. */
export const entryPointAt = (
  facts: readonly ThreadEvent[],
  sent: readonly Message[],
  at: Instant,
  calendar: Calendar,
): EntryPoint | null => {
  const clicks = facts.filter((fact) => fact.type === 'customer-messaged' && fact.entryPoint !== undefined)
  const steps = [
    ...clicks.map((click) => ({ at: click.at, message: null })),
    ...sent.map((message) => ({ at: message.sentAt, message })),
  ]
  return steps
    .filter((step) => step.at <= at)
    .sort((a, b) => a.at - b.at)
    .reduce<EntryPoint | null>(
      (known, step) =>
        step.message === null
          ? clicked(known, step.at, calendar)
          : reported(replied(known, step.message, calendar), step.message, calendar),
      null,
    )
}

/** When the entry point opened in which a message is delivered at an instant; `null` when it falls in none. */
export const openingAround = (
  message: Message,
  at: Instant,
  entryPoint: EntryPoint | null,
  calendar: Calendar,
): Instant | null => {
  // Meta also knows of clicks that came to nobody's notice.
  if (entryPoint === null || isForgotten(entryPoint, at)) return saysFree(message) ? message.sentAt : null
  const { opensAt, closesAt, earlier } = entryPoint
  if (opensAt !== null && opensAt <= at && at < closesAt) return opensAt
  if (!saysFree(message)) return null
  // Between our estimate and the longest that Meta may grant, its word on the message decides.
  const mayBeOpen = [longestOf(entryPoint, calendar), earlier].find(
    (interval) => interval !== null && interval.opensAt <= at && at < interval.closesAt,
  )
  return mayBeOpen?.opensAt ?? null
}

/** After two weeks, and after its end, an entry point says nothing of a report any more. */
const isForgotten = ({ opensAt, arrivedAt, closesAt }: EntryPoint, at: Instant): boolean =>
  at >= (opensAt ?? arrivedAt) + 14 * day && (opensAt === null || at >= closesAt)

/** A click waits for an answer; while an entry point is open, or its answer under way, it changes nothing (FEP-10). */
const clicked = (known: EntryPoint | null, at: Instant, calendar: Calendar): EntryPoint => {
  if (known !== null && known.opensAt !== null && at < known.closesAt) return known
  const before = known === null ? null : known.opensAt === null ? known.earlier : longestOf(known, calendar)
  return {
    arrivedAt: at,
    replyBy: at + calendar.valuesAt(at).entryPointReply.hours * hour,
    opensAt: null,
    closesAt: Infinity,
    isReported: false,
    isShown: false,
    earlier: before !== null && at < before.closesAt ? before : null,
  }
}

/** An entry point for as long as Meta may keep it open, where only our estimate says when it ends. */
const longestOf = ({ opensAt, isReported }: EntryPoint, calendar: Calendar): Interval | null =>
  opensAt === null || isReported ? null : { opensAt, closesAt: opensAt + longest(opensAt, calendar) }

/** How long it surely lasts (FEP-5). */
const length = (opensAt: Instant, calendar: Calendar): number =>
  calendar.valuesAt(opensAt).entryPointLength.hours * hour

/** How long Meta may keep it open (FEP-5, POS-9). */
const longest = (opensAt: Instant, calendar: Calendar): number =>
  calendar.valuesAt(opensAt).entryPointLength.longestHours * hour

/** It opens as the reply is delivered, or as it is sent (POS-8). */
const openingBy = ({ sentAt, deliveredAt }: Message, calendar: Calendar): Instant | null =>
  calendar.valuesAt(sentAt).entryPointStartsAt.is === 'delivered' ? deliveredAt : sentAt

/** The earliest reply in time opens it, whatever it is (FEP-3, FEP-4). */
const replied = (known: EntryPoint | null, reply: Message, calendar: Calendar): EntryPoint | null => {
  const opensAt = openingBy(reply, calendar)
  if (known === null || opensAt === null) return known
  const mayBeLate = calendar.valuesAt(known.arrivedAt).lateReply.opensEntryPoint && !known.isShown
  if (opensAt >= known.replyBy && !mayBeLate) return known
  if (known.opensAt !== null && known.opensAt <= opensAt) return known
  const estimate = opensAt + length(opensAt, calendar)
  return { ...known, opensAt, closesAt: known.isReported ? known.closesAt : estimate }
}

/** Meta's word on the end counts from the message on that carries it; it also shows what no click showed (POS-9). */
const reported = (known: EntryPoint | null, message: Message, calendar: Calendar): EntryPoint | null => {
  const closesAt = message.report.expiresAt
  if (closesAt === undefined || !saysFree(message)) return known
  const shownAt = openingBy(message, calendar)
  if (known !== null && !isForgotten(known, message.sentAt)) {
    const { opensAt } = known
    // A report never makes good that nobody answered.
    if (opensAt === null) return known
    const wasOpen = opensAt <= message.sentAt && message.sentAt < known.closesAt
    const isItsOwn = wasOpen || closesAt <= (longestOf(known, calendar)?.closesAt ?? -Infinity)
    // One without a click opened with the first message that Meta reports inside it.
    const first = known.isShown && shownAt !== null ? Math.min(opensAt, shownAt) : opensAt
    if (closesAt > opensAt && isItsOwn) return { ...known, opensAt: first, closesAt, isReported: true }
  }
  return shownAt === null || closesAt <= shownAt
    ? known
    : {
        arrivedAt: message.sentAt,
        replyBy: -Infinity,
        opensAt: shownAt,
        closesAt,
        isReported: true,
        isShown: true,
        earlier: null,
      }
}
