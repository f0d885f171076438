import type { Json } from '@guichet/core'
import { amountToJson } from '@guichet/rates'
import type { AuditResult } from '../audit/audit.ts'
import type { LogBill, Sum } from '../bill/bill.ts'
import type { Compared } from '../bill/comparison.ts'
import { chargeRows, comparedRows } from './tables.ts'

type Fields = { readonly [key: string]: Json }

/**
 * The charges of an audit; amounts in millionths of the currency's unit, `null` while there is not a valid
 * rate card.
 */
export const chargesToJson = ({ bill }: AuditResult): Json => ({
  currency: bill.currency,
  ...sumToJson(bill.total, bill.currency),
  withoutRate: missingToJson(bill),
  agreement: { ...bill.agreement },
  unknownWords: Object.fromEntries(bill.unknownWords),
  lines: chargeRows(bill).map((row) => ({
    rulebook: row.rulebook,
    unit: row.unit,
    category: row.category,
    type: row.type,
    ...sumToJson(row, bill.currency),
  })),
})

/** The same traffic under other rulebooks, by month, phone number and category. */
export const comparedToJson = (compared: readonly Compared[]): readonly Json[] =>
  compared.map(({ rulebook, bill }) => ({
    rulebook,
    currency: bill.currency,
    ...sumToJson(bill.total, bill.currency),
    withoutRate: missingToJson(bill),
    lines: comparedRows([{ rulebook, bill }]).flatMap(({ month, phoneNumberId, category, sums: [sum] }) =>
      sum === undefined ? [] : [{ month, phoneNumberId, category, ...sumToJson(sum, bill.currency) }],
    ),
  }))

const missingToJson = ({ missing }: LogBill): Json =>
  missing.map(({ market, category, reason, messages }) => ({ market, category, reason, messages }))

const sumToJson = ({ messages, paid, unpriced, amount }: Sum, currency: string | null): Fields => ({
  messages,
  paid,
  unpriced: currency === null ? null : unpriced,
  amount: currency === null ? null : amountToJson(amount),
})
