import type { LocalDate } from '@guichet/core'
import type { RateCard } from '../card/card.ts'
import { categoryOf } from '../category.ts'
import type { Currency } from '../currency.ts'
import type { Market } from '../market/market.ts'
import type { MarketName } from '../market/names.ts'
import type { Millionths } from '../money.ts'
import { lookUp, type Found } from './lookup.ts'
import { costOf, shareOut } from './share.ts'
import { groupBy } from '../group.ts'

/** A number of charged messages with the same fields. Callers may add fields of their own. */
export interface Quantity {
  readonly phoneNumberId: string
  /** `YYYY-MM`, the local month in which volume tiers count (PMP-13). */
  readonly month: string
  /** The local day whose rates apply; `rateDateOn` of the day of the charge is one. */
  readonly on: LocalDate
  readonly market: Market
  readonly category: string
  /** How many messages; a value that is not a whole number above 0 counts as 0. */
  readonly count: number
}

/** The cost of a quantity; both fields are `null` if the card has no rate for it. */
export interface BillLine<Q extends Quantity> {
  readonly quantity: Q
  /** Millionths of the currency's unit. */
  readonly amount: Millionths | null
  /** The market of the row that was used. */
  readonly market: MarketName | null
}

/** The total cost of quantities. */
export interface Bill<Q extends Quantity> {
  readonly currency: Currency
  /** Millionths of the currency's unit: the sum of all lines that have an amount. */
  readonly total: Millionths
  /** In the order of the quantities. */
  readonly lines: readonly BillLine<Q>[]
  /** Messages without a rate. */
  readonly unpriced: number
}

/**
 * Sums up the costs. Volume tiers count all quantities of a month, rate market and category together,
 * whatever their phone number, as Meta counts those of a portfolio (PMP-13); where rates change inside a
 * month, the messages at the earlier rates come first. The order of the quantities changes no amount.
 */
export const bill = <Q extends Quantity>(card: RateCard, quantities: readonly Q[]): Bill<Q> => {
  const found = quantities.map(({ market, category, on }) => lookUp(card, market, category, on))
  const entries = quantities.flatMap((quantity, index) => {
    const rates = found[index] ?? null
    return rates === null ? [] : [{ quantity, index, rates, count: wholeCount(quantity) }]
  })
  const amounts = new Map([...groupBy(entries, poolOf).values()].flatMap(amountsOfPool))
  const lines = quantities.map((quantity, index) => ({
    quantity,
    amount: amounts.get(index) ?? null,
    market: found[index]?.market ?? null,
  }))
  const without = quantities.filter((_, index) => found[index] === null)
  return {
    currency: card.currency,
    total: lines.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n),
    lines,
    unpriced: without.reduce((sum, quantity) => sum + Number(wholeCount(quantity)), 0),
  }
}

interface Entry {
  readonly quantity: Quantity
  readonly index: number
  readonly rates: Found
  readonly count: bigint
}

const wholeCount = ({ count }: Quantity): bigint =>
  Number.isSafeInteger(count) && count > 0 ? BigInt(count) : 0n

/** The key of the quantities that share volume tiers. */
const poolOf = ({ quantity, rates }: Entry): string =>
  `${quantity.month} ${categoryOf(quantity.category)} ${rates.market}`

/** The amounts of a pool, by index. The cost at the rates of one day is divided among its quantities. */
const amountsOfPool = (pool: readonly Entry[]): readonly (readonly [number, Millionths])[] => {
  const byVersion = [...groupBy(pool, ({ rates }) => rates.version)].sort(([a], [b]) => (a < b ? -1 : 1))
  let already = 0n
  return byVersion.flatMap(([, entries]) => {
    const count = entries.reduce((sum, entry) => sum + entry.count, 0n)
    const total = costOf(entries[0]?.rates.bands ?? [], already, count)
    already += count
    const shares = shareOut(
      total,
      entries.map((entry) => ({ key: tieKey(entry.quantity), weight: entry.count })),
    )
    return entries.map(({ index }, place) => [index, shares[place] ?? 0n] as const)
  })
}

/** A key from all fields of a quantity, so that the order never matters. */
const tieKey = (quantity: Quantity): string =>
  Object.entries({ ...quantity, market: `${quantity.market.name} ${quantity.market.country}` })
    .map(([name, value]: readonly [string, unknown]) => `${name} ${String(value)}`)
    .sort()
    .join('\n')
