import fc from 'fast-check'
import { expect, test } from 'vitest'
import { queueOf, type Queue as QueueOf, type Queued } from '../src/ledger/queue.ts'
import { fixedSeed, assertEach } from '../../core/test/support/check.ts'

/** A piece of work that concerns those threads. */
const waitingFor = ({ threads, size, isForAll }: Push): Queued => ({
  names: threads.map(String),
  size,
  isForAll,
})

const threadsOf = (batch: readonly Queued[]): readonly string[] => batch.flatMap(({ names }) => names)

type Queue = QueueOf<Queued>

interface Push {
  readonly does: 'push'
  readonly threads: readonly number[]
  readonly size: number
  readonly isForAll: boolean
}

type Step = Push | { readonly does: 'take' } | { readonly does: 'release'; readonly which: number }

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        does: fc.constant('push' as const),
        threads: fc.array(fc.nat(5), { maxLength: 3 }),
        size: fc.constantFrom(0, 5_000_000, 20_000_000),
        isForAll: fc.constantFrom(false, false, false, true),
      }),
    },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('take' as const) }) },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('release' as const), which: fc.nat() }) },
  ),
  { maxLength: 60 },
)

const largestBatch = 4

/** Does every step as told, then takes and releases what is left; checks on the way. */
const isSound = (queue: Queue, story: readonly Step[]): boolean => {
  const pushed: Queued[] = []
  const taken: Queued[] = []
  const underWay: (readonly Queued[])[] = []
  const take = (): boolean => {
    const batch = queue.take()
    const held = new Set(threadsOf(underWay.flat()))
    const text = batch.reduce((sum, { size }) => sum + size, 0)
    if (threadsOf(batch).some((thread) => held.has(thread))) return false
    if (batch.length > 0 && underWay.flat().some(({ isForAll }) => isForAll)) return false
    if (batch.length > largestBatch || (batch.length > 1 && text > 16_000_000)) return false
    // Nobody waits for nothing.
    if (batch.length === 0 && queue.length() > 0 && underWay.length === 0) return false
    taken.push(...batch)
    if (batch.length > 0) underWay.push(batch)
    return true
  }
  for (const step of story) {
    if (step.does === 'push') {
      const waiting = waitingFor(step)
      pushed.push(waiting)
      queue.push(waiting)
    } else if (step.does === 'take') {
      if (!take()) return false
    } else {
      const [batch] = underWay.splice(step.which % Math.max(1, underWay.length), 1)
      if (batch !== undefined) queue.release(batch)
    }
    if (queue.length() !== pushed.length - taken.length) return false
  }
  while (queue.length() > 0) {
    for (const batch of underWay.splice(0)) queue.release(batch)
    if (!take()) return false
  }
  const works = new Set(taken)
  return works.size === pushed.length && taken.length === pushed.length && inOrder(pushed, taken)
}

/** Are the pieces that concern a thread taken in the order in which they were handed in? */
const inOrder = (pushed: readonly Queued[], taken: readonly Queued[]): boolean =>
  [0, 1, 2, 3, 4, 5].every((thread) => {
    const about = (all: readonly Queued[]): readonly Queued[] =>
      all.filter((one) => threadsOf([one]).includes(`${thread}`))
    const [before, after] = [about(pushed), about(taken)]
    return before.every((piece, index) => after[index] === piece)
  })

test('batches under way share no thread, wait for what counts for all, and take all about a thread once, in order', () => {
  assertEach(
    fc.property(steps, (story) => isSound(queueOf(largestBatch), story)),
    2_000,
  )
})

/** Whether a queue that is wrong in that way is found out. */
const isRefuted = (wrong: (queue: Queue) => Queue): boolean =>
  fc.check(
    fc.property(steps, (story) => isSound(wrong(queueOf(largestBatch)), story)),
    { seed: fixedSeed, numRuns: 2_000, endOnFailure: true },
  ).failed

test.each<[string, (queue: Queue) => Queue]>([
  [
    'forgets the threads that are under way',
    (queue) => ({
      ...queue,
      take: () => {
        const batch = queue.take()
        queue.release(batch)
        return batch
      },
    }),
  ],
  [
    'goes on beside what counts for all',
    (queue) => ({
      ...queue,
      take: () => {
        const batch = queue.take()
        queue.release(batch.map((piece) => ({ ...piece, names: [] })))
        return batch
      },
    }),
  ],
  ['never lets a thread go', (queue) => ({ ...queue, release: () => {} })],
  ['takes the newest first', (queue) => ({ ...queue, take: () => queue.take().toReversed() })],
])('mutant: a queue that %s is refuted', (_, wrong) => {
  expect(isRefuted(wrong)).toBe(true)
})
