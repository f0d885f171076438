import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { sqliteStore } from '../src/index.ts'
import { withFile } from './support/folder.ts'
import { journalOf, nextEvent, wantedThread } from './support/rows.ts'

describe('a backup that is made while the store is in use', () => {
  it('is a store with all that was committed before', () =>
    withFile(async (path) => {
      const store = await sqliteStore({ path })
      for (let revision = 1; revision <= 20; revision += 1) await store.commit(nextEvent(revision))
      const tool = new Database(path)
      tool.exec(`vacuum into '${path}-backup'`)
      tool.close()
      expect(await store.commit(nextEvent(21))).toBe('committed')

      const backup = await sqliteStore({ path: `${path}-backup` })
      const { threads } = await backup.load(wantedThread)
      expect(threads.map(({ tail }) => tail.length)).toEqual([20])
      expect(await journalOf(backup)).toHaveLength(20)
      await backup.close()
      await store.close()
    }))
})
