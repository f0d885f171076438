import { useTier as use, withinTier as within, type Line } from '@guichet/laws'
import { accountOf, type World } from '../world/world.ts'

/**
 * A line with its type by the month's free messages, as many as the rulebook in force gives. Deliveries arrive here in
 * the order of their time and id, so counting is enough.
 */
export const withinTier = (world: World, line: Line): Line =>
  within(line, world.tiersUsed, accountOf(world, line.phoneNumberId))

/** Uses one of the month's free messages, if the line counts as one. */
export const useTier = (world: World, line: Line): void =>
  use(line, world.tiersUsed, accountOf(world, line.phoneNumberId))
