import {
  localDate,
  type Charge,
  type LocalDate,
  type Month,
  type RulebookId,
  type ThreadCharge,
} from '@guichet/core'
import { marketFinder, rateDateOn, earliestRateDate, type Market, type RateCard } from '@guichet/rates'

/** Messages whose charges have all this in common. */
export interface ChargeLine extends Pick<Charge, 'unit' | 'category' | 'type'> {
  readonly rulebook: RulebookId
  readonly month: Month
  readonly phoneNumberId: string
  /** Where and when rates are looked up; `null` while no rate card is given. */
  readonly rated: { readonly market: Market; readonly on: LocalDate } | null
  readonly messages: number
}

/** Counts charges into lines. */
export interface LineCounter {
  readonly count: (charge: ThreadCharge) => void
  readonly lines: () => readonly ChargeLine[]
}

/** Says where and when the rate of a charge is looked up. */
export type Rater = (charge: ThreadCharge) => { readonly market: Market; readonly on: LocalDate }

/** Rates as of the delivery's local day. */
export const raterOf = (card: RateCard, timeZone: string): Rater => raterFrom(card, timeZone, '0000-01-01')

/**
 * Rates of a rulebook's own time: from the day on which it came into force, whenever the messages were sent;
 * where the card has none so early, its first.
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

/** Starts with nothing counted. */
export const countLines = (rate: Rater | null): LineCounter => {
  const counted = new Map<string, { line: Omit<ChargeLine, 'messages'>; messages: number }>()
  return {
    count: (charge) => {
      const rated = rate === null ? null : rate(charge)
      const { rulebook, month, phoneNumberId, unit, category, type } = charge
      const place = rated === null ? '' : `${rated.on} ${rated.market.name} ${rated.market.country ?? ''}`
      // The last two come from outside; where the first of them ends is told by its length.
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
