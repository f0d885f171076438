import type { Interval, History, ThreadEvent } from '@guichet/core'
import type { Clock } from './clock.ts'
import { clean, counted } from './words.ts'

/** The words over a picture, and the sentence that stands for it where it cannot be seen. */
export interface Heading {
  readonly title: string
  readonly subtitle: string
  readonly summary: string
}

/** Names the thread and its period, and sums up what the picture shows. */
export const headingOf = (
  thread: string,
  facts: readonly ThreadEvent[],
  leftOut: number,
  history: History,
  period: Interval | null,
  clock: Clock,
): Heading => {
  const title = clean(thread, 120)
  const note = leftOut === 0 ? '' : ` · ${counted(leftOut, 'event')} without a plausible time left out`
  if (period === null) {
    return {
      title,
      subtitle: `${clock.timeZone}${note}`,
      summary: `${title}: nothing has happened yet${note}.`,
    }
  }
  const sameYear = clock.year(period.opensAt) === clock.year(period.closesAt)
  const begin = sameYear
    ? `${clock.day(period.opensAt)} ${clock.time(period.opensAt)}`
    : clock.moment(period.opensAt)
  const span = `${begin} – ${clock.moment(period.closesAt)}`
  return {
    title,
    subtitle: `${span} · ${clock.timeZone}${note}`,
    summary: `${title}, ${span} (${clock.timeZone}): ${countsOf(facts, history)}${note}.`,
  }
}

/** What to call a thread: the latest names of its phone number and customer, whichever event has them. */
export const nameOf = (events: readonly ThreadEvent[]): string => {
  const latest = events.reduce<ThreadEvent | null>(
    (best, event) => (best === null || isNamedLater(event, best) ? event : best),
    null,
  )
  if (latest === null) return 'A quiet thread'
  return `Phone number ${readable(latest.phoneNumberId)} · customer ${readable(latest.customer)}`
}

const readable = (id: string): string => clean(id, 40) || 'unreadable'

const isNamedLater = (a: ThreadEvent, b: ThreadEvent): boolean => {
  if (a.at !== b.at) return a.at > b.at
  return a.phoneNumberId === b.phoneNumberId ? a.customer > b.customer : a.phoneNumberId > b.phoneNumberId
}

const countsOf = (
  events: readonly ThreadEvent[],
  { messages, conversations, windows, entryPoints }: History,
): string => {
  const received = events.filter(({ type }) => type === 'customer-messaged').length
  const failed = messages.filter(({ failedAt }) => failedAt !== null).length
  const byUser = conversations.filter(({ initiatedBy }) => initiatedBy === 'user').length
  const counts = [
    counted(received, 'customer message'),
    `${counted(messages.length, 'message')} of the business${failed === 0 ? '' : ` (${failed} failed)`}`,
    counted(windows.length, 'customer service window'),
    `${counted(byUser, 'user-initiated conversation')}`,
    `${counted(conversations.length - byUser, 'business-initiated conversation')}`,
    ...(entryPoints.length === 0 ? [] : [counted(entryPoints.length, 'free entry point')]),
  ]
  return counts.join(', ')
}
