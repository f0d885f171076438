import { isStoreFailure, type Store } from '@guichet/runtime'
import { expect, test } from 'vitest'
import { changeOf, makeThreads, noon, revisionOf, threadPart, upTo } from './support/changes.ts'
import { failureOf } from './support/failing.ts'
import { newSchema, withClient, withStore } from './support/places.ts'
import { untilWaiting } from './support/stall.ts'
import { withOwnServer } from './support/suite.ts'

await withOwnServer('a server that goes away', ({ url, start, stop }) => {
  test('what was acknowledged is there after a crash under load, and the same handle works on', async () => {
    await withStore({ url, connections: 8 }, async (store) => {
      const log: Log = { acknowledged: [], failures: [] }
      const writers = upTo(8).map((writer) => writeUntilFailure(store, writer, log))
      while (log.acknowledged.length < 200) await store.commit(changeOf({}))
      stop('immediate')
      await Promise.all(writers)
      expect(log.failures.map(({ kind }) => kind)).toEqual(writers.map(() => 'unavailable'))

      const down = await failureOf(store.commit(changeOf({})))
      expect(down).toMatchObject({ kind: 'unavailable', isCertain: true })
      expect(down.message).toContain('ECONNREFUSED')

      await start()
      const stored = await store.journal({ after: null, limit: 100_000 })
      const ids = new Set(stored.map(({ id }) => id))
      expect(log.acknowledged.filter((id) => !ids.has(id))).toEqual([])
      // All that is stored was acknowledged, except for what the failures left uncertain.
      const uncertain = log.failures.filter(({ isCertain }) => !isCertain).length
      expect(stored.length - log.acknowledged.length).toBeLessThanOrEqual(uncertain)
      await expect(store.commit(changeOf({ journal: [entry('later')] }))).resolves.toBe('committed')
    })
  })

  test('connections that break while nothing is asked of them are no failure of the next question', async () => {
    await withStore({ url, connections: 3 }, async (store) => {
      await makeThreads(store, ['anna'])
      await Promise.all(upTo(3).map(() => revisionOf(store, 'anna')))
      stop('fast')
      await start()
      expect(await revisionOf(store, 'anna')).toBe(1)
    })
  })

  test('a commit whose connection is ended is uncertain, stores nothing when it was not done, and can be tried again', async () => {
    const schema = newSchema()
    await withStore({ url, schema }, async (store) => {
      await makeThreads(store, ['anna'])
      const change = changeOf({ journal: [entry('one')], threads: [threadPart('anna', 2)] })
      await withClient(url, async (client) => {
        await client.query('BEGIN')
        await client.query(`SELECT FROM "${schema}".threads FOR UPDATE`)
        const failing = failureOf(store.commit(change))
        await untilWaiting(url, schema, 1)
        await withClient(url, (other) =>
          other.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE wait_event_type = 'Lock' AND query LIKE '%commit_change%' AND pid <> pg_backend_pid()`),
        )
        expect(await failing).toMatchObject({ kind: 'unavailable', isCertain: false })
      })
      expect(await revisionOf(store, 'anna')).toBe(1)
      expect(await store.journal({ after: null, limit: 1 })).toEqual([])
      await expect(store.commit(change)).resolves.toBe('committed')
    })
  })
})

interface Log {
  readonly acknowledged: string[]
  readonly failures: { readonly kind: string; readonly isCertain: boolean }[]
}

const entry = (id: string): { readonly id: string; readonly receivedAt: number; readonly body: string } => ({
  id,
  receivedAt: noon,
  body: id,
})

/** Appends to a thread of its own, with a journal entry each time, until the store fails. */
const writeUntilFailure = async (store: Store, writer: number, log: Log): Promise<void> => {
  for (let revision = 1; ; revision += 1) {
    const id = `${writer}/${revision}`
    try {
      const threads = [threadPart(`customer ${writer}`, revision)]
      const outcome = await store.commit(changeOf({ journal: [entry(id)], threads }))
      if (outcome === 'committed') log.acknowledged.push(id)
    } catch (thrown) {
      if (!isStoreFailure(thrown)) throw thrown
      log.failures.push(thrown)
      return
    }
  }
}
