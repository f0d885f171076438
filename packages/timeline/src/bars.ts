import type { Conversation, EntryPoint, Instant, Interval } from '@guichet/core'
import { durationInWords } from '@guichet/core/time'
import type { Clock } from './clock.ts'
import { shortDuration } from './words.ts'

/** What a bar stands for; each look differs in outline and filling as well as in colour. */
export type BarLook = 'window' | 'user' | 'business' | 'pending' | 'waiting' | 'entry' | 'several'

/** The words of the legend, in the legend's order. */
export const barNames: Readonly<Record<BarLook, string>> = {
  window: 'customer service window',
  user: 'user-initiated conversation',
  pending: 'pending the first response',
  business: 'business-initiated conversation',
  waiting: 'entry point waiting for a reply',
  entry: 'free entry point open',
  several: 'several, too short to tell apart',
}

/** Something that lasts, such as a window or a conversation. */
export interface Bar extends Interval {
  readonly look: BarLook
  /** What may be written inside, the best first; the first that fits is taken. */
  readonly labels: readonly string[]
  /** A first part that looks different. */
  readonly lead: Lead | null
  readonly sentence: () => string
}

/** The first part of a bar, before that happened which the bar waited for. */
export interface Lead {
  readonly until: Instant
  readonly look: 'pending' | 'waiting'
  readonly labels: readonly string[]
}

/** The bars of the customer service windows (G6). */
export const windowBars = (windows: readonly Interval[], clock: Clock): readonly Bar[] =>
  windows.map((window) => ({
    ...window,
    look: 'window',
    labels: [`open ${lengthOf(window)}`, lengthOf(window)],
    lead: null,
    sentence: () => `Customer service window, open ${span(window, clock)}: it permits service messages (G6).`,
  }))

/** The bars of the conversations, with the part before the first response to the customer (G4). */
export const conversationBars = (conversations: readonly Conversation[], clock: Clock): readonly Bar[] =>
  conversations.map((conversation) => {
    const { initiatedBy, openedAt, startedAt, closesAt } = conversation
    const name = `${initiatedBy}-initiated`
    const whole = { opensAt: openedAt, closesAt }
    return {
      ...whole,
      look: initiatedBy,
      labels: [`${name} · ${lengthOf(whole)}`, name, initiatedBy],
      lead: {
        until: startedAt ?? closesAt,
        look: 'pending',
        labels: startedAt === null ? [`${name}, unanswered`, 'unanswered'] : ['pending'],
      },
      sentence: () => conversationSentence(conversation, clock),
    }
  })

const conversationSentence = (conversation: Conversation, clock: Clock): string => {
  const { initiatedBy, openedAt, startedAt, closesAt } = conversation
  const open = `open ${span({ opensAt: openedAt, closesAt }, clock)}`
  if (initiatedBy === 'business')
    return `Business-initiated conversation, ${open}: a template opened it and started it (G1, G4).`
  const start =
    startedAt === null
      ? 'without a response, so it has not started'
      : `it started ${after(startedAt - openedAt)} with the first response on ${clock.words(startedAt)}`
  return `User-initiated conversation, ${open}: ${start} (G4).`
}

const after = (waited: number): string => (waited === 0 ? 'at once' : `after ${durationInWords(waited)}`)

/** The bars of the free entry points: waiting for the reply, then open (FEP-3). */
export const entryPointBars = (entryPoints: readonly EntryPoint[], clock: Clock): readonly Bar[] =>
  entryPoints.map((entryPoint, index) => {
    const { arrivedAt, replyBy, opensAt, closesAt } = entryPoint
    // A later arrival takes the place of an entry point that is not open.
    const end = Math.min(closesAt ?? replyBy, entryPoints[index + 1]?.arrivedAt ?? Infinity)
    const open = opensAt === null ? '' : shortDuration((closesAt ?? end) - opensAt)
    return {
      opensAt: arrivedAt,
      closesAt: end,
      look: 'entry',
      labels: [`open ${open}`, open],
      lead: {
        until: Math.min(opensAt ?? end, end),
        look: 'waiting',
        labels: opensAt === null ? ['waiting for a reply', 'waiting'] : ['waiting'],
      },
      sentence: () =>
        `The customer came through a free entry point on ${clock.words(arrivedAt)}: ${outcome(entryPoint, clock)} (FEP-3).`,
    }
  })

const outcome = ({ opensAt, closesAt, replyBy }: EntryPoint, clock: Clock): string =>
  opensAt === null || closesAt === null
    ? `a reply before ${clock.words(replyBy)} would open it`
    : `the reply opened it ${span({ opensAt, closesAt }, clock)}`

const lengthOf = ({ opensAt, closesAt }: Interval): string => shortDuration(closesAt - opensAt)

const span = ({ opensAt, closesAt }: Interval, clock: Clock): string =>
  `for ${durationInWords(closesAt - opensAt)}, from ${clock.words(opensAt)} until ${clock.words(closesAt)}`

/** The part of a bar that lies in a period; `null` when none does. */
export const clip = (bar: Bar, period: Interval): Bar | null => {
  const opensAt = Math.max(bar.opensAt, period.opensAt)
  const closesAt = Math.min(bar.closesAt, period.closesAt)
  return closesAt > opensAt ? { ...bar, opensAt, closesAt } : null
}
