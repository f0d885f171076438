import { perform, type Action } from '../control/action.ts'
import type { Instant } from '../time/instant.ts'
import type { World } from '../world/world.ts'

/** Something that somebody does at an emulated instant. */
export interface Scene {
  readonly at: Instant
  readonly action: Action
}

/** Puts scenes on the agenda; what cannot be done when its time has come is left out. */
export const play = (world: World, scenes: readonly Scene[]): void => {
  for (const { at, action } of scenes) world.agenda.plan(at, () => void perform(world, action))
}
