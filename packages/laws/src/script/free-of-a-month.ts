import { localDate } from '../reading/calendar.ts'
import type { Story } from '../story.ts'
import { chargesIn, dig } from './replies.ts'

/** How many deliveries of a month are free wherever something is free up to a number. */
export const amount = 1000

/** What the deliveries of a story are to cost, by message, and how many of its last month's free ones they use. */
export interface FreeOfAMonth {
  readonly types: ReadonlyMap<string, string>
  readonly used: number
}

/** In each month of the story's zone the first deliveries are free, by the order in which they happened. */
export const freeOfAMonth = ({ events, timeZone }: Story, free: string): FreeOfAMonth => {
  const types = new Map<string, string>()
  let month = ''
  let used = 0
  for (const event of events) {
    if (event.type !== 'message-status') continue
    const own = localDate(event.at, timeZone).slice(0, 7)
    if (own !== month) [month, used] = [own, 0]
    types.set(event.message, used < amount ? free : 'regular')
    used++
  }
  return { types, used }
}

/** Does a reply tell these charges and no others? */
export const costs = (reply: unknown, types: ReadonlyMap<string, string>): boolean => {
  const told = chargesIn(reply)
  return (
    told.length === types.size &&
    told.every((charge) => dig(charge, 'type') === types.get(String(dig(charge, 'message'))))
  )
}
