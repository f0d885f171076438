import type { Allowed } from '../model/answer.ts'
import { moneyInWords } from './money.ts'
import { plainly } from './text.ts'

/** What a message costs, in a few words. */
export interface Cost {
  readonly isFree: boolean
  readonly words: string
}

/** What an allowed message costs: `free: customer service window`, `charged: utility`. */
export const costInWords = ({ charge, tier, price }: Pick<Allowed, 'charge' | 'tier' | 'price'>): Cost => {
  const category = plainly(charge.category.replaceAll('_', '-'))
  const what = charge.unit === 'conversation' ? `${category} conversation` : category
  const used =
    tier === null
      ? null
      : `${tier.used.toLocaleString('en-GB')} of the month’s ${tier.amount.toLocaleString('en-GB')} used`
  switch (charge.type) {
    case 'regular':
      return {
        isFree: false,
        words: [
          `charged: ${what}`,
          ...(price === null ? [] : [moneyInWords(price)]),
          ...(used === null ? [] : [used]),
        ].join(', '),
      }
    case 'free_customer_service':
      return free(used === null ? 'customer service window' : used)
    case 'free_entry_point':
      return free('entry point')
    case 'free_tier':
      return free(used === null ? 'within the month’s free messages' : used)
    case 'rides_open_conversation':
      return { isFree: true, words: `nothing more: ${what} already open` }
    case 'not_charged':
      return free('never charged')
    default:
      return { isFree: false, words: plainly(charge.type) }
  }
}

const free = (why: string): Cost => ({ isFree: true, words: `free: ${why}` })
