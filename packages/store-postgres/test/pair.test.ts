import { afterAll, beforeAll, expect, test } from 'vitest'
import { noChange } from '@guichet/runtime'
import { startPair, type Pair } from '@guichet/store-postgres/testing'
import { postgresStore } from '../src/index.ts'

let pair: Pair
beforeAll(async () => {
  pair = await startPair()
})
afterAll(() => pair.remove())

test('what was committed is there after the primary was killed, twice, with one handle of the store', async () => {
  const store = await postgresStore({ url: pair.url })
  const commit = (id: string): Promise<unknown> =>
    store.commit({ ...noChange, journal: [{ id, receivedAt: Date.UTC(2026, 9, 1), body: '{}' }] })
  const ids = async (): Promise<readonly string[]> =>
    (await store.journal({ after: null, limit: 10 })).map(({ id }) => id)
  await commit('1')
  pair.killPrimary()
  await expect(commit('2')).rejects.toMatchObject({ kind: 'unavailable' })
  await pair.promote()
  expect(await ids()).toContain('1')
  await commit('3')
  await pair.rejoin()
  await commit('4')
  pair.killPrimary()
  await pair.promote()
  expect(await ids()).toEqual(expect.arrayContaining(['1', '3', '4']))
  await store.close()
})
