import { isPaid, type LocalDate } from '@guichet/core'
import { bill, earliestRateDate, type RateCard } from '@guichet/rates'
import type { ChargeLine } from './lines.ts'
import type { PricedLine } from './priced-line.ts'
import { missingRates, type MissingRate } from './missing-rates.ts'

/** What a log costs. */
export interface LogBill {
  readonly lines: readonly PricedLine[]
  /** `null` without a rate card. */
  readonly currency: string | null
  /** The first day for which the card has a rate. */
  readonly ratesBegin: LocalDate | null
  readonly total: Sum
  /** Rates that the card lacks. */
  readonly missing: readonly MissingRate[]
}

/** Figures of some lines together. */
export interface Sum {
  readonly messages: number
  /** How many of them are paid. */
  readonly paid: number
  /** Paid messages for which the card has no rate. */
  readonly unpriced: number
  readonly amount: bigint
}

/** Prices all lines: a free message costs nothing, a paid one costs the card's rate. */
export const priceLines = (lines: readonly ChargeLine[], card: RateCard | null): LogBill => {
  const priced = card === null ? withoutPrices(lines) : withPrices(lines, card)
  return {
    lines: priced,
    currency: card?.currency ?? null,
    ratesBegin: card === null ? null : earliestRateDate(card),
    total: sumOf(priced),
    missing: card === null ? [] : missingRates(priced, card),
  }
}

const withoutPrices = (lines: readonly ChargeLine[]): readonly PricedLine[] =>
  lines.map((line) => ({ ...line, amount: isPaid(line) ? null : 0n }))

const withPrices = (lines: readonly ChargeLine[], card: RateCard): readonly PricedLine[] => {
  const quantities = lines.flatMap((line, index) =>
    line.rated === null || !isPaid(line)
      ? []
      : [
          {
            index,
            phoneNumberId: line.phoneNumberId,
            month: line.month,
            on: line.rated.on,
            market: line.rated.market,
            category: line.rated.category,
            count: line.messages,
          },
        ],
  )
  const amounts = new Map(
    bill(card, quantities).lines.map(({ quantity, amount }) => [quantity.index, amount]),
  )
  return lines.map((line, index) => ({ ...line, amount: isPaid(line) ? (amounts.get(index) ?? null) : 0n }))
}

/** Lines added up. */
export const sumOf = (lines: readonly PricedLine[]): Sum =>
  lines.reduce<Sum>(
    (sum, line) => ({
      messages: sum.messages + line.messages,
      paid: sum.paid + (isPaid(line) ? line.messages : 0),
      unpriced: sum.unpriced + (line.amount === null ? line.messages : 0),
      amount: sum.amount + (line.amount ?? 0n),
    }),
    { messages: 0, paid: 0, unpriced: 0, amount: 0n },
  )

/** Lines that agree in some of their parts, added up, in the order in which those parts sort. */
export const groupLines = <Part extends Partial<PricedLine>>(
  lines: readonly PricedLine[],
  partOf: (line: PricedLine) => Part,
): readonly (Part & Sum)[] => {
  const groups = new Map<string, PricedLine[]>()
  for (const line of lines) {
    const key = JSON.stringify(Object.values(partOf(line)))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [line])
    else group.push(line)
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...rest]]) =>
      first === undefined ? [] : [{ ...partOf(first), ...sumOf([first, ...rest]) }],
    )
}
