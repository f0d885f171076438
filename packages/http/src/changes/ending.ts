/** Something that ends once. */
export interface Ending {
  readonly isOver: () => boolean
  /** Calls the listener when it ends, unless the returned function is called before. */
  readonly listen: (listener: () => void) => () => void
}

/**
 * The end that a signal announces. It may have many listeners: Node warns of a leak where many listen to a
 * signal itself.
 */
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
