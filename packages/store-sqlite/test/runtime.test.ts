import Database from 'libsql'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { HOUR, type Event } from '@guichet/core'
import { bodyOf, start, worldOf } from '../../runtime/test/support/world.ts'
import { obstacleToDisks, withDisk } from './support/disk.ts'
import { withFile } from './support/folder.ts'
import { inEachThread } from './support/threads.ts'

const key = { phoneNumberId: '100', customer: '15550100001' }
const spoken = (id: string, size = 1): Event => ({
  type: 'customer-messaged',
  id,
  at: start - HOUR,
  kind: 'k'.repeat(size),
  ...key,
})
const hello = {
  phoneNumberId: '100',
  recipient: key.customer,
  content: { kind: 'service' },
  body: {},
  key: 'order-1',
} as const

const obstacle = await obstacleToDisks()

inEachThread((open) => {
  describe('the runtime on a file', () => {
    it('that another process holds acknowledges and sends nothing, and goes on when it is free', () =>
      withFile(async (path) => {
        const { runtime, dispatched } = worldOf({ store: await open({ path, busyTimeout: 20 }) })
        await runtime.receive(bodyOf([spoken('c1')]))
        const other = new Database(path)
        other.exec('begin exclusive')
        await expect(runtime.receive(bodyOf([spoken('c2')]))).rejects.toMatchObject({ kind: 'locked' })
        await expect(runtime.send(hello)).rejects.toMatchObject({ kind: 'locked' })
        expect(dispatched).toEqual([])
        other.exec('rollback')
        other.close()
        expect(await runtime.receive(bodyOf([spoken('c2')]))).toMatchObject({ absorbed: 1 })
        expect(await runtime.send(hello)).toMatchObject({ outcome: 'accepted', isReplay: false })
        await runtime.close()
      }))

    it('that comes back after a restart knows threads, intents and what closes soon', () =>
      withFile(async (path) => {
        const first = worldOf({ store: await open({ path }) })
        await first.runtime.receive(bodyOf([spoken('c1')]))
        await first.runtime.send(hello)
        await first.runtime.close()
        const next = worldOf({ store: await open({ path }) })
        expect(await next.runtime.send(hello)).toMatchObject({ outcome: 'accepted', isReplay: true })
        expect(next.dispatched).toEqual([])
        expect(await next.runtime.receive(bodyOf([spoken('c1')]))).toMatchObject({ duplicates: 1 })
        expect(await next.runtime.due('window', 24 * HOUR)).toMatchObject([key])
        await next.runtime.close()
      }))
  })

  describe('the runtime on a disk', () => {
    it('that is full loses nothing that it acknowledged, and goes on when there is room', ({ skip }) => {
      skip(obstacle !== null, obstacle ?? '')
      return withDisk(async ({ folder, fill }) => {
        const path = join(folder, 'store.db')
        const { runtime } = worldOf({ store: await open({ path }) })
        await runtime.receive(bodyOf([spoken('c1', 500)]))
        const free = fill()
        const large = JSON.stringify({
          events: [JSON.parse(bodyOf([spoken('c2')])).events[0]],
          more: 'x'.repeat(300_000),
        })
        await expect(runtime.receive(large)).rejects.toMatchObject({ kind: 'full' })
        expect((await runtime.events(key)).map(({ id }) => id)).toEqual(['c1'])
        free()
        expect(await runtime.receive(large)).toMatchObject({ absorbed: 1 })
        expect((await runtime.events(key)).map(({ id }) => id)).toEqual(['c1', 'c2'])
        await runtime.close()
      })
    })
  })
})
