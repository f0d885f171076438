import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plausible } from '../../laws/src/generators/plausible.ts'
import { wild } from '../../laws/src/generators/wild.ts'
import { memoryPlace, memoryStore, type Store } from '../src/index.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { answersLikeTheFold, recent, undisputed } from './support/fold.ts'

const handlesOnOne = async (count: number): Promise<readonly Store[]> => {
  const place = memoryPlace()
  return Promise.all(Array.from({ length: count }, () => place.open()))
}

describe.each([
  ['plausible', plausible],
  ['wild', wild],
])('what arrives by %s webhooks', (_name, stories) => {
  test.each([
    { how: 'all at once, in shared commits', atOnce: true, cachedThreads: 100, processes: 1 },
    {
      how: 'all at once, in commits beside each other',
      atOnce: true,
      cachedThreads: 100,
      enoughForAnotherCommit: 1,
      processes: 1,
    },
    { how: 'one after the other, nothing kept in memory', atOnce: false, cachedThreads: 0, processes: 1 },
    { how: 'by two processes in turn', atOnce: false, cachedThreads: 100, processes: 2 },
  ])('gives the answers of the pure fold: $how', async ({ processes, ...way }) => {
    await holdsLater(
      undisputed(stories),
      async (story) => answersLikeTheFold(story, { ...way, handles: await handlesOnOne(processes) }),
      25,
    )
  })
})

test('webhooks that three processes take in at once come to the same', async () => {
  await holdsLater(
    recent(undisputed(plausible)),
    async (story) =>
      answersLikeTheFold(story, { atOnce: true, cachedThreads: 2, handles: await handlesOnOne(3) }),
    40,
  )
})

test('mutant: a runtime that loses every tenth event is refuted', async () => {
  const keeps = (_: unknown, index: number): boolean => index % 10 !== 3
  const checked = await fc.check(
    fc.asyncProperty(undisputed(plausible), (story) =>
      answersLikeTheFold(story, { atOnce: true, cachedThreads: 10, handles: [memoryStore()], keeps }),
    ),
    { numRuns: 200, endOnFailure: true },
  )
  expect(checked.failed).toBe(true)
})
