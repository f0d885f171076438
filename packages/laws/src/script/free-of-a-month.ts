import type { RulebookId } from '@guichet/core'
import { booksWith, calendarOf } from '../reading/calendar.ts'
import type { Story } from '../story.ts'
import { chargesIn, dig } from './replies.ts'

/** How many deliveries of a month are free under a rulebook of Meta's; 0 where nothing is counted. */
export const amountUnder = (rulebook: RulebookId): number =>
  booksWith().find(({ id }) => id === rulebook)?.values.freeTier?.amount ?? 0

/** What the deliveries of a story are to cost, by message, and how many of its last month's free ones they use. */
export interface FreeOfAMonth {
  readonly types: ReadonlyMap<string, string>
  readonly used: number
}

/**
 * In each month of the story's zone the first deliveries are free, as many as the rulebook in force says, by the order
 * in which they happened.
 */
export const freeOfAMonth = (story: Story, free: string): FreeOfAMonth => {
  const calendar = calendarOf(story.timeZone, story.rulebook, story.amendments)
  const types = new Map<string, string>()
  let month = ''
  let used = 0
  for (const event of story.events) {
    if (event.type !== 'message-status') continue
    const own = calendar.monthOf(event.at)
    const amount = calendar.valuesAt(event.at).freeTier?.amount ?? 0
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
