import { nameOf } from '../threads/name.ts'
import type { Work } from './work.ts'

/** A piece of work, and whom to tell what came of it. */
export interface Waiting {
  readonly work: Work<unknown>
  readonly resolve: (result: unknown) => void
  readonly reject: (failure: unknown) => void
}

/** The same, once it is in the queue. */
export interface Queued extends Waiting {
  /** Of the threads that it concerns. */
  readonly names: readonly string[]
}

/** Pieces of work in the order in which they came. Some are taken out together, as a batch. */
export interface Queue {
  readonly length: () => number
  readonly push: (waiting: Waiting) => void
  /**
   * Takes the first pieces whose threads nobody is at work on. One that has to wait lets others pass, but none
   * that concerns a thread of its own: what was handed in first about a thread is done first.
   */
  readonly take: () => readonly Queued[]
  /** Those pieces are done, so their threads are free. */
  readonly release: (batch: readonly Queued[]) => void
}

/** A commit of so many characters is large enough; a webhook body may have three million. */
const largestText = 16_000_000

/** A queue that gives at most that many pieces at once, and at most `largestText` characters, or one piece. */
export const queueOf = (largestBatch: number): Queue => {
  let queue: Queued[] = []
  const held = new Set<string>()

  return {
    length: () => queue.length,
    push: (waiting) => queue.push({ ...waiting, names: waiting.work.threads.map(nameOf) }),
    take: () => {
      const batch: Queued[] = []
      const passedOver: Queued[] = []
      const awaited = new Set<string>()
      let size = 0
      let next = 0
      for (const waiting of queue) {
        const { work, names } = waiting
        if (names.some((name) => held.has(name) || awaited.has(name))) {
          for (const name of names) awaited.add(name)
          passedOver.push(waiting)
        } else {
          size += work.size ?? 0
          if (batch.length > 0 && (batch.length >= largestBatch || size > largestText)) break
          batch.push(waiting)
        }
        next++
      }
      queue = [...passedOver, ...queue.slice(next)]
      for (const { names } of batch) for (const name of names) held.add(name)
      return batch
    },
    release: (batch) => {
      for (const { names } of batch) for (const name of names) held.delete(name)
    },
  }
}
