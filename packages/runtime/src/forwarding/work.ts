import { DAY, HOUR, MINUTE, type Duration, type Instant } from '@guichet/core'
import { workerOf, type Worker } from '../jobs/worker.ts'
import type { Surroundings, Timer } from '../ports.ts'
import type { JobChange, JobRow } from '../store/jobs.ts'
import type { Store } from '../store/store.ts'
import { changesTogether } from './changes.ts'
import type { ForwardWork } from './forwarding.ts'
import { wordsOf, type ParcelWords } from './parcel.ts'

interface Input extends ForwardWork {
  readonly store: Store
  readonly surroundings: Surroundings
  readonly timer: Timer
  /** Names this process. */
  readonly holder: string
}

/** Parcels that are on their way at once. */
const mostAtOnce = 32
const portion = 500
/** What an endpoint does not take for so long is dead. */
const longestTry: Duration = 3 * DAY
/** What was delivered stays in the log for so long. */
const kept: Duration = 3 * DAY

/** Delivers what waits for an endpoint, for each customer in the order in which it came. */
export const workOnForward = (input: Input): Worker => {
  const { store, surroundings, timer, queue, holder, deliver, onDead = () => undefined } = input
  const { onFailure = () => undefined } = input
  const { now } = surroundings
  const underWay = new Map<string, { readonly lanes: readonly string[]; readonly done: Promise<void> }>()
  const changes = changesTogether(store)
  /** How often in a row the endpoint took nothing, and until when it is left alone. */
  let refusals = 0
  let pausedUntil: Instant | null = null
  let forgottenAt: Instant | null = null

  const round = async (): Promise<void> => {
    const at = now()
    if (forgottenAt === null || at >= forgottenAt + HOUR) {
      forgottenAt = at
      await store.forgetJobs(queue, at - kept)
    }
    if (pausedUntil !== null && at < pausedUntil) return
    const most = refusals > 0 ? 1 : mostAtOnce
    const held = new Set([...underWay.values()].flatMap(({ lanes }) => lanes))
    for (let after: number | null = null; underWay.size < most;) {
      const jobs: readonly JobRow[] = await store.jobs({
        queue,
        state: 'waiting',
        order: 'oldest',
        after,
        limit: portion,
      })
      for (const job of jobs) {
        const words = wordsOf(job)
        const mayGo =
          underWay.size < most &&
          !underWay.has(job.id) &&
          (words.retryAt === null || words.retryAt <= at) &&
          !words.lanes.some((lane) => held.has(lane))
        if (mayGo) begin(job, words)
        for (const lane of words.lanes) held.add(lane)
      }
      after = jobs.at(-1)?.place ?? null
      if (jobs.length < portion) return
    }
  }

  const begin = (job: JobRow, words: ParcelWords): void => {
    const done = deliverOne(job, words)
      .catch(onFailure)
      .finally(() => {
        underWay.delete(job.id)
        worker.nudge()
      })
    underWay.set(job.id, { lanes: words.lanes, done })
  }

  const deliverOne = async (job: JobRow, words: ParcelWords): Promise<void> => {
    const [stored] = await store.jobsById([job.id])
    if (stored === undefined || stored.state !== 'waiting') return
    const failed = await deliver({
      event: words.event ?? '*',
      signature: words.signature,
      payload: stored.payload,
      ...(words.traceparent === undefined ? {} : { traceparent: words.traceparent }),
    })
    const at = now()
    if (failed === null) {
      refusals = 0
      pausedUntil = null
      const text = textOf({ ...words, attempts: words.attempts + 1, reason: null, retryAt: null })
      return changes.make(ended(stored, 'done', at, text))
    }
    if (failed.fault === 'target') {
      refusals += 1
      pausedUntil = at + backOff(refusals, 1_000, 30_000)
    }
    const attempts = words.attempts + 1
    const isDead = at - words.since >= longestTry
    const retryAt = failed.fault === 'target' || isDead ? null : at + backOff(attempts, 5_000, 15 * MINUTE)
    const text = textOf({ ...words, attempts, reason: failed.reason, retryAt })
    if (isDead) onDead(job.id, failed.reason)
    return changes.make(
      isDead
        ? { ...ended(stored, 'dead', at, text), payload: null }
        : { ...ended(stored, 'waiting', at, text), endedAt: null, payload: null },
    )
  }

  const worker = workerOf({
    store,
    queue,
    holder,
    now,
    timer,
    round,
    idle: async () => void (await Promise.all([...underWay.values()].map(({ done }) => done))),
    onFailure,
  })
  return worker
}

const textOf = (words: ParcelWords): string => JSON.stringify(words)

const ended = (job: JobRow, state: JobRow['state'], endedAt: Instant, text: string): JobChange => {
  const { id, revision } = job
  return { id, expected: revision, state, awaits: null, dueAt: null, endedAt, text, payload: '', adds: [] }
}

/** Twice as long with every failure. */
const backOff = (failures: number, first: Duration, longest: Duration): Duration =>
  Math.min(longest, first * 2 ** Math.min(failures - 1, 20))
