import { perform, type Action } from '../control/action.ts'
import type { Instant } from '../time/instant.ts'
import type { World } from '../world/world.ts'

/** An action at an emulated instant. */
export interface Scene {
  readonly at: Instant
  readonly action: Action
}

/** Schedules scenes; an action that is impossible at its time is left out. */
export const play = (world: World, scenes: readonly Scene[]): void => {
  for (const { at, action } of scenes) world.agenda.plan(at, () => void perform(world, action))
}
