import { expect, test } from 'vitest'
import { memoryStore, storeFailure, storeOfPart, trailOf, type Store } from '../src/index.ts'
import { handTimer } from './support/hand-timer.ts'

const noted = (trail: ReturnType<typeof trailOf>, ...instants: readonly number[]): Promise<void> => {
  for (const at of instants) trail.note({ at, key: 'bot', action: `action ${at}` })
  return trail.settled()
}

const instantsIn = async (
  trail: ReturnType<typeof trailOf>,
  before: number | null = null,
  limit = 1000,
): Promise<readonly number[]> => (await trail.entries({ before, limit })).map(({ entry }) => entry.at)

test('the newest come first, page by page, and a new trail on the store has them', async () => {
  const store = memoryStore()
  await noted(trailOf({ store }), 1, 2, 3)
  const trail = trailOf({ store })
  await noted(trail, 4, 5)
  expect(await instantsIn(trail)).toEqual([5, 4, 3, 2, 1])
  const [, second] = await trail.entries({ before: null, limit: 2 })
  expect(second?.entry).toEqual({ at: 4, key: 'bot', action: 'action 4' })
  expect(await instantsIn(trail, second?.place, 2)).toEqual([3, 2])
})

test('what is older than an instant is forgotten, however much it is', async () => {
  const store = memoryStore()
  const trail = trailOf({ store })
  const instants = Array.from({ length: 1_700 }, (_, index) => index)
  await noted(trail, ...instants)
  expect(await trail.forget(1_600)).toBe(1_600)
  expect(await instantsIn(trail)).toEqual(instants.slice(1_600).toReversed())
  expect(await trail.forget(1_600)).toBe(0)
})

test('parts of a store have trails of their own', async () => {
  const store = memoryStore()
  const [one, other] = ['bakery', 'florist'].map((name) =>
    trailOf({ store: storeOfPart(store, { name, phoneNumbers: new Set(), accounts: new Set() }) }),
  )
  if (one === undefined || other === undefined) throw new Error('there are two')
  await noted(one, 1, 2)
  await noted(other, 3)
  expect([await instantsIn(one), await instantsIn(other)]).toEqual([[2, 1], [3]])
  expect(await one.forget(9)).toBe(2)
  expect([await instantsIn(one), await instantsIn(other)]).toEqual([[], [3]])
})

test('what the store refuses is tried again, and kept in its order', async () => {
  const store = memoryStore()
  let isDown = true
  const failing: Pick<Store, 'commit' | 'jobs' | 'changeJobs' | 'forgetJobs'> = {
    ...store,
    commit: (change) =>
      isDown ? Promise.reject(storeFailure('unavailable', 'it is away')) : store.commit(change),
  }
  const troubles: unknown[] = []
  const { timer, ring } = handTimer()
  const trail = trailOf({ store: failing, timer, onTrouble: (fault) => troubles.push(fault) })
  await noted(trail, 1, 2)
  await noted(trail, 3)
  expect(troubles).toHaveLength(1)
  isDown = false
  ring()
  await trail.settled()
  expect(await instantsIn(trail)).toEqual([3, 2, 1])
})
