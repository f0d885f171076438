import type { Charge, LocalDate, Month, RulebookId, ThreadCharge } from '@guichet/core'
import { localDate } from '@guichet/core/time'
import {
  groupCategoryOf,
  marketFinder,
  rateDateOn,
  earliestRateDate,
  type Market,
  type RateCard,
} from '@guichet/rates'

/** Messages whose charges share these fields. */
export interface ChargeLine extends Pick<Charge, 'unit' | 'category' | 'type'> {
  readonly rulebook: RulebookId
  readonly month: Month
  readonly phoneNumberId: string
  /** By what rates are looked up; `null` without a rate card. */
  readonly rated: Rated | null
  readonly messages: number
}

/** Counts charges into lines. */
export interface LineCounter {
  readonly count: (charge: ThreadCharge) => void
  readonly lines: () => readonly ChargeLine[]
}

/** The market, the day and the category of a charge's rate. */
export interface Rated {
  readonly market: Market
  readonly on: LocalDate
  /** That of groups for a message to a group, which counts to no volume tier (GRP-2). */
  readonly category: string
}

/** Gives by what a charge's rate is looked up; in a group the country is that of the member (GRP-5). */
export type Rater = (charge: ThreadCharge) => Rated

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
  return ({ customer, participant, category, at }) => {
    const day = localDate(at, timeZone)
    const on = day < earliest ? earliest : day
    // All days between two dates of the card have the same prices.
    return {
      market: marketOf(participant ?? customer, on),
      on: rateDateOn(card, on) ?? on,
      category: participant === undefined ? category : groupCategoryOf(category),
    }
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
      // The last two parts come from outside; the length of the first separates them. The rated category follows from
      // the other one and from whether it went to a group.
      const outside = `${rated?.category === category} ${phoneNumberId.length} ${phoneNumberId}${category}`
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
