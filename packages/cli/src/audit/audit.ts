import {
  DAY,
  canonicalKey,
  isThreadEvent,
  phoneNumbersOf,
  type Engine,
  type Event,
  type JudgedMessage,
  type KnownTemplates,
  type State,
  type ThreadKey,
} from '@guichet/core'
import { noSends, templatesOf, threadOf, withSends } from '@guichet/core/store'
import { startOfLocalDay } from '@guichet/core/time'
import type { RateCard } from '@guichet/rates'
import { priceLines, type LogBill } from '../bill/bill.ts'
import { openBooks, type Books } from '../bill/books.ts'
import type { RulebookChoice } from '../rulebook-choice.ts'
import { startComparison, type Compared } from '../bill/comparison.ts'
import { disagreement } from '../bill/disagreement.ts'
import { raterOf } from '../bill/lines.ts'
import { outboundEvents, type OutboundRecord } from '../input/outbound.ts'
import { readRecord } from '../input/record.ts'
import { watchForDuplicates } from './duplicates.ts'
import { foreseenRefusal } from './foreseen.ts'
import { startForesight } from './foresight.ts'
import { compareFindings, type Finding } from './finding.ts'
import { judge } from './judge.ts'
import { watchForLateCategories } from './late-category.ts'
import { startLedger, type OnSettled } from './ledger.ts'
import { missedEntryPoint } from './missed.ts'
import { countRefusals, type Refusals } from './refusals.ts'
import { countConversation, countInstant, countMessage, emptyTally, type Tally } from './tally.ts'
import { holdUnplaced, whyUnplaced } from './unplaced.ts'

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
  /** The messages that WhatsApp failed, and how many of them the rules would have refused. */
  readonly refusals: Refusals
  /** What was charged, and how that compares with what Meta reported. */
  readonly bill: LogBill &
    Pick<Books, 'agreement'> & { readonly unknownWords: ReturnType<Books['unknownWords']> }
  /** The same traffic under other rulebooks, in the order in which they were named. */
  readonly compared: readonly Compared[]
  /** The first ten thousand; `tally.unread` counts all. */
  readonly unread: readonly UnreadPart[]
  /** The final state. */
  readonly state: State
}

/** An audit in progress: takes JSON texts as they are read, and gives the result at the end. */
export interface Audit {
  readonly take: (text: string, file: string, line: number) => void
  readonly skip: (part: UnreadPart) => void
  readonly finish: () => AuditResult
}

/** The options of an audit. */
export interface AuditOptions {
  /** The rate card; without it messages are counted but not priced. */
  readonly card?: RateCard | null
  /** The rulebooks under which the same traffic is charged once more. */
  readonly compare?: readonly RulebookChoice[]
}

const longestUnreadList = 10_000

