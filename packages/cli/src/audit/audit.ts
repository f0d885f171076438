import {
  DAY,
  canonicalKey,
  phoneNumbersOf,
  templatesOf,
  threadOf,
  threadsOf,
  type Engine,
  type Event,
  type Settlement,
  type State,
  type ThreadKey,
} from '@guichet/core'
import { outboundEvents, type OutboundRecord } from '../input/outbound.ts'
import { readRecord } from '../input/record.ts'
import { watchForDuplicates } from './duplicates.ts'
import type { Finding } from './finding.ts'
import { judge } from './judge.ts'
import { logClock } from './log-clock.ts'
import { countConversation, countInstant, countMessage, emptyTally, type Tally } from './tally.ts'
import { holdUnplaced } from './unplaced.ts'

/** A part of the input that was not read. */
export interface UnreadPart {
  readonly file: string
  readonly line: number
  readonly path: string
  readonly reason: string
}

export interface AuditResult {
  readonly tally: Tally
  /** In the order in which the messages were sent. */
  readonly findings: readonly Finding[]
  /** The first ten thousand; `tally.unread` counts all. */
  readonly unread: readonly UnreadPart[]
  /** Everything that was learned. */
  readonly state: State
}

/** An audit in progress: takes JSON texts as they are read, tells at the end. */
export interface Audit {
  readonly take: (text: string, file: string, line: number) => void
  readonly skip: (part: UnreadPart) => void
  readonly finish: () => AuditResult
}

const longestUnreadList = 10_000
/** Threads that have gone quiet are settled from time to time, so that memory follows the traffic, not the log. */
const eventsBetweenSweeps = 250_000

/** Starts an audit of one or several inputs. */
export const startAudit = (engine: Engine): Audit => {
  const tally = emptyTally()
  const findings: Finding[] = []
  const unread: UnreadPart[] = []
  const clock = logClock()
  const duplicates = watchForDuplicates()
  const unplaced = holdUnplaced()
  let state: State = engine.initial
  let untilSweep = eventsBetweenSweeps

  const skip = (part: UnreadPart): void => {
    tally.unread++
    if (unread.length < longestUnreadList) unread.push(part)
  }

  const keepBooks = (key: ThreadKey, { messages, conversations }: Settlement): void => {
    for (const message of messages) {
      countMessage(tally, message)
      const finding = judge(key, message, () => templatesOf(state, key.phoneNumberId), engine)
      if (finding !== null) findings.push(finding)
    }
    for (const conversation of conversations) countConversation(tally, conversation)
  }

  const absorb = (event: Event): void => {
    const absorbed = engine.absorb(state, event)
    state = absorbed.state
    tally.events++
    if (absorbed.outcome === 'duplicate') tally.duplicates++
    else if (absorbed.outcome === 'late') tally.late++
    if (absorbed.thread !== null) keepBooks(absorbed.thread, absorbed.settled)
    if (event.type === 'template-changed') return
    countInstant(tally, event.at)
    clock.see(event.at)
    if (event.type === 'message-status' && !unplaced.isEmpty()) {
      const record = unplaced.claim(event.message)
      if (record !== null) place(record, event.phoneNumberId)
    }
    if (--untilSweep === 0) sweep()
  }

  const place = (record: OutboundRecord, phoneNumberId: string): void => {
    findings.push(...duplicates.see(record, phoneNumberId))
    for (const event of outboundEvents(record, phoneNumberId)) absorb(event)
  }

  const sweep = (): void => {
    untilSweep = eventsBetweenSweeps
    const now = clock.read()
    for (const { phoneNumberId, customer, thread } of threadsOf(state)) {
      if (thread.facts === null || thread.settleAt > now) continue
      const swept = engine.settle(state, { phoneNumberId, customer }, now)
      state = swept.state
      keepBooks({ phoneNumberId, customer }, swept.settled)
    }
  }

  return {
    skip,
    take: (text, file, line) => {
      tally.lines++
      const record = readRecord(text)
      if (record.is === 'nothing') {
        for (const { path, reason } of record.unread) skip({ file, line, path, reason })
        return
      }
      tally.payloads++
      if (record.is === 'outbound') {
        const { phoneNumberId } = record.outbound
        if (phoneNumberId === null) unplaced.hold(record.outbound, file, line)
        else place(record.outbound, phoneNumberId)
        return
      }
      for (const event of record.events) absorb(event)
      for (const { path, reason } of record.unread) skip({ file, line, path, reason })
    },
    finish: () => {
      for (const { record, file, line } of unplaced.rest()) {
        const phoneNumberId = onlyNumberOf(state, record.customer)
        if (phoneNumberId !== null) place(record, phoneNumberId)
        else skip({ file, line, path: '$', reason: 'an outbound record that names no phone number' })
      }
      for (const own of threadsOf(state)) {
        tally.threads++
        keepBooks(own, engine.thread.conclude(own.thread))
      }
      findings.push(...duplicates.finish())
      const told = findings
        .filter((finding) => !isBlindSpot(finding, tally))
        // A customer may have become known by another id since.
        .map((finding) => ({ ...finding, ...canonicalKey(state, finding) }))
        .sort((a, b) => a.at - b.at || (a.message < b.message ? -1 : 1))
      return { tally, findings: told, unread, state }
    },
  }
}

/** The phone number that this customer wrote with, or the log's only one; `null` where there are several. */
const onlyNumberOf = (state: State, customer: string): string | null => {
  const numbers = phoneNumbersOf(state)
  const [one, another] = numbers.filter((phoneNumberId) => isKnown(state, { phoneNumberId, customer }))
  if (one === undefined) return numbers.length === 1 ? (numbers[0] ?? null) : null
  return another === undefined ? one : null
}

const isKnown = (state: State, key: ThreadKey): boolean => threadOf(state, key).newest !== null

/**
 * In its first day a log cannot know which windows were open already. A message that WhatsApp delivered
 * then was inside one.
 */
const isBlindSpot = ({ code, delivered, at }: Finding, { from }: Tally): boolean =>
  code === 'sent-outside-window' && delivered && from !== null && at < from + DAY
