import { Worker } from 'node:worker_threads'
import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { sqliteStore } from '../src/index.ts'
import { startWorker } from '../src/thread/start.ts'
import { threadStore } from '../src/thread/thread-store.ts'
import { withFile } from './support/folder.ts'
import { hold } from './support/hold.ts'
import { mortal, mortalWorker } from './support/mortal.ts'
import { bodyOf, journalOf, nextEvent, noon, wantedThread } from './support/rows.ts'
import { spinUntil } from './support/spin.ts'
import { told } from './support/told.ts'

const open = (path: string) => sqliteStore({ path, thread: 'own', busyTimeout: 60_000 })

describe('a store in its own thread', () => {
  it('goes on while the thread that called stands still', () =>
    withFile(async (path) => {
      const store = await open(path)
      const look = new Database(path)
      const count = look.prepare<[]>('select count(*) from journal').pluck()
      const letGo = hold(path)
      const committed = store.commit(bodyOf('entry'))
      letGo()
      // A store that works here would need a turn of this thread, for it found the file held.
      spinUntil(() => count.all()[0] === 1)
      expect(await committed).toBe('committed')
      look.close()
      await store.close()
    }))

  it('does what is asked in that order, however much is asked before the first answer', () =>
    withFile(async (path) => {
      const store = await open(path)
      const revisions = Array.from({ length: 100 }, (_, index) => index + 1)
      const answered: number[] = []
      const answers = revisions.map(async (revision) => {
        const [committed, loaded] = [store.commit(nextEvent(revision)), store.load(wantedThread)]
        expect(await committed).toBe('committed')
        expect((await loaded).threads[0]?.row.revision).toBe(revision)
        answered.push(revision)
      })
      await Promise.all(answers)
      expect(answered).toEqual(revisions)
      await store.close()
    }))

  it('fails in the same words and with the same cause as in the thread of the caller', () =>
    withFile(async (path) => {
      const letGo = hold(path)
      letGo()
      const both = [
        await sqliteStore({ path, busyTimeout: 0, thread: 'own' }),
        await sqliteStore({ path, busyTimeout: 0, thread: 'caller' }),
      ]
      const again = hold(path)
      const failures = await Promise.all(
        both.map((store) => store.commit(bodyOf('entry')).catch((thrown: unknown) => thrown)),
      )
      again()
      expect(failures[0]).toMatchObject({ kind: 'locked', cause: { rawCode: 5 } })
      expect(told(failures[0])).toEqual(told(failures[1]))
      for (const store of both) await store.close()
    }))

  it('rejects what cannot be sent to it, and works on', () =>
    withFile(async (path) => {
      const store = await open(path)
      const change = Object.assign(bodyOf('entry'), { more: () => {} })
      await expect(store.commit(change)).rejects.toMatchObject({ name: 'DataCloneError' })
      expect(await store.commit(bodyOf('entry'))).toBe('committed')
      await store.close()
    }))

  it('passes on an error that is no failure of the store', () =>
    withFile(async (path) => {
      const store = await open(path)
      const change = nextEvent(1)
      const threads = change.threads.map((thread) => ({ ...thread, row: { ...thread.row, newest: 0.5 } }))
      await expect(store.commit({ ...change, threads })).rejects.toMatchObject({ rawCode: 3091 })
      await store.close()
    }))
})

describe('closing it', () => {
  it('waits for what was asked before, and takes nothing more', () =>
    withFile(async (path) => {
      const store = await open(path)
      const letGo = hold(path)
      const committed = store.commit(bodyOf('entry'))
      const steps: string[] = []
      const followed = committed.then((answer) => steps.push(answer))
      const closed = store.close().then(() => steps.push('closed'))
      await expect(store.commit(bodyOf('late'))).rejects.toMatchObject({
        kind: 'unavailable',
        isCertain: true,
        message: expect.stringContaining('the store was closed'),
      })
      letGo()
      await Promise.all([followed, closed])
      expect(steps).toEqual(['committed', 'closed'])
      const again = await open(path)
      expect(await journalOf(again)).toEqual(['entry'])
      await again.close()
    }))

  it('ends the thread, and so does a file that cannot be opened', () =>
    withFile(async (path) => {
      const ends: string[] = []
      const start = (name: string, file: string) => {
        const worker = startWorker({ path: file, busyTimeout: 0 })
        worker.on('exit', () => ends.push(name))
        return threadStore(worker, file)
      }
      const store = await start('closed', path)
      expect(ends).toEqual([])
      await store.close()
      expect(ends).toEqual(['closed'])
      await expect(start('not opened', `${path}/none`)).rejects.toMatchObject({ kind: 'unavailable' })
      expect(ends).toEqual(['closed', 'not opened'])
    }))
})

