import { HOUR } from '@guichet/core'
import type { Log } from '@guichet/http'

/** Work that comes again each hour. */
export interface Hourly {
  readonly stop: () => void
  /** Resolves when nothing of it is under way. */
  readonly settled: () => Promise<void>
}

/** Does the work now and each hour, one time after the other. A failure is logged, and the next hour tries again. */
export const hourly = (work: () => Promise<void>, log: Log, now: () => number): Hourly => {
  let underWay: Promise<void> | null = null
  const begin = (): void => {
    underWay ??= work()
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.name : typeof error
        log({ level: 'error', event: 'nothing forgotten', at: now(), reason })
      })
      .finally(() => {
        underWay = null
      })
  }
  begin()
  const timer = setInterval(begin, HOUR)
  timer.unref()
  return {
    stop: () => clearInterval(timer),
    settled: async () => {
      await underWay
    },
  }
}