/** Starts an audit of one or several inputs. */
export const startAudit = (engine: Engine, { card = null, compare = [] }: AuditOptions = {}): Audit => {
  const { timeZone } = engine.settings
  const tally = emptyTally()
  const findings: Finding[] = []
  const unread: UnreadPart[] = []
  const duplicates = watchForDuplicates()
  const unplaced = holdUnplaced()
  const uncategorised = watchForLateCategories()
  const foresight = startForesight(engine)
  const refusals = countRefusals()
  const comparisons = compare.map((choice) => startComparison(engine, choice, card))
  const find = (finding: Finding | null): void => {
    if (finding !== null) findings.push(finding)
  }
  const books = openBooks(
    engine.rulesAt,
    card === null ? null : raterOf(card, timeZone),
    (charge, agreement) => find(disagreement(charge, agreement, engine)),
  )

  const skip = (part: UnreadPart): void => {
    tally.unread++
    if (unread.length < longestUnreadList) unread.push(part)
  }

  // An accepted send opens no window for its own verdict: the earlier webhooks decide.
  const templatesAt = (phoneNumberId: string): KnownTemplates =>
    templatesOf(withSends(ledger.state(), noSends), phoneNumberId)

  const keepRefusal = (key: ThreadKey, message: JudgedMessage): void => {
    const reasons = foresight.reasonsOf(key.phoneNumberId, message.id)
    refusals.add(message.errorCode, reasons !== null)
    if (reasons !== null) findings.push(foreseenRefusal(key, message, reasons, engine))
  }

  const keepBooks: OnSettled = (key, { messages, conversations, charges, missed }) => {
    uncategorised.see(key, charges)
    for (const message of messages) {
      countMessage(tally, message)
      find(judge(key, message, () => templatesAt(key.phoneNumberId), engine))
      if (message.failedAt !== null) keepRefusal(key, message)
    }
    for (const conversation of conversations) countConversation(tally, conversation)
    books.enter(key, charges)
    for (const entryPoint of missed)
      if (tally.until !== null && entryPoint.replyBy <= tally.until)
        find(missedEntryPoint(key, entryPoint, engine))
  }
  const ledger = startLedger(engine, keepBooks)

  const absorb = (event: Event): void => {
    if (isThreadEvent(event)) {
      countInstant(tally, event.at)
      foresight.before(event, ledger.state())
    }
    const { outcome } = ledger.absorb(event)
    for (const comparison of comparisons) comparison.absorb(event)
    tally.events++
    if (outcome === 'duplicate') tally.duplicates++
    else if (outcome === 'late') tally.late++
    if (!isThreadEvent(event)) return
    if (outcome === 'absorbed') foresight.after(event, ledger.state())
    if (event.type === 'message-status' && !unplaced.isEmpty()) {
      const record = unplaced.claim(event.message)?.record ?? null
      if (record !== null) place(record, event.phoneNumberId)
    }
  }

  const place = (record: OutboundRecord, phoneNumberId: string): void => {
    findings.push(...duplicates.see(record, phoneNumberId))
    const events = outboundEvents(record, phoneNumberId)
    // A request that was refused at once gives no event of its own.
    if (record.asksToCall !== null && record.errorCode !== null)
      for (const { id } of events.slice(0, 1))
        foresight.told(id, { kind: 'call-permission-request', by: record.asksToCall })
    for (const event of events) absorb(event)
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
      for (const { record, file, line } of unplaced.takeRest()) {
        const phoneNumberId = onlyNumberOf(ledger.state(), record.customer)
        if (phoneNumberId !== null) place(record, phoneNumberId)
        else
          skip({
            file,
            line,
            path: '$',
            reason: whyUnplaced,
          })
      }
      foresight.finish(ledger.state())
      tally.threads = ledger.conclude()
      books.close(ledger.state())
      const state = ledger.state()
      findings.push(...duplicates.finish(), ...uncategorised.knownLate(state, engine))
      const sorted = findings
        .filter((finding) => !isBlindSpot(finding, tally, engine))
        // A customer may have become known by another id since.
        .map((finding) => ({ ...finding, ...canonicalKey(state, finding) }))
        .sort(compareFindings)
      return {
        tally,
        findings: sorted,
        refusals: refusals.result(),
        bill: {
          ...priceLines(books.lines(), card),
          agreement: books.agreement,
          unknownWords: books.unknownWords(),
        },
        compared: comparisons.map(({ finish }) => finish()),
        unread,
        state,
      }
    },
  }
}

/** The phone number that this customer wrote with, or the log's only one; `null` where there are several. */
const onlyNumberOf = (state: State, customer: string): string | null => {
  const numbers = phoneNumbersOf(state)
  const [first, another] = numbers.filter(
    (phoneNumberId) => threadOf(state, { phoneNumberId, customer }).newest !== null,
  )
  if (first === undefined) return numbers.length === 1 ? (numbers[0] ?? null) : null
  return another === undefined ? first : null
}

/** Does a finding depend on events before the log began? */
const isBlindSpot = ({ doubt, at }: Finding, { from }: Tally, engine: Engine): boolean => {
  if (doubt === null || from === null) return false
  if (doubt === 'first-day') return at < from + DAY
  const { timeZone } = engine.settings
  const month = engine.rulesAt.monthOf(from)
  const beginsInside = from >= startOfLocalDay(`${month}-01`, timeZone) + DAY
  return beginsInside && engine.rulesAt.monthOf(at) === month
}
