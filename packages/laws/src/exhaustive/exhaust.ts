import type { Event, RulebookId } from '@guichet/core'
import type { MessageJson, Reply, Request, Subject } from '../protocol.ts'
import { answerIn } from '../reading/ask.ts'
import { hour, newestRulebook, startOfLocalDay } from '../reading/calendar.ts'
import { readCharges } from '../reading/charges.ts'
import { essenceOf } from '../reading/essence.ts'
import { momentOf } from '../reading/moment.ts'
import { versionIn } from '../reading/subject.ts'
import { viewOf } from '../reading/view.ts'
import { absorb, horizonHours, iso } from '../story.ts'
import { thread } from './letters.ts'
import { instantsOf, tracesOf } from './traces.ts'

/** How far an exhaustive comparison goes. */
export interface Scope {
  /** The longest traces: so many happenings. */
  readonly depth: number
  /** Under which rules; those of today unless named. */
  readonly rulebook?: RulebookId | 'auto'
  /** Asked now and then: is it time to stop? */
  readonly until?: () => boolean
  /** Told now and then how many traces were compared. */
  readonly onProgress?: (traces: number) => void
}

/** What an exhaustive comparison found. */
export interface Exhausted {
  /** How many traces were compared. */
  readonly traces: number
  /** Were all traces up to the depth? Not when it was stopped, nor after a disagreement. */
  readonly isComplete: boolean
  /** The first disagreement. Shorter traces come first, so no shorter one disagrees. */
  readonly disagreement: Disagreement | null
}

/** A trace on which the subject and the reading copy disagree. */
export interface Disagreement {
  readonly events: readonly Event[]
  readonly request: Request
  /** The subject's reply. */
  readonly reply: Reply
  /** The reading copy's. */
  readonly expected: Reply
}

/** Compares a subject with the reading copy on every trace up to a length, shortest first. */
export const exhaust = async (subject: Subject, scope: Scope): Promise<Exhausted> => {
  const { depth, rulebook = newestRulebook, until = () => false, onProgress = () => {} } = scope
  let traces = 0
  for (let length = 1; length <= depth; length++) {
    for (const batch of batchesOf(tracesOf(length, start))) {
      if (until()) return { traces, isComplete: false, disagreement: null }
      const scripts = batch.map((events) => scriptOf(events, rulebook))
      const replies = await subject.answer(scripts.flatMap(({ requests }) => requests))
      let next = 0
      for (const script of scripts) {
        const own = replies.slice(next, next + script.requests.length)
        next += script.requests.length
        traces++
        const disagreement = firstDisagreement(script, own)
        if (disagreement !== null) return { traces, isComplete: false, disagreement }
      }
      onProgress(traces)
    }
  }
  return { traces, isComplete: true, disagreement: null }
}

/** Two hours before a month and a rulebook begin, so that traces reach across. */
const start = startOfLocalDay(newestRulebook, 'UTC') - 2 * hour

/** Traces that are asked about in one go: a subject in another process answers line by line. */
const batchSize = 100

function* batchesOf(traces: Iterable<readonly Event[]>): Generator<readonly (readonly Event[])[]> {
  let batch: (readonly Event[])[] = []
  for (const trace of traces) {
    batch.push(trace)
    if (batch.length < batchSize) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

interface Script {
  readonly events: readonly Event[]
  readonly rulebook: RulebookId | 'auto'
  readonly requests: readonly Request[]
}

/** What may be sent: each stands for all that the rules treat alike. */
const messages: readonly MessageJson[] = [
  { kind: 'service' },
  { kind: 'template', name: 'an order', language: 'en_US', category: 'utility' },
  { kind: 'template', name: 'an offer', language: 'en_US', category: 'marketing' },
]

const scriptOf = (events: readonly Event[], rulebook: RulebookId | 'auto'): Script => ({
  events,
  rulebook,
  requests: [
    { op: 'reset', rulebook, timeZone: 'UTC', horizonHours },
    absorb(events),
    ...instantsOf(events).flatMap((instant): readonly Request[] => {
      const at = iso(instant)
      return [
        { op: 'view', ...thread, at },
        ...messages.map((message) => ({ op: 'ask' as const, ...thread, at, message })),
      ]
    }),
    { op: 'charges' },
  ],
})

const firstDisagreement = (script: Script, replies: readonly Reply[]): Disagreement | null => {
  const { events, requests } = script
  const version = versionIn(replies[0])
  const expected = expectedOf(script, version)
  for (const [index, request] of requests.entries()) {
    const right = expected[index] ?? { ok: true }
    const reply = replies[index] ?? { ok: false, error: { code: 'silent', message: 'no reply' } }
    if (essenceOf(request.op, right, version) !== essenceOf(request.op, reply, version))
      return { events, request, reply, expected: right }
  }
  return null
}

/** The reading copy's replies in a version of the protocol, each moment read once. */
const expectedOf = ({ events, rulebook }: Script, protocol: 1 | 2): readonly Reply[] => {
  const facts = { timeZone: 'UTC', rulebook, events, protocol }
  return [
    { ok: true },
    { ok: true },
    ...instantsOf(events).flatMap((at) => {
      const moment = momentOf(facts, thread, at)
      return [
        { ok: true, ...viewOf(moment) },
        ...messages.map((message) => ({ ok: true, ...answerIn(facts, moment, message) })),
      ]
    }),
    { ok: true, charges: readCharges(facts) },
  ]
}
