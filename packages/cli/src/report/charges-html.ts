import type { AuditResult } from '../audit/audit.ts'
import type { LogBill } from '../bill/bill.ts'
import type { Compared } from '../bill/comparison.ts'
import { moreRows, paidInWords } from './charges-text.ts'
import { compareChart } from './compare-chart.ts'
import { escapeHtml as text } from './escape.ts'
import { costInWords, missingInWords } from './money.ts'
import { thousands } from './summary-words.ts'
import { chargeRows, comparedRows } from './tables.ts'

const mostRows = 1000

const leftOut = (rows: readonly unknown[]): string =>
  moreRows(rows, mostRows)
    .map((words) => `<p>${words}</p>`)
    .join('')

/** The charges as a section of the page; empty where nothing was delivered. */
export const chargesToHtml = ({ bill }: AuditResult): string => {
  if (bill.total.messages === 0) return ''
  const numbers = ['Messages', ...(bill.currency === null ? [] : ['Cost'])]
  const all = chargeRows(bill)
  const rows = all
    .slice(0, mostRows)
    .map(
      (row) =>
        `<tr>${cells([row.rulebook, row.category, row.type])}${figures(numbers, [thousands(row.messages), row.paid === 0 ? '–' : costInWords(row, bill.currency)])}</tr>`,
    )
  const total = figures(numbers, [thousands(bill.total.messages), costInWords(bill.total, bill.currency)])
  return `<section><h2>Charges</h2><table class="figures">
${head(['Rulebook', 'Category', 'Type'], numbers)}
<tbody>${rows.join('\n')}</tbody><tfoot><tr><th scope="row" colspan="3">Total</th>${total}</tr></tfoot></table>${leftOut(all)}${missingRates(bill)}</section>`
}

const missingRates = (bill: LogBill): string =>
  bill.missing.length === 0
    ? ''
    : `<p>The rate card has no rate for</p><ul>${missingInWords(bill)
        .map((words) => `<li>${text(words)}</li>`)
        .join('')}</ul>`

/** The same traffic under other rulebooks: a chart by month, and the table behind it. */
export const comparedToHtml = (compared: readonly Compared[]): string => {
  if (compared.every(({ bill }) => bill.total.messages === 0)) return ''
  const currency = compared[0]?.bill.currency ?? null
  const ids = compared.map(({ rulebook }) => rulebook)
  const all = comparedRows(compared)
  const rows = all.slice(0, mostRows).map(
    ({ month, phoneNumberId, category, sums }) =>
      `<tr>${cells([month, phoneNumberId, category])}${figures(
        ids,
        sums.map((sum) => paidInWords(sum, currency)),
      )}</tr>`,
  )
  const totals = figures(
    ids,
    compared.map(({ bill }) => paidInWords(bill.total, currency)),
  )
  return `<section><h2>The same traffic under other rulebooks</h2>
<p class="source">As if each of them had always been in force${currency === null ? '' : ', at the rates of its own time'}.</p>
${compareChart(compared)}
<table class="figures">${head(['Month', 'Phone number', 'Category'], ids)}
<tbody>${rows.join('\n')}</tbody><tfoot><tr><th scope="row" colspan="3">Total: paid of all messages</th>${totals}</tr></tfoot></table>${leftOut(all)}</section>`
}

const head = (names: readonly string[], numbers: readonly string[]): string => {
  const first = names.map((name) => `<th scope="col">${name}</th>`)
  const rest = numbers.map((name) => `<th scope="col" class="number">${name}</th>`)
  return `<thead><tr>${[...first, ...rest].join('')}</tr></thead>`
}

const cells = (words: readonly string[]): string => words.map((word) => `<td>${text(word)}</td>`).join('')

/** Cells on the right; where a screen is too narrow for the head, each says its own name. */
const figures = (names: readonly string[], words: readonly string[]): string =>
  names
    .map((name, index) => `<td class="number" data-name="${name}">${text(words[index] ?? '')}</td>`)
    .join('')
