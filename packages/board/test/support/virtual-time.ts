/** Time that passes only when it is told to. */
export interface VirtualTime {
  readonly now: () => number
  readonly later: (action: () => void, milliseconds: number) => void
  /** Lets time pass until nothing is left to do, and what was promised is kept. */
  readonly runAll: () => Promise<void>
}

export const virtualTime = (): VirtualTime => {
  let now = 0
  let ordinal = 0
  const waiting: { readonly at: number; readonly ordinal: number; readonly action: () => void }[] = []
  return {
    now: () => now,
    later: (action, milliseconds) => {
      waiting.push({ at: now + Math.max(0, milliseconds), ordinal: ordinal++, action })
      waiting.sort((a, b) => a.at - b.at || a.ordinal - b.ordinal)
    },
    runAll: async () => {
      for (;;) {
        await settled()
        const next = waiting.shift()
        if (next === undefined) return
        now = next.at
        next.action()
      }
    },
  }
}

/** Everything that can go on without time passing has gone on. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
