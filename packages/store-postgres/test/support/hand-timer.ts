import type { Timer } from '@guichet/runtime'

/** A timer that rings when the test says so. */
export interface HandTimer {
  readonly timer: Timer
  /** How long each timer that is set waits, in milliseconds. */
  readonly waits: () => readonly number[]
  /** Rings all that are set. */
  readonly ring: () => void
}

export const handTimer = (): HandTimer => {
  const set = new Map<symbol, { readonly after: number; readonly ring: () => void }>()
  return {
    timer: (after, ring) => {
      const name = Symbol('timer')
      set.set(name, { after, ring })
      return () => set.delete(name)
    },
    waits: () => [...set.values()].map(({ after }) => after),
    ring: () => {
      const due = [...set.values()]
      set.clear()
      for (const { ring } of due) ring()
    },
  }
}
