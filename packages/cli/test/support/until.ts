import { setTimeout as pause } from 'node:timers/promises'

/** Resolves once the condition holds. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await holds())) await pause(5)
}
