/** Something that comes to an end once. */
export interface Ending {
  readonly isOver: () => boolean
  /** Calls the listener when it ends, until the function that it gives is called. */
  readonly listen: (listener: () => void) => () => void
}

/** The end that a signal tells of. Many may listen: Node warns of a leak where many listen to a signal itself. */
export const endingOf = (signal: AbortSignal): Ending => {
  const listeners = new Set<() => void>()
  signal.addEventListener('abort', () => {
    for (const listener of listeners) listener()
  })
  return {
    isOver: () => signal.aborted,
    listen: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
