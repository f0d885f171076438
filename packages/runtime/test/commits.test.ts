import { expect, test } from 'vitest'
import { engine, type Event } from '@guichet/core'
import { bodyOf, readBody, start, worldOf } from './support/world.ts'
import { memoryStore, realSurroundings, runtime, type Store } from '../src/index.ts'

const spoken = (id: string): Event => ({
  type: 'customer-messaged',
  id,
  at: start,
  kind: 'text',
  phoneNumberId: '100',
  customer: '15550100001',
})

/** A runtime that notes its commits. */
const noting = (store: Store) => {
  const conflicted: boolean[] = []
  const noted = runtime({
    engine: engine(),
    store,
    read: readBody,
    transport: { send: async () => ({ outcome: 'unknown', reason: 'nobody answers' }) },
    surroundings: { ...realSurroundings, now: () => start },
    onCommit: (commit) => conflicted.push(commit.conflicted),
  })
  return { runtime: noted, conflicted }
}

test('each commit is reported, also one that lost a race and is decided anew', async () => {
  const store = memoryStore()
  const other = worldOf({ store })
  let isFirst = true
  const { runtime: noted, conflicted } = noting({
    ...store,
    commit: async (change) => {
      if (isFirst) await other.runtime.receive(bodyOf([spoken('theirs')]))
      isFirst = false
      return store.commit(change)
    },
  })
  await noted.receive(bodyOf([spoken('ours')]))
  expect(conflicted).toEqual([true, false])
})

test('a commit that the store does not answer is not reported', async () => {
  const { runtime: noted, conflicted } = noting({
    ...memoryStore(),
    commit: () => Promise.reject(new Error('the store is gone')),
  })
  await expect(noted.receive(bodyOf([spoken('ours')]))).rejects.toThrow('the store is gone')
  expect(conflicted).toEqual([])
})
