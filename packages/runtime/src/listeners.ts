/** Those who listen to something. */
export interface Listeners<Told> {
  readonly tell: (told: Told) => void
  /** Calls the listener until the function that it gives is called. */
  readonly listen: (listener: (told: Told) => void) => () => void
  readonly count: () => number
}

/** What is stored is stored, and what is sent is sent: a listener's fault is its own. */
export const listeners = <Told>(): Listeners<Told> => {
  const all = new Set<(told: Told) => void>()
  return {
    tell: (told) => {
      for (const listener of all)
        try {
          listener(told)
        } catch {
          // Nobody else suffers by it.
        }
    },
    listen: (listener) => {
      all.add(listener)
      return () => {
        all.delete(listener)
      }
    },
    count: () => all.size,
  }
}
