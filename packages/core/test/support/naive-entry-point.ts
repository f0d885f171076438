import { DAY, HOUR, type Instant, type RulebookId, type ThreadEvent } from '../../src/index.ts'
import { eraOf, type NaiveCalendar } from './naive-calendar.ts'
import { saysFree, type NaiveMessage } from './naive-messages.ts'

interface EntryPoint {
  /** A reply that opens it must come before this. */
  readonly replyBy: Instant
  readonly opensAt: Instant | null
  readonly closesAt: Instant
  readonly isReported: boolean
  /** No click shows it, only Meta's report. */
  readonly isShown: boolean
  /** The one before, while Meta may still keep it open. */
  readonly earlier: { readonly opensAt: Instant; readonly until: Instant } | null
}

/** The opening of the free entry point in which a message is delivered; `null` when it falls in none. */
export const naiveEntryPoint = (
  message: NaiveMessage,
  at: Instant,
  facts: readonly ThreadEvent[],
  sent: readonly NaiveMessage[],
  calendar: NaiveCalendar,
): Instant | null => {
  const clicks = facts.filter((f) => f.type === 'customer-messaged' && f.entryPoint !== undefined)
  const steps = [
    ...clicks.map((click) => ({ at: click.at, message: null })),
    ...sent.map((reply) => ({ at: reply.sentAt, message: reply })),
  ]
    .filter((step) => step.at <= at)
    .sort((a, b) => a.at - b.at)
  const latest = steps.reduce<EntryPoint | null>(
    (known, step) =>
      step.message === null
        ? clicked(known, step.at, calendar)
        : reported(replied(known, step.message, calendar), step.message, calendar),
    null,
  )
  if (latest === null || isForgotten(latest, at)) return saysFree(message) ? message.sentAt : null
  const { opensAt, closesAt, isReported, earlier } = latest
  if (opensAt !== null && opensAt <= at && at < closesAt) return opensAt
  if (!saysFree(message)) return null
  // Between our estimate and the longest that Meta may grant, its word on the message decides.
  if (
    opensAt !== null &&
    !isReported &&
    opensAt <= at &&
    at < opensAt + longest(calendar.rulebookAt(opensAt))
  )
    return opensAt
  return earlier !== null && earlier.opensAt <= at && at < earlier.until ? earlier.opensAt : null
}

/** After two weeks, and after its end, an entry point says nothing of a report any more. */
const isForgotten = ({ opensAt, replyBy, closesAt }: EntryPoint, at: Instant): boolean =>
  at >= (opensAt ?? replyBy - 24 * HOUR) + 14 * DAY && (opensAt === null || at >= closesAt)

/** A click is a candidate; while an entry point is open, or its answer under way, it changes nothing. */
const clicked = (known: EntryPoint | null, at: Instant, calendar: NaiveCalendar): EntryPoint => {
  if (known !== null && known.opensAt !== null && at < known.closesAt) return known
  const opensAt = known === null || known.isReported ? null : known.opensAt
  const until = opensAt === null ? 0 : opensAt + longest(calendar.rulebookAt(opensAt))
  const before = known?.opensAt === null ? known.earlier : opensAt === null ? null : { opensAt, until }
  const earlier = before !== null && at < before.until ? before : null
  return {
    replyBy: at + 24 * HOUR,
    opensAt: null,
    closesAt: Infinity,
    isReported: false,
    isShown: false,
    earlier,
  }
}

const length = (rulebook: RulebookId): number => (rulebook < '2023-03-01' ? 24 * HOUR : 72 * HOUR)
const longest = (rulebook: RulebookId): number => (rulebook < '2026-09-28' ? length(rulebook) : 7 * DAY)

/** In eras A and B an entry point opens when the reply is delivered, later when it is sent. */
const openingBy = ({ sentAt, deliveredAt }: NaiveMessage, calendar: NaiveCalendar): Instant | null =>
  'AB'.includes(eraOf(calendar.rulebookAt(sentAt))) ? deliveredAt : sentAt

/** The earliest reply in time opens it. */
const replied = (
  known: EntryPoint | null,
  reply: NaiveMessage,
  calendar: NaiveCalendar,
): EntryPoint | null => {
  const opensAt = openingBy(reply, calendar)
  if (known === null || opensAt === null || opensAt >= known.replyBy) return known
  if (known.opensAt !== null && known.opensAt <= opensAt) return known
  const estimate = opensAt + length(calendar.rulebookAt(opensAt))
  return { ...known, opensAt, closesAt: known.isReported ? known.closesAt : estimate }
}

/** Meta's word on the end counts from the message on that carries it; it also shows what no click showed. */
const reported = (
  known: EntryPoint | null,
  message: NaiveMessage,
  calendar: NaiveCalendar,
): EntryPoint | null => {
  const closesAt = message.report.expiresAt
  if (closesAt === undefined || !saysFree(message)) return known
  const shownAt = openingBy(message, calendar)
  if (known !== null && !isForgotten(known, message.sentAt)) {
    const { opensAt } = known
    if (opensAt === null) return known
    const wasOpen = opensAt <= message.sentAt && message.sentAt < known.closesAt
    const isItsOwn =
      wasOpen || (!known.isReported && closesAt <= opensAt + longest(calendar.rulebookAt(opensAt)))
    const first = known.isShown && shownAt !== null ? Math.min(opensAt, shownAt) : opensAt
    if (closesAt > opensAt && isItsOwn) return { ...known, opensAt: first, closesAt, isReported: true }
  }
  return shownAt === null || closesAt <= shownAt
    ? known
    : { replyBy: -Infinity, opensAt: shownAt, closesAt, isReported: true, isShown: true, earlier: null }
}
