import type { Charge, LocalDate, Month, RulebookId, ThreadCharge } from '@guichet/core'
import { localDate } from '@guichet/core/time'
import { marketFinder, rateDateOn, earliestRateDate, type Market, type RateCard } from '@guichet/rates'

/** Messages whose charges share these fields. */
export interface ChargeLine extends Pick<Charge, 'unit' | 'category' | 'type'> {
  readonly rulebook: RulebookId
  readonly month: Month
  readonly phoneNumberId: string
  /** Where and when rates are looked up; `null` without a rate card. */
  readonly rated: { readonly market: Market; readonly on: LocalDate } | null
  readonly messages: number
}

/** Counts charges into lines. */
export interface LineCounter {
  readonly count: (charge: ThreadCharge) => void
  readonly lines: () => readonly ChargeLine[]
}

/** Gives the market and the day of a charge's rate. */
export type Rater = (charge: ThreadCharge) => { readonly market: Market; readonly on: LocalDate }

/** Rates as of the delivery's local day. */
export const raterOf = (card: RateCard, timeZone: string): Rater => raterFrom(card, timeZone, '0000-01-01')

/**
 * Rates from the day on which a rulebook came into force, whenever the messages were sent; where the card
 * begins later, its first rates.
 */
export const raterSince = (card: RateCard, timeZone: string, rulebook: RulebookId): Rater => {
  const first = earliestRateDate(card) ?? rulebook
  return raterFrom(card, timeZone, first > rulebook ? first : rulebook)
}

const raterFrom = (card: RateCard, timeZone: string, earliest: LocalDate): Rater => {
  const marketOf = marketFinder()
  return ({ customer, at }) => {
    const day = localDate(at, timeZone)
    const on = day < earliest ? earliest : day
    // All days between two dates of the card have the same prices.
    return { market: marketOf(customer, on), on: rateDateOn(card, on) ?? on }
  }
}

/** Starts with no lines. */
export const countLines = (rate: Rater | null): LineCounter => {
  const counted = new Map<string, { line: Omit<ChargeLine, 'messages'>; messages: number }>()
  return {
    count: (charge) => {
      const rated = rate === null ? null : rate(charge)
      const { rulebook, month, phoneNumberId, unit, category, type } = charge
      const place = rated === null ? '' : `${rated.on} ${rated.market.name} ${rated.market.country ?? ''}`
      // The last two parts come from outside; the length of the first separates them.
      const outside = `${phoneNumberId.length} ${phoneNumberId}${category}`
      const key = [month, rulebook, unit, type, place, outside].join('\n')
      const entry = counted.get(key)
      if (entry !== undefined) entry.messages++
      else
        counted.set(key, {
          line: { rulebook, month, phoneNumberId, unit, category, type, rated },
          messages: 1,
        })
    },
    lines: () =>
      [...counted]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, { line, messages }]) => ({ ...line, messages })),
  }
}
