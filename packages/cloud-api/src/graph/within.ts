import type { Duration } from '@guichet/core'

/** The longest delay of a timer; Node fires longer ones at once. */
const LONGEST_TIMEOUT: Duration = 2 ** 31 - 1

/** Resolves in time, with `late`, even if the work ignores its signal. */
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
