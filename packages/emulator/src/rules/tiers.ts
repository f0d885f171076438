import { purseOf, withinTier as withTypeLeft, type Line } from '@guichet/laws'
import { accountOf, type World } from '../world/world.ts'

/**
 * A line with its type by the month's free messages, as many as the rulebook in force gives. Deliveries arrive here in
 * the order of their time and id, so counting is enough.
 */
export const withinTier = (world: World, line: Line): Line => {
  const purse = purseIn(world, line)
  return purse === null ? line : withTypeLeft(line, world.tiersUsed.get(purse) ?? 0)
}

/** Uses one of the month's free messages, if the line counts as one. */
export const useTier = (world: World, line: Line): void => {
  const purse = purseIn(world, line)
  if (purse !== null) world.tiersUsed.set(purse, (world.tiersUsed.get(purse) ?? 0) + 1)
}

const purseIn = (world: World, line: Line): string | null =>
  purseOf(line, accountOf(world, line.phoneNumberId))
