import { copyFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { withFile } from './support/folder.ts'
import { bodyOf, journalOf } from './support/rows.ts'
import { inEachThread } from './support/threads.ts'

/** Lets go of what nobody refers to, as it happens to every process some time. */
const collectGarbage = async (): Promise<void> => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('Node gives no gc function.')
  for (let round = 0; round < 5; round += 1) {
    collect()
    await turn()
  }
}

inEachThread((open) => {
  describe('closing', () => {
    it('leaves one file, which can be moved', () =>
      withFile(async (path) => {
        const store = await open({ path })
        await store.commit(bodyOf('entry'))
        await store.close()
        const folder = dirname(path)
        expect(readdirSync(folder)).toEqual(['store.db'])

        const moved = join(folder, 'moved.db')
        renameSync(path, moved)
        const again = await open({ path: moved })
        expect(await journalOf(again)).toEqual(['entry'])
        await again.close()
      }))

    it('twice is once, and nothing can be done afterwards', () =>
      withFile(async (path) => {
        const store = await open({ path })
        await store.close()
        await store.close()
        const failure = expect.objectContaining({ kind: 'unavailable', isCertain: true })
        await expect(store.commit(bodyOf('entry'))).rejects.toEqual(failure)
        await expect(journalOf(store)).rejects.toEqual(failure)
      }))

    it('does nothing to another file that takes the place later', () =>
      withFile(async (path) => {
        const [other, log] = [`${path}-other`, `${path}-wal`]
        const first = await open({ path })
        await first.commit(bodyOf('first'))
        await first.close()
        copyFileSync(path, other)
        rmSync(path)
        renameSync(other, path)

        const second = await open({ path })
        await second.commit(bodyOf('second'))
        await collectGarbage()
        expect(readdirSync(dirname(path))).toContain('store.db-wal')
        copyFileSync(path, other)
        copyFileSync(log, `${other}-wal`)
        await second.close()

        const copy = await open({ path: other })
        expect(await journalOf(copy)).toEqual(['first', 'second'])
        await copy.close()
      }))
  })

  describe('a file that is removed or replaced while in use', () => {
    it('takes nothing more until it is back', () =>
      withFile(async (path) => {
        const store = await open({ path })
        await store.commit(bodyOf('before'))
        renameSync(path, `${path}-away`)
        const failure = expect.objectContaining({
          kind: 'unavailable',
          message: expect.stringMatching(/removed or replaced/),
        })
        await expect(store.commit(bodyOf('nowhere'))).rejects.toEqual(failure)
        await expect(journalOf(store)).rejects.toEqual(failure)
        copyFileSync(`${path}-away`, path)
        await expect(store.commit(bodyOf('elsewhere'))).rejects.toEqual(failure)
        renameSync(`${path}-away`, path)
        expect(await store.commit(bodyOf('back'))).toBe('committed')
        expect(await journalOf(store)).toEqual(['back', 'before'])
        await store.close()
      }))
  })
})
