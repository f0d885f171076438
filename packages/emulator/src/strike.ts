import type { Faults } from './faults.ts'
import type { World } from './world/world.ts'

/** Does a fault occur here? Occurrences are counted. */
export const strikes = (world: World, fault: keyof Faults, about: string | number): boolean => {
  if (world.roll(fault, about) >= world.faults[fault]) return false
  world.faultsMet[fault]++
  return true
}
