import type { AuditResult } from '../audit/audit.ts'
import type { LogBill, Sum } from '../bill/bill.ts'
import type { Compared } from '../bill/comparison.ts'
import { aligned } from './columns.ts'
import { costInWords, missingInWords } from './money.ts'
import { printable } from './printable.ts'
import { count, thousands } from './summary-words.ts'
import { chargeRows, comparedRows } from './tables.ts'

const mostRows = 100

/** Says how many rows a table leaves out. */
export const moreRows = (rows: readonly unknown[], most: number): readonly string[] =>
  rows.length > most ? [`… and ${count(rows.length - most, 'more row')}; --format json has all of them`] : []

const indented = (line: string): string => `  ${line}`

/** The charges as a table for a terminal. */
export const chargesToText = ({ bill }: AuditResult): readonly string[] => {
  if (bill.total.messages === 0) return []
  const all = chargeRows(bill)
  const rows = all
    .slice(0, mostRows)
    .map((row) => [
      row.rulebook,
      row.category,
      row.type,
      thousands(row.messages),
      row.paid === 0 ? '' : costInWords(row, bill.currency),
    ])
  const total = ['total', '', '', thousands(bill.total.messages), costInWords(bill.total, bill.currency)]
  const head = ['rulebook', 'category', 'type', 'messages', ...(bill.currency === null ? [] : ['cost'])]
  return [
    '',
    'charges',
    ...aligned([head, ...rows, total], [3]),
    ...moreRows(all, mostRows).map(indented),
    ...missingToText(bill),
  ]
}

const missingToText = (bill: LogBill): readonly string[] =>
  bill.missing.length === 0
    ? []
    : ['  no rate for', ...missingInWords(bill).map((words) => `    ${printable(words)}`)]

/** The same traffic under other rulebooks: paid of all messages, and the cost. */
export const comparedToText = (compared: readonly Compared[]): readonly string[] => {
  if (compared.length === 0) return []
  const currency = compared[0]?.bill.currency ?? null
  const rows = comparedRows(compared)
  const cells = (sums: readonly Sum[]): readonly string[] => sums.map((sum) => paidInWords(sum, currency))
  return [
    '',
    'the same traffic under other rulebooks: paid of all messages',
    ...aligned([
      ['month', 'phone number', 'category', ...compared.map(({ rulebook }) => rulebook)],
      ...rows
        .slice(0, mostRows)
        .map((row) => [row.month, row.phoneNumberId, row.category, ...cells(row.sums)]),
      ['total', '', '', ...cells(compared.map(({ bill }) => bill.total))],
    ]),
    ...moreRows(rows, mostRows).map(indented),
  ]
}

/** `3 of 12, USD 0.41`. */
export const paidInWords = (sum: Sum, currency: string | null): string => {
  if (sum.messages === 0) return '-'
  const cost = sum.paid === 0 ? '' : costInWords(sum, currency)
  return `${thousands(sum.paid)} of ${thousands(sum.messages)}${cost === '' ? '' : `, ${cost}`}`
}
