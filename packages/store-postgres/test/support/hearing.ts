import type { Changed } from '@guichet/runtime'

/** A listener that keeps what it hears. */
export interface Hearing {
  readonly hear: (one: Changed) => void
  /** Waits for a change of that kind that was not waited for before. */
  readonly next: (kind: Changed['is']) => Promise<void>
  /** Waits until all of these customers' threads were named, or `reload` was. */
  readonly allOf: (customers: readonly string[]) => Promise<void>
}

export const hearing = (): Hearing => {
  const all: Changed[] = []
  let wake = (): void => undefined
  const turn = (): Promise<void> => new Promise((resolve) => (wake = resolve))
  const isNamed = (customer: string): boolean =>
    all.some((one) => one.is === 'reload' || (one.is === 'thread' && one.customer === customer))
  return {
    hear: (one) => {
      all.push(one)
      wake()
    },
    next: async (kind) => {
      for (;;) {
        const found = all.findIndex(({ is }) => is === kind)
        if (found >= 0) return void all.splice(0, found + 1)
        await turn()
      }
    },
    allOf: async (customers) => {
      while (!customers.every(isNamed)) await turn()
    },
  }
}
