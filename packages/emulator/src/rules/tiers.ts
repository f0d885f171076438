import { calendarOf, type Line } from '@guichet/laws'
import { accountOf, type World } from '../world/world.ts'

/** How many messages a month are free in a free tier (OCT26-3, CONV-A6, CONV-B10). */
const free = 1000

/**
 * A line with its type by the month's free messages. Deliveries arrive here in the order of their time and
 * id, so counting is enough.
 */
export const withinTier = (world: World, line: Line): Line => {
  const purse = purseOf(world, line)
  if (purse === null || (world.tiersUsed.get(purse) ?? 0) < free) return line
  return { ...line, type: 'regular' }
}

/** Uses one of the month's free messages, if the line counts as one. */
export const useTier = (world: World, line: Line): void => {
  const purse = purseOf(world, line)
  if (purse !== null) world.tiersUsed.set(purse, (world.tiersUsed.get(purse) ?? 0) + 1)
}

const purseOf = (world: World, { tier, at, phoneNumberId }: Line): string | null => {
  if (tier === undefined) return null
  const month = calendarOf(world.settings.timeZone, 'auto').monthOf(at)
  return `${month} ${tier === 'account' ? accountOf(world, phoneNumberId) : phoneNumberId}`
}
