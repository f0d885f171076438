/**
 * The audit without files: what cuts a log into texts, judges and prices them, and puts the result into words. It
 * needs no more of Node than a digest, so that a page can do what `guichet audit` does.
 *
 * @module
 */
export { startAudit, type Audit, type AuditResult, type UnreadPart } from './audit/audit.ts'
export { findingTitles, type Finding, type FindingCode } from './audit/finding.ts'
export type { Compared } from './bill/comparison.ts'
export { priceLines, type LogBill, type Sum } from './bill/bill.ts'
export { raterOf, raterSince, type Rater } from './bill/lines.ts'
export type { RulebookChoice } from './rulebook-choice.ts'
export { outboundEvents } from './input/outbound.ts'
export { readRecord } from './input/record.ts'
export { headLength, splitterFor, type Splitter } from './input/splitter.ts'
export { costInWords, missingInWords } from './report/money.ts'
export { summaryRows } from './report/summary.ts'
export { count, thousands } from './report/summary-words.ts'
export { chargeRows, comparedRows, type ChargeRow, type ComparedRow } from './report/tables.ts'
