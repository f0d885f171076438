import type { ChargeType, Month, RulebookId } from '@guichet/core'
import { groupLines, sumOf, type LogBill, type Sum } from '../bill/bill.ts'
import type { PricedLine } from '../bill/priced-line.ts'
import type { Compared } from '../bill/comparison.ts'

/** Charges of one rulebook, category and type. */
export interface ChargeRow extends Sum {
  readonly rulebook: RulebookId
  readonly unit: PricedLine['unit']
  readonly category: string
  readonly type: ChargeType
}

/** The charges by rulebook, category and type. */
export const chargeRows = ({ lines }: LogBill): readonly ChargeRow[] =>
  groupLines(lines, ({ rulebook, unit, category, type }) => ({ rulebook, unit, category, type }))

/** The same messages under each of several rulebooks. */
export interface ComparedRow {
  readonly month: Month
  readonly phoneNumberId: string
  readonly category: string
  /** One for each rulebook, in their order. */
  readonly sums: readonly Sum[]
}

/** The compared charges by month, phone number and category. */
export const comparedRows = (compared: readonly Compared[]): readonly ComparedRow[] => {
  const sums = compared.map(
    ({ bill }) => new Map(groupLines(bill.lines, partOf).map((row) => [keyOf(row), row] as const)),
  )
  const places = groupLines(
    compared.flatMap(({ bill }) => bill.lines),
    partOf,
  )
  return places.map((place) => {
    const { month, phoneNumberId, category } = place
    return { month, phoneNumberId, category, sums: sums.map((rows) => rows.get(keyOf(place)) ?? sumOf([])) }
  })
}

type Place = Pick<PricedLine, 'month' | 'phoneNumberId' | 'category'>

const keyOf = ({ month, phoneNumberId, category }: Place): string =>
  JSON.stringify([month, phoneNumberId, category])

const partOf = ({ month, phoneNumberId, category }: PricedLine): Place => ({ month, phoneNumberId, category })

/** The months of compared charges, each with its sum under each rulebook. */
export const comparedMonths = (
  compared: readonly Compared[],
): readonly { readonly month: Month; readonly sums: readonly Sum[] }[] => {
  const months = [...new Set(compared.flatMap(({ bill }) => bill.lines.map(({ month }) => month)))].sort()
  return months.map((month) => ({
    month,
    sums: compared.map(({ bill }) => sumOf(bill.lines.filter((line) => line.month === month))),
  }))
}
