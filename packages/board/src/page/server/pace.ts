/** The options of a pace. */
export interface PaceParts {
  /** Runs a function after that many milliseconds. */
  readonly later: (action: () => void, milliseconds: number) => void
  /** A clock that never goes back, in milliseconds. */
  readonly steady: () => number
}

/**
 * Runs an action on request, but never twice at a time, and never sooner than `interval` milliseconds after
 * the previous start. Requests meanwhile cause one more run.
 */
export const paced = (
  interval: number,
  action: () => Promise<void>,
  { later, steady }: PaceParts,
): (() => void) => {
  let isDue = false
  let isBusy = false
  const next = (earliest: number): void => {
    isBusy = true
    const wait = Math.max(0, earliest - steady())
    if (wait === 0) void run()
    else later(() => void run(), wait)
  }
  const run = async (): Promise<void> => {
    const beganAt = steady()
    isDue = false
    try {
      await action()
    } finally {
      later(
        () => {
          isBusy = false
          if (isDue) next(beganAt + interval)
        },
        Math.max(0, beganAt + interval - steady()),
      )
    }
  }
  return () => {
    isDue = true
    if (!isBusy) next(0)
  }
}