const dead = (isCertain: boolean) =>
  expect.objectContaining({
    name: 'StoreFailure',
    kind: 'unavailable',
    isCertain,
    message: expect.stringMatching(/the thread that works on it has ended.*start this process again/),
  })

describe('a thread that ends by itself', () => {
  it('leaves nobody waiting: what was to write is uncertain', () =>
    withFile(async (path) => {
      const { store, end } = await mortal(path)
      await store.commit(bodyOf('before'))
      const letGo = hold(path)
      const writes = [
        store.commit(bodyOf('entry')),
        store.pruneJournal(noon + 1),
        store.erase({ threads: [], ids: ['x'], tombstones: [] }),
      ].map((write) => expect(write).rejects.toEqual(dead(false)))
      end()
      await Promise.all(writes)

      await expect(store.commit(bodyOf('later'))).rejects.toEqual(dead(true))
      await expect(store.phoneNumbers()).rejects.toEqual(dead(true))
      await store.close()
      letGo()
      const again = await open(path)
      expect(await journalOf(again)).toEqual(['before'])
      expect(await again.commit(bodyOf('after'))).toBe('committed')
      await again.close()
    }))

  it('leaves no reader waiting either: reading is certain to have changed nothing', () =>
    withFile(async (path) => {
      const { store } = await mortal(path, 250)
      await store.commit(bodyOf('first'))
      const reads = Array.from({ length: 500 }, () => journalOf(store).catch((thrown: unknown) => thrown))
      const failures = (await Promise.all(reads)).filter((answer) => answer instanceof Error)
      expect(failures).toHaveLength(251)
      for (const failure of failures) expect(failure).toEqual(dead(true))
      await store.close()
    }))

  it('says why', () =>
    withFile(async (path) => {
      const text = `
        const { parentPort } = require('node:worker_threads')
        parentPort.on('message', () => { throw new RangeError('no room') })
        parentPort.postMessage({ id: 0, result: null })`
      const store = await threadStore(new Worker(text, { eval: true }), path)
      await expect(store.phoneNumbers()).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringContaining('has ended: no room'),
        cause: { name: 'RangeError' },
      })
      await store.close()
    }))

  it('before it has opened the file is told by the opening', () =>
    withFile(async (path) => {
      await expect(threadStore(mortalWorker(path, 0), path)).rejects.toEqual(dead(true))
    }))

  it.each([0, 1, 3, 6])('amid changes, after %i answers, loses none of them and holds no lock', (answers) =>
    withFile(async (path) => {
      const { store } = await mortal(path, answers)
      const outcomes = Array.from({ length: 20 }, (_, index) => {
        const journal = Array.from({ length: 500 }, (__, part) => bodyOf(`${index}-${part}`).journal).flat()
        return store.commit({ ...nextEvent(index + 1), journal }).catch((thrown: unknown) => thrown)
      })
      expect(await Promise.all(outcomes)).toEqual([
        ...Array.from({ length: answers }, () => 'committed'),
        ...Array.from({ length: 20 - answers }, () => dead(false)),
      ])

      const again = await sqliteStore({ path, thread: 'own', busyTimeout: 1000 })
      const revision = (await again.load(wantedThread)).threads[0]?.row.revision ?? 0
      // One change more is stored than was told, for the thread ended before it told.
      expect(revision).toBeGreaterThan(answers)
      expect(revision).toBeLessThanOrEqual(20)
      expect(await journalOf(again)).toHaveLength(500 * revision)
      expect(await again.commit(nextEvent(revision + 1))).toBe('committed')
      await again.close()
    }),
  )
})
