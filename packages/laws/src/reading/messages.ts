import type { Content, Instant, ThreadEvent } from '@guichet/core'
import { day } from './calendar.ts'
import { byText } from './in-order.ts'

/** A message of the business and all that the facts tell of it. */
export interface Message {
  readonly id: string
  readonly sentAt: Instant
  /** A message that was read was delivered (POS-13). */
  readonly deliveredAt: Instant | null
  readonly failed: boolean
  /** What was sent, where that is known; a question may leave the language open. */
  readonly body: Body | null
  readonly report: Report
  /** In a group: what became of it for each member of whom anything is told; absent where nobody is named. */
  readonly shares?: readonly Share[]
}

/** A group's message, for one of its members (GRP-5, POS-48). */
export interface Share extends Pick<Message, 'deliveredAt' | 'failed' | 'report'> {
  readonly participant: string
}

export type Body =
  | Exclude<Content, { kind: 'template' }>
  | { kind: 'template'; name: string; language?: string; category?: string }

/** What Meta says in all statuses together: of each part the last word (POS-16). */
export interface Report {
  readonly model?: string
  readonly category?: string
  readonly type?: string
  /** The id of the conversation. */
  readonly id?: string
  readonly origin?: string
  readonly expiresAt?: Instant
}

type Trace = Extract<ThreadEvent, { type: 'business-messaged' | 'message-status' }>

/** All messages that a thread's facts, given in order, speak of; at one instant as these first show their sending. */
export const messagesIn = (facts: readonly ThreadEvent[]): readonly Message[] => {
  const traces = facts.filter(isTrace)
  return [...new Set(traces.map(wamid))]
    .flatMap((id) => shownBy(traces.filter((trace) => wamid(trace) === id)))
    .sort((a, b) => a.message.sentAt - b.message.sentAt || traces.indexOf(a.first) - traces.indexOf(b.first))
    .map(({ message }) => message)
}

const isTrace = (fact: ThreadEvent): fact is Trace =>
  fact.type === 'business-messaged' || fact.type === 'message-status'

const wamid = (trace: Trace): string => (trace.type === 'message-status' ? trace.message : trace.id)

/** A reading tells nothing of when a message was sent; every other trace proves that it was, by then. */
const provesSending = (trace: Trace): boolean =>
  trace.type === 'business-messaged' || (trace.status !== 'read' && trace.status !== 'played')

interface Shown {
  readonly message: Message
  /** The first fact that shows its sending. */
  readonly first: Trace
}

/** The messages of one id. A status of the id after 30 days is another message's (TPL-9). */
const shownBy = (traces: readonly Trace[]): readonly Shown[] => {
  const start = traces.findIndex(provesSending)
  const first = traces[start]
  if (first === undefined) return []
  const life = first.at + 30 * day
  const own = traces.slice(start).filter(({ at }) => at <= life)
  const later = traces.filter(({ at }) => at > life)
  return [{ message: toldBy(wamid(first), first.at, own), first }, ...shownBy(later)]
}

const toldBy = (id: string, sentAt: Instant, traces: readonly Trace[]): Message => {
  const heard = traces.reduce<readonly Trace[]>(
    (before, trace) => (isBelieved(trace, before) ? [...before, trace] : before),
    [],
  )
  const statuses = heard.filter(isStatus)
  const members = [...new Set(statuses.flatMap(({ participant }) => participant ?? []))].sort(byText)
  return {
    id,
    sentAt,
    ...becomeOf(statuses),
    // One member's failure is no other's.
    failed: statuses.some((status) => isFailure(status) && status.participant === undefined),
    body: heard.findLast((trace) => trace.type === 'business-messaged')?.content ?? null,
    ...(members.length === 0
      ? {}
      : {
          shares: members.map((participant) => ({
            participant,
            ...becomeOf(statuses.filter((status) => status.participant === participant)),
          })),
        }),
  }
}

/** What the statuses say of a message, or of one member's share of it. */
const becomeOf = (statuses: readonly Status[]): Pick<Message, 'deliveredAt' | 'failed' | 'report'> => ({
  deliveredAt: statuses.find(({ status }) => ['delivered', 'read', 'played'].includes(status))?.at ?? null,
  failed: statuses.some(isFailure),
  report: statuses.reduce<Report>((known, status) => ({ ...known, ...saidIn(status) }), {}),
})

/**
 * A day after the first that became of it, no more is believed: of a message as a whole, or of one member's share. While
 * members of a group get it, nobody knows who else will; only a failure of the whole ends that.
 */
const isBelieved = (trace: Trace, before: readonly Trace[]): boolean => {
  const final = before.filter(isStatus).filter(({ status }) => status !== 'sent')
  const ofAll = final.filter(({ participant }) => participant === undefined)
  const isShared = before.some((one) => isStatus(one) && one.participant !== undefined)
  const end = isShared ? ofAll.find(isFailure) : ofAll[0]
  const own =
    isStatus(trace) && trace.participant !== undefined
      ? final.find(({ participant }) => participant === trace.participant)
      : undefined
  return [end, own].every((fate) => fate === undefined || trace.at <= fate.at + day)
}

type Status = Extract<Trace, { type: 'message-status' }>

const isStatus = (trace: Trace): trace is Status => trace.type === 'message-status'
const isFailure = ({ status }: Status): boolean => status === 'failed'

/** What one status says. Zero is the length of what is no conversation, give or take a minute (POS-46). */
const saidIn = ({ at, pricing, conversation }: Status): Report => {
  const { expiresAt = -Infinity, ...rest } = conversation ?? {}
  return { ...pricing, ...rest, ...(expiresAt - at > 60 * 1000 ? { expiresAt } : {}) }
}

/** Does Meta say that the message went inside a free entry point (POS-10)? */
export const saysFree = ({ report }: Message): boolean =>
  report.type === 'free_entry_point' ||
  report.category === 'referral_conversion' ||
  report.origin === 'referral_conversion'
