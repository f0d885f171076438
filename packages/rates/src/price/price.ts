import type { LocalDate } from '@guichet/core'
import type { RateCard } from '../card/card.ts'
import type { Currency } from '../currency.ts'
import type { Market } from '../market/market.ts'
import type { MarketName } from '../market/names.ts'
import type { Millionths } from '../money.ts'
import { lookUp } from './lookup.ts'

/** A charged message. The engine decides whether a message is charged. */
export interface Charged {
  readonly market: Market
  /**
   * The category in a webhook's spelling: `authentication-international` and `authentication_international`
   * are the same.
   */
  readonly category: string
  /** The local day of the charge, in the account's time zone (PMP-16). */
  readonly on: LocalDate
  /** Messages charged before it in this month, in this market and category; 0 if not given (PMP-13). */
  readonly already?: number
}

/** The price of one message. */
export interface Price {
  /** Millionths of the currency's unit. */
  readonly amount: Millionths
  readonly currency: Currency
  /** The market of the row that was used: the message's own or one of its fallbacks. */
  readonly market: MarketName
  /** The day from which that rate holds. */
  readonly effectiveFrom: LocalDate
}

/** The price of a message, or `null` where the card has no rate for it (CONV-B9, PMP-13, OCT26-2). */
export const priceOf = (card: RateCard, { market, category, on, already = 0 }: Charged): Price | null => {
  const found = lookUp(card, market, category, on)
  const band = found?.bands.find(({ to }) => to === null || already < to)
  if (found === null || band === undefined) return null
  const { amount, currency } = band
  return { amount, currency, market: found.market, effectiveFrom: found.effectiveFrom }
}
