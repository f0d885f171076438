import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { withFile } from './support/folder.ts'
import { bodyOf, journalOf } from './support/rows.ts'
import { inEachThread } from './support/threads.ts'

inEachThread((open) => {
  describe('a file that another connection holds', () => {
    it('is waited for, while this process goes on', () =>
      withFile(async (path) => {
        const store = await open({ path, busyTimeout: 60_000 })
        const other = new Database(path)
        other.exec('begin exclusive')
        const committed = store.commit(bodyOf('entry'))
        // The commit comes here while it waits: SQLite's own waiting would never let this line have a turn.
        other.exec('rollback')
        expect(await committed).toBe('committed')
        other.close()
        await store.close()
      }))

    it('is given up after the time, and taken again when it is free', () =>
      withFile(async (path) => {
        const store = await open({ path, busyTimeout: 20 })
        const other = new Database(path)
        other.exec('begin exclusive')
        await expect(store.commit(bodyOf('entry'))).rejects.toMatchObject({
          kind: 'locked',
          isCertain: true,
          message: expect.stringContaining(path),
        })
        expect(await journalOf(store)).toEqual([])
        other.exec('rollback')
        expect(await store.commit(bodyOf('entry'))).toBe('committed')
        other.close()
        await store.close()
      }))

    it('cannot be opened meanwhile when it is new', () =>
      withFile(async (path) => {
        const other = new Database(path)
        other.exec('begin exclusive')
        await expect(open({ path, busyTimeout: 20 })).rejects.toMatchObject({ kind: 'locked' })
        other.exec('rollback')
        other.close()
        await (await open({ path })).close()
      }))

    it('a reader stops no writer, and reads what was there when it began', () =>
      withFile(async (path) => {
        const store = await open({ path, busyTimeout: 0 })
        await store.commit(bodyOf('before'))
        const reader = new Database(path)
        const count = reader.prepare<[]>('select count(*) from journal').pluck()
        reader.exec('begin')
        expect(count.all()).toEqual([1])
        expect(await store.commit(bodyOf('after'))).toBe('committed')
        expect(count.all()).toEqual([1])
        reader.exec('commit')
        expect(count.all()).toEqual([2])
        reader.close()
        await store.close()
      }))
  })
})
