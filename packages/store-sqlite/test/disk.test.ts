import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { obstacleToDisks, withDisk } from './support/disk.ts'
import { bodyOf, journalOf } from './support/rows.ts'
import { inEachThread } from './support/threads.ts'

const obstacle = await obstacleToDisks()

const large = 'x'.repeat(200_000)

inEachThread((open) => {
  describe('a disk', () => {
    beforeEach(({ skip }) => skip(obstacle !== null, obstacle ?? ''))

    it('that is full takes no change, answers questions, and takes changes again when there is room', () =>
      withDisk(async ({ folder, fill }) => {
        const path = join(folder, 'store.db')
        const store = await open({ path })
        await store.commit(bodyOf('before', large))
        const free = fill()
        for (const id of ['one', 'two'])
          await expect(store.commit(bodyOf(id, large))).rejects.toMatchObject({
            kind: 'full',
            isCertain: true,
            message: expect.stringContaining(path),
          })
        expect(await journalOf(store)).toEqual(['before'])
        free()
        expect(await store.commit(bodyOf('after', large))).toBe('committed')
        await store.close()

        const again = await open({ path })
        expect(await journalOf(again)).toEqual(['after', 'before'])
        await again.close()
      }))

    it('that is full holds no new store until there is room', () =>
      withDisk(async ({ folder, fill }) => {
        const path = join(folder, 'store.db')
        const free = fill()
        await expect(open({ path })).rejects.toMatchObject({ kind: 'full' })
        free()
        const store = await open({ path })
        expect(await store.commit(bodyOf('entry'))).toBe('committed')
        await store.close()
      }))

    it('that is full does not keep a store from being closed and opened', () =>
      withDisk(async ({ folder, fill }) => {
        const path = join(folder, 'store.db')
        const store = await open({ path })
        await store.commit(bodyOf('entry', large))
        const free = fill()
        await store.close()
        free()
        const again = await open({ path })
        expect(await journalOf(again)).toEqual(['entry'])
        await again.close()
      }))

    it.each(['store.db', 'new.db'])('that is read-only: %s cannot be opened', (name) =>
      withDisk(async ({ folder, withReadOnlyView }) => {
        await (await open({ path: join(folder, 'store.db') })).close()
        await withReadOnlyView(async (view) => {
          const path = join(view, name)
          await expect(open({ path })).rejects.toMatchObject({
            kind: 'read-only',
            message: expect.stringContaining(path),
          })
        })
      }),
    )

    it('that is read-only: a store in use elsewhere cannot be opened', () =>
      withDisk(async ({ folder, withReadOnlyView }) => {
        const store = await open({ path: join(folder, 'store.db') })
        await withReadOnlyView((view) =>
          expect(open({ path: join(view, 'store.db') })).rejects.toMatchObject({ kind: 'read-only' }),
        )
        expect(await store.commit(bodyOf('entry'))).toBe('committed')
        await store.close()
      }))
  })
})
