import { readWebhookText } from '@guichet/cloud-api'
import { engine } from '@guichet/core'
import { memoryStore, realSurroundings, runtime, storeFailure, type StoreFailureKind } from '@guichet/runtime'
import { expect, test } from 'vitest'
import { importFeed } from '../src/follow/feed.ts'
import { beginning, noMark, type Followed } from '../src/follow/followed.ts'
import { patient } from '../src/follow/patient.ts'
import { startImport } from '../src/import/importer.ts'
import type { OpenStore } from '../src/store/with-store.ts'
import { conversations } from './support/traffic.ts'

/** A store that cannot commit while it is down. */
const failing = (kind: StoreFailureKind) => {
  const state = { isDown: false, commits: 0 }
  const store = memoryStore()
  const shaky = {
    ...store,
    commit: async (...change: Parameters<typeof store.commit>) => {
      state.commits++
      if (state.isDown) throw storeFailure(kind, 'the store is away')
      return store.commit(...change)
    },
  }
  const open: OpenStore = {
    store: shaky,
    runtime: runtime({
      engine: engine(),
      store: shaky,
      read: readWebhookText,
      transport: { send: async () => ({ outcome: 'unknown', reason: 'nobody answers' }) },
      surroundings: realSurroundings,
    }),
  }
  return { state, open }
}

const lines = conversations(6).split('\n').slice(0, -1)

/** Gives a line at a time, and counts how many were asked for. */
const feedOf = (asked: { lines: number }) =>
  (async function* (): AsyncGenerator<Followed, void> {
    yield { is: 'file', file: '-', from: beginning, mark: noMark }
    for (const line of lines) {
      asked.lines++
      yield { is: 'bytes', bytes: Buffer.from(`${line}\n`) }
    }
  })()

const nothing = async (): Promise<void> => undefined

test('a store that is away is waited for, longer and longer, and nothing more is read meanwhile', async () => {
  const { state, open } = failing('unavailable')
  const stopping = new AbortController()
  const asked = { lines: 0 }
  const durable: number[] = []
  const pauses: number[] = []
  const pause = async (_reason: string, delay: number): Promise<void> => {
    pauses.push(delay)
    expect(asked.lines).toBe(3)
    if (pauses.length === 7) state.isDown = false
  }
  const importer = startImport(patient(open, { stopped: stopping.signal, pause }), () => undefined)
  await importFeed(feedOf(asked), {
    importer,
    note: nothing,
    onDurable: async (cursor) => {
      const { line } = cursor.position()
      durable.push(line)
      if (line === 2) state.isDown = true
    },
  })
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  expect(durable).toEqual(lines.map((_, index) => index + 1))
  const { tally } = await importer.finish()
  expect(tally).toMatchObject({ lines: 12, absorbed: 18, duplicates: 0, unread: 0 })
})

test('a store that is away at the signal to end ends the feed, and nothing is called durable', async () => {
  const { state, open } = failing('unavailable')
  state.isDown = true
  const stopping = new AbortController()
  const pause = async (): Promise<void> => stopping.abort()
  const importer = startImport(patient(open, { stopped: stopping.signal, pause }), () => undefined)
  const durable: number[] = []
  const onDurable = async (): Promise<void> => void durable.push(1)
  const feed = importFeed(feedOf({ lines: 0 }), { importer, note: nothing, onDurable })
  await expect(feed).rejects.toThrow('the store is away')
  expect(durable).toEqual([])
})

test.each<StoreFailureKind>(['corrupt', 'unsuitable'])(
  'a store that is %s is not waited for',
  async (kind) => {
    const { state, open } = failing(kind)
    state.isDown = true
    const pause = (): Promise<void> => Promise.reject(new Error('it waits'))
    const stopped = new AbortController().signal
    const importer = startImport(patient(open, { stopped, pause }), () => undefined)
    const feed = importFeed(feedOf({ lines: 0 }), { importer, note: nothing, onDurable: nothing })
    await expect(feed).rejects.toThrow('the store is away')
  },
)

test('the next piece is asked for once the last one is durable and said to be', async () => {
  const { state, open } = failing('unavailable')
  const asked = { lines: 0 }
  const atCommit: number[] = []
  const importer = startImport(open, () => undefined)
  await importFeed(feedOf(asked), {
    importer,
    note: nothing,
    onDurable: async () => {
      await new Promise((resolve) => setImmediate(resolve))
      atCommit.push(asked.lines)
      expect(state.commits).toBe(asked.lines)
    },
  })
  expect(atCommit).toEqual(lines.map((_, index) => index + 1))
})
