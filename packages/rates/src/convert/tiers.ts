import { isLeft, type Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { conflictsOf } from '../card/consistent.ts'
import { rateKey, type PlacedRate, type RateRow } from '../card/row.ts'
import { categoryOf, type Category } from '../category.ts'
import type { CsvRow } from '../csv.ts'
import { groupBy } from '../group.ts'
import { byRow, quoted, type RowProblem } from '../problem.ts'
import { bandInCells, bandInText, joined, type WrittenBand } from './band.ts'
import { marketIn } from './list-rates.ts'
import {
  amountIn,
  cellUnder,
  dateOf,
  isBlank,
  problem,
  readSheet,
  sheetCurrency,
  type Sheet,
  type SheetOptions,
} from './sheet.ts'

/** Options for what a sheet of volume tiers does not contain. */
export interface TierSheetOptions extends SheetOptions {
  /** The category of a sheet that has no column for it. */
  readonly category?: Category
}

/**
 * Reads Meta's sheet of volume tiers, saved as CSV: a row a market, category and band, with its rate
 * (RATE-3). Bands are in two columns or in one; a blank market or category repeats the row above. Gives rows
 * of a rate card.
 */
export const convertVolumeTiers = (
  csv: string,
  options: TierSheetOptions = {},
): Either<readonly RowProblem[], readonly RateRow[]> => {
  const read = readSheet(csv)
  if (isLeft(read)) return left([read.left])
  const currency = sheetCurrency(read.right, options)
  const effectiveFrom = dateOf(read.right, options)
  const tiers = filledDown(roles(read.right))
    .filter(hasRate)
    .map((row) => tierIn(row, options))
  const problems = [
    ...missingColumns(read.right, options),
    ...tiers.flatMap((tier) => (isLeft(tier) ? tier.left : [])),
  ]
  if (isLeft(currency)) problems.push(currency.left)
  if (isLeft(effectiveFrom)) problems.push(effectiveFrom.left)
  if (tiers.length === 0 && problems.length === 0)
    problems.push(problem(0, null, 'the sheet has no volume tiers'))
  if (problems.length > 0 || isLeft(currency) || isLeft(effectiveFrom)) return left(byRow(problems))
  const common = { currency: currency.right, effectiveFrom: effectiveFrom.right, effectiveUntil: null }
  const groups = [
    ...groupBy(
      tiers.flatMap((tier) => (isLeft(tier) ? [] : [tier.right])),
      tierKey,
    ).values(),
  ].map(joined)
  const placed = groups.map((group) =>
    group.map(({ row, ...tier }): PlacedRate => ({ row, rate: { ...tier, ...common } })),
  )
  const conflicts = placed.flatMap(conflictsOf)
  return conflicts.length > 0 ? left(byRow(conflicts)) : right(placed.flat().map(({ rate }) => rate))
}

/** List rates, with the tiers replacing the list rates of the same market, category and day. */
export const withTiers = (listRates: readonly RateRow[], tiers: readonly RateRow[]): readonly RateRow[] => {
  const place = (row: RateRow): string => `${row.effectiveFrom} ${tierKey(row)}`
  const tiered = groupBy(tiers, place)
  const used = new Set(listRates.map(place))
  return [
    ...listRates.flatMap((row) => tiered.get(place(row)) ?? [row]),
    ...tiers.filter((tier) => !used.has(place(tier))),
  ]
}

const tierKey = ({ market, category }: Pick<RateRow, 'market' | 'category'>): string =>
  rateKey(market, category)

type Tier = Pick<RateRow, 'market' | 'category' | 'amount'> & WrittenBand & { readonly row: number }

/** The possible headers of each needed column. */
const headers = {
  category: /^(?:category|message_category|type|message_type)$/,
  from: /(?:^|_)(?:from|min|minimum|start|lower)(?:_|$)/,
  to: /(?:^|_)(?:to|max|maximum|end|upper)(?:_|$)/,
  band: /^(?:volume_)?(?:tiers?|bands?|range|messages?)(?:_|$)/,
  rate: /^(?!.*discount)(?:.*_)?(?:rate|price|cost)(?:_|$)(?!type)/,
}

/** The same sheet with one name for each of these headers. */
const roles = (sheet: Sheet): Sheet => {
  const taken = new Set<string>()
  const names = sheet.names.map((name) => {
    const role = Object.entries(headers).find(([key, pattern]) => !taken.has(key) && pattern.test(name))?.[0]
    if (role === undefined) return name
    taken.add(role)
    return role
  })
  return { ...sheet, names }
}

interface TierRow {
  readonly line: number
  readonly cell: (name: string) => string
}

/** Merged cells are blank in all their rows but the first. */
const filledDown = (sheet: Sheet): readonly TierRow[] => {
  let above: Readonly<Record<string, string>> = {}
  return sheet.rows.map((row: CsvRow) => {
    const cells = Object.fromEntries(
      ['market', 'category'].map((name) => [name, cellUnder(sheet, row, name)]),
    )
    const filled = Object.fromEntries(
      Object.entries(cells).map(([name, cell]) => [name, cell === '' ? (above[name] ?? '') : cell]),
    )
    above = filled
    return { line: row.line, cell: (name) => filled[name] ?? cellUnder(sheet, row, name) }
  })
}

/** Footnotes have no rate. */
const hasRate = ({ cell }: TierRow): boolean => !isBlank(cell('rate'))

const tierIn = ({ line, cell }: TierRow, options: TierSheetOptions): Either<readonly RowProblem[], Tier> => {
  const market = marketIn(line, cell('market'))
  const category = cell('category') === '' ? (options.category ?? null) : categoryOf(cell('category'))
  const band = cell('band') === '' ? bandInCells(cell('from'), cell('to')) : bandInText(cell('band'))
  const amount = amountIn(cell('rate'))
  if (!isLeft(market) && category !== null && !isLeft(band) && !isLeft(amount))
    return right({ row: line, market: market.right, category, ...band.right, amount: amount.right })
  return left([
    ...(isLeft(market) ? [market.left] : []),
    ...(category === null
      ? [problem(line, 'Category', `${quoted(cell('category'))} is not a category`)]
      : []),
    ...(isLeft(band) ? [problem(line, 'From', band.left)] : []),
    ...(isLeft(amount) ? [problem(line, 'Rate', amount.left)] : []),
  ])
}

const missingColumns = (sheet: Sheet, { category }: TierSheetOptions): readonly RowProblem[] => {
  const { names } = roles(sheet)
  const lacks = (...wanted: readonly string[]): boolean => !wanted.some((name) => names.includes(name))
  return [
    ...(lacks('rate') ? ['no column "Rate"'] : []),
    ...(lacks('from', 'band') ? ['no column "From" and none "Volume tier"'] : []),
    ...(lacks('category') && category === undefined ? ['no column "Category"; give category'] : []),
  ].map((reason) => problem(sheet.header.line, null, reason))
}
