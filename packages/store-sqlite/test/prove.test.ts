import { statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isStoreFailure, type Store } from '@guichet/runtime'
import { obstacleToDisks, withDisk } from './support/disk.ts'
import { withFolder } from './support/folder.ts'
import { hold } from './support/hold.ts'
import { bodyOf } from './support/rows.ts'
import { inEachThread } from './support/threads.ts'

const obstacle = await obstacleToDisks()
const large = 'x'.repeat(200_000)

/** The kind of failure that the proof meets; `null` where it holds. */
const proofOf = (store: Store): Promise<string | null> =>
  store.prove().then(
    () => null,
    (thrown: unknown) => (isStoreFailure(thrown) ? thrown.kind : String(thrown)),
  )

inEachThread((open) => {
  describe('a proof that commits are possible', () => {
    it('holds, writes for good, and makes the file no larger however often it is asked for', () =>
      withFolder(async (folder) => {
        const path = join(folder, 'store.db')
        const store = await open({ path })
        for (let count = 0; count < 20; count += 1) expect(await proofOf(store)).toBeNull()
        await store.close()
        const { size } = statSync(path)
        const again = await open({ path })
        for (let count = 0; count < 200; count += 1) await again.prove()
        await again.close()
        expect(statSync(path).size).toBe(size)
      }))

    it('fails while another program holds the file, and holds again when it lets go', () =>
      withFolder(async (folder) => {
        const path = join(folder, 'store.db')
        const store = await open({ path, busyTimeout: 50 })
        const release = hold(path)
        expect(await proofOf(store)).toBe('locked')
        release()
        expect(await proofOf(store)).toBeNull()
        await store.close()
      }))

    it.each([0.9, 0.5, 0.1])('fails where only %f of the file are left', (left) =>
      withFolder(async (folder) => {
        const path = join(folder, 'store.db')
        const before = await open({ path })
        for (let count = 0; count < 10; count += 1) await before.commit(bodyOf(`entry ${count}`, large))
        await before.close()
        const store = await open({ path })
        expect(await proofOf(store)).toBeNull()
        truncateSync(path, Math.floor(statSync(path).size * left))
        expect(await proofOf(store)).toBe('corrupt')
        await store.close()
      }),
    )

    it('fails on a full disk, and holds again when there is room', ({ skip }) => {
      skip(obstacle !== null, obstacle ?? '')
      return withDisk(async ({ folder, fill }) => {
        const store = await open({ path: join(folder, 'store.db') })
        await store.commit(bodyOf('before', large))
        const free = fill()
        expect(await proofOf(store)).toBe('full')
        free()
        expect(await proofOf(store)).toBeNull()
        await store.close()
      })
    })
  })
})
