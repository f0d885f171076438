import type { Instant, ThreadKey } from '@guichet/core'
import {
  chargeRows,
  comparedRows,
  costInWords,
  missingInWords,
  summaryRows,
  type AuditResult,
  type Compared,
  type Finding,
  type LogBill,
  type Sum,
  type UnreadPart,
} from '@guichet/cli/audit'

/** What the page shows of an audit: small, however large the log is. */
export interface Report {
  readonly timeZone: string
  /** Texts in the log; 0 for an empty one. */
  readonly lines: number
  /** Texts that were webhook bodies, events or outbound records. */
  readonly payloads: number
  readonly summary: readonly (readonly [name: string, words: string])[]
  readonly findings: Listed<Finding>
  readonly charges: ChargeTable
  readonly compared: ComparedTable | null
  readonly threads: Listed<ListedThread>
  readonly unread: Listed<UnreadPart>
  /** Files that could not be read to their end, with the reason. */
  readonly failures: readonly { readonly name: string; readonly reason: string }[]
}

/** The first of a list, and how many there are in all. */
export interface Listed<One> {
  readonly first: readonly One[]
  readonly all: number
}

/** A thread of the log. */
export interface ListedThread extends ThreadKey {
  /** When its newest event happened. */
  readonly newest: Instant | null
  readonly findings: number
}

export interface ChargeTable {
  readonly isPriced: boolean
  readonly rows: Listed<{
    readonly rulebook: string
    readonly category: string
    readonly type: string
    readonly messages: number
    readonly paid: number
    readonly cost: string
  }>
  readonly total: { readonly messages: number; readonly paid: number; readonly cost: string }
  /** Rates that the card lacks, in words. */
  readonly missing: readonly string[]
}

export interface ComparedTable {
  readonly rulebooks: readonly string[]
  readonly rows: Listed<{
    readonly month: string
    readonly phoneNumberId: string
    readonly category: string
    readonly cells: readonly Cell[]
  }>
  readonly totals: readonly Cell[]
}

/** Paid of all messages, and the cost in words. */
export interface Cell {
  readonly paid: number
  readonly messages: number
  readonly cost: string
}

const mostFindings = 500
const mostRows = 200
const mostUnread = 200
const mostThreads = 100

/** The report of an audit. */
export const reportOf = (
  result: AuditResult,
  threads: readonly ListedThread[],
  failures: Report['failures'],
  timeZone: string,
): Report => ({
  timeZone,
  lines: result.tally.lines,
  payloads: result.tally.payloads,
  summary: summaryRows(result, timeZone),
  findings: listed(result.findings, mostFindings),
  charges: chargeTable(result.bill),
  compared: result.compared.length === 0 ? null : comparedTable(result.compared),
  threads: listed(threads, mostThreads),
  unread: { first: result.unread.slice(0, mostUnread), all: result.tally.unread },
  failures,
})

const listed = <One>(all: readonly One[], most: number): Listed<One> => ({
  first: all.slice(0, most),
  all: all.length,
})

const chargeTable = (bill: LogBill): ChargeTable => ({
  isPriced: bill.currency !== null,
  rows: listed(
    chargeRows(bill).map(({ rulebook, category, type, ...sum }) => ({
      rulebook,
      category,
      type,
      ...cellOf(sum, bill.currency),
    })),
    mostRows,
  ),
  total: cellOf(bill.total, bill.currency),
  missing: missingInWords(bill),
})

const comparedTable = (compared: readonly Compared[]): ComparedTable => {
  const currency = compared[0]?.bill.currency ?? null
  return {
    rulebooks: compared.map(({ rulebook }) => rulebook),
    rows: listed(
      comparedRows(compared).map(({ month, phoneNumberId, category, sums }) => ({
        month,
        phoneNumberId,
        category,
        cells: sums.map((sum) => cellOf(sum, currency)),
      })),
      mostRows,
    ),
    totals: compared.map(({ bill }) => cellOf(bill.total, currency)),
  }
}

const cellOf = (sum: Sum, currency: string | null): Cell => ({
  messages: sum.messages,
  paid: sum.paid,
  cost: sum.paid === 0 ? '' : costInWords(sum, currency),
})
