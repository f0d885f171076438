import type { Timer } from '../../src/index.ts'

/** A timer that is rung by hand. */
export interface HandTimer {
  readonly timer: Timer
  /** How long each waits that was not rung yet. */
  readonly waits: () => readonly number[]
  /** Rings the one that has waited longest; tells how long it had to wait, `null` where none waits. */
  readonly ring: () => number | null
}

export const handTimer = (): HandTimer => {
  const waiting: { readonly after: number; readonly ring: () => void }[] = []
  return {
    timer: (after, ring) => {
      const one = { after, ring }
      waiting.push(one)
      return () => {
        const index = waiting.indexOf(one)
        if (index !== -1) waiting.splice(index, 1)
      }
    },
    waits: () => waiting.map(({ after }) => after),
    ring: () => {
      const one = waiting.shift()
      one?.ring()
      return one?.after ?? null
    },
  }
}

/** Waits, turn by turn, until it is so. */
export const until = async (isTrue: () => boolean): Promise<void> => {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}
