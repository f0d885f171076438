import type { Duration } from '@guichet/core'

/** The longest that a timer runs; it takes anything above for nothing at all. */
const LONGEST_TIMEOUT: Duration = 2 ** 31 - 1

/** Ends in time, with `late`, also where the work does not heed its signal. */
export const within = async <Result>(
  timeout: Duration,
  late: Result,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const outOfTime = new Promise<Result>((resolve) => {
    timer = setTimeout(
      () => {
        resolve(late)
        controller.abort()
      },
      Math.min(timeout, LONGEST_TIMEOUT),
    )
  })
  try {
    return await Promise.race([outOfTime, work(controller.signal)])
  } finally {
    clearTimeout(timer)
  }
}
