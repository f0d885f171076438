import type { RulebookId, ThreadCharge } from '@guichet/core'
import { priceLines, raterOf, raterSince, type LogBill, type Rater } from '@guichet/cli/audit'
import { amountInWords, marketOf, writeRateCard, type RateCard } from '@guichet/rates'

/** By what charges are priced. */
export interface Pricing {
  readonly card: RateCard | null
  readonly timeZone: string
}

/** Each charge with its price, in their order, and the sum, as the audit prices a log. */
export const billOf = ({ card, timeZone }: Pricing, charges: readonly ThreadCharge[]): LogBill =>
  priced(charges, card, card === null ? null : raterOf(card, timeZone))

/** The same as if a rulebook had always been in force. */
export const billUnder = (
  { card, timeZone }: Pricing,
  charges: readonly ThreadCharge[],
  rulebook: RulebookId,
): LogBill => priced(charges, card, card === null ? null : raterSince(card, timeZone, rulebook))

/** What one bill has more than another: `USD 0.03`; empty where that has no rate. */
export const differenceInWords = (before: LogBill, after: LogBill): string =>
  after.currency === null || after.total.unpriced > before.total.unpriced
    ? ''
    : amountInWords(after.total.amount - before.total.amount, after.currency)

const priced = (charges: readonly ThreadCharge[], card: RateCard | null, rate: Rater | null): LogBill =>
  priceLines(
    charges.map((charge) => ({ ...charge, rated: rate?.(charge) ?? null, messages: 1 })),
    card,
  )

/** Those rows of a card that can price messages to these customers: the rest would make an address long. */
export const cardFor = ({ rows }: RateCard, customers: readonly string[]): string => {
  const markets = customers.map((customer) => marketOf(customer, '2026-10-01'))
  const names = new Set<string>(markets.flatMap(({ name, fallbacks }) => [name, ...fallbacks]))
  return writeRateCard(rows.filter(({ market }) => names.has(market)))
}
