import type { Duration, Instant } from '@guichet/core'
import type { Timer } from '../ports.ts'
import type { JobStore } from '../store/jobs.ts'

/** Works on a queue while this process has its lease. */
export interface Worker {
  /** There may be something to do. */
  readonly nudge: () => void
  /** Begins nothing more, and resolves when what was begun is done. */
  readonly stop: () => Promise<void>
}

export interface WorkerInput {
  readonly store: Pick<JobStore, 'lease'>
  readonly queue: string
  /** Names this process. */
  readonly holder: string
  readonly now: () => Instant
  readonly timer: Timer
  /** Begins what is due. What goes on afterwards is awaited by `idle`. */
  readonly round: () => Promise<void>
  readonly idle: () => Promise<void>
  /** A round that rejected; the next one tries again. */
  readonly onFailure: (failure: unknown) => void
}

/** How often a worker looks by itself. */
export const lookEvery: Duration = 1_000

/** A process that is gone is replaced so soon. */
const leaseLength: Duration = 4_000
const renewAfter: Duration = 1_500

export const workerOf = (input: WorkerInput): Worker => {
  const { store, queue, holder, now, timer, round, idle, onFailure } = input
  let leasedAt: Instant | null = null
  let isStopped = false
  let isNudged = false
  let running: Promise<void> | null = null
  let stopTimer: () => void = () => undefined

  const isOurs = async (): Promise<boolean> => {
    const at = now()
    if (leasedAt !== null && at >= leasedAt && at < leasedAt + renewAfter) return true
    const isLeased = await store.lease({ queue, holder, at, length: leaseLength })
    leasedAt = isLeased ? at : null
    return isLeased
  }

  /** One round, and another one for as long as something came meanwhile. */
  const work = async (): Promise<void> => {
    isNudged = false
    try {
      if (await isOurs()) await round()
    } catch (failure) {
      onFailure(failure)
    }
    if (isNudged && !isStopped) return work()
    running = null
  }

  const nudge = (): void => {
    if (isStopped) return
    isNudged = true
    running ??= Promise.resolve().then(work)
  }

  const tick = (): void => {
    if (isStopped) return
    nudge()
    stopTimer = timer(lookEvery, tick)
  }
  tick()

  return {
    nudge,
    stop: async () => {
      isStopped = true
      stopTimer()
      await running
      await idle()
      if (leasedAt !== null) await store.lease({ queue, holder, at: now(), length: 0 }).catch(() => false)
      leasedAt = null
    },
  }
}
