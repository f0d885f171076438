import type { Answer } from '../model/answer.ts'
import type { Instant } from '../model/json.ts'
import type { Thread } from '../model/thread.ts'
import { costInWords } from '../words/charge.ts'
import { customerInWords, plainly } from '../words/text.ts'
import { DAY, durationInWords, type Calendar } from '../words/time.ts'
import { deadlineOf, isClosedByMeta, isWindowOpen, urgencyOf, type Urgency } from './deadline.ts'

/** The texts of a thread's row in the list. */
export interface Row {
  readonly customer: string
  readonly phoneNumber: string
  readonly urgency: Urgency
  /** `closes in`, before `left`. */
  readonly label: string
  readonly left: string
  /** The share of a day that is left, from 0 to 1. */
  readonly share: number
  /** What may be sent, until when. */
  readonly may: string
  /** What it costs, where that was asked. */
  readonly cost: { readonly isFree: boolean; readonly words: string } | null
  readonly notes: readonly Note[]
}

/** An important note about a thread. */
export interface Note {
  readonly tone: 'answer' | 'trouble'
  readonly words: string
}

/** The data of a thread's row. */
export interface Known {
  readonly thread: Thread
  readonly answer: Answer | null
  readonly hasUnknownOutcome: boolean
}

export const rowOf = (
  { thread, answer, hasUnknownOutcome }: Known,
  now: Instant,
  calendar: Calendar,
): Row => {
  const deadline = deadlineOf(thread, now)
  const isOpen = isWindowOpen(thread, now)
  return {
    customer: customerInWords(thread),
    phoneNumber: plainly(thread.phoneNumberId),
    urgency: urgencyOf(deadline, now),
    label: deadline === null ? 'closed' : deadline.what === 'window' ? 'closes in' : 'answer within',
    left: deadline === null ? '–' : durationInWords(deadline.at - now),
    share: deadline === null ? 0 : Math.min(1, (deadline.at - now) / DAY),
    may: mayBeSent(thread, isOpen ? answer : null, now, calendar),
    cost: isOpen && answer?.is === 'allowed' ? costInWords(answer) : null,
    notes: notesOf(thread, hasUnknownOutcome, now, calendar),
  }
}

const mayBeSent = (thread: Thread, answer: Answer | null, now: Instant, { moment }: Calendar): string => {
  const { windowClosesAt } = thread
  if (windowClosesAt === null || isClosedByMeta(thread, now)) return 'Templates only'
  if (windowClosesAt <= now) return `Closed ${moment(windowClosesAt, now)}: templates only`
  return answer?.is === 'refused' ? 'Templates only for now' : `Anything until ${moment(windowClosesAt, now)}`
}

const notesOf = (
  thread: Thread,
  hasUnknownOutcome: boolean,
  now: Instant,
  { moment }: Calendar,
): readonly Note[] => {
  const { replyBy, closedByMeta } = thread
  const notes: Note[] = []
  if (replyBy !== null && replyBy > now) {
    // The countdown already shows the time if it counts down to the same instant.
    const isNext = deadlineOf(thread, now)?.what === 'answer'
    const within = isNext ? 'Once answered' : `Answer within ${durationInWords(replyBy - now)}`
    notes.push({ tone: 'answer', words: `${within}: 72 h free` })
  }
  if (closedByMeta !== null && isClosedByMeta(thread, now))
    notes.push({ tone: 'trouble', words: `Closed by WhatsApp ${moment(closedByMeta, now)}` })
  if (hasUnknownOutcome) notes.push({ tone: 'trouble', words: 'Unknown outcome' })
  return notes
}
