import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR } from '@guichet/core'
import type { DispatchOutcome, Recording, Store } from '@guichet/runtime'
import { handTimer, until } from '../../runtime/test/support/hand-timer.ts'
import { accepted, bodyOf, start, worldOf } from '../../runtime/test/support/world.ts'
import { obstacleToDisks, withDisk } from './support/disk.ts'
import { withFile } from './support/folder.ts'
import { hold } from './support/hold.ts'
import { inEachThread } from './support/threads.ts'

const key = { phoneNumberId: '100', customer: '15550100001' }
const hello = {
  phoneNumberId: '100',
  recipient: key.customer,
  content: { kind: 'service' },
  body: {},
  key: 'order-1',
} as const

/** Sends, has trouble begin with WhatsApp's answer, and gives how to wait until the outcome is recorded. */
const sendInto = async (store: Store, outcome: DispatchOutcome, begin: () => void) => {
  const { timer, waits, ring } = handTimer()
  const { runtime, answers, dispatched } = worldOf({ store, timer })
  const told: Recording['is'][] = []
  runtime.onRecording(({ is }) => told.push(is))
  const at = start - HOUR
  await runtime.receive(bodyOf([{ type: 'customer-messaged', id: 'c1', at, kind: 'text', ...key }]))
  answers.push(() => {
    begin()
    return Promise.resolve(outcome)
  })
  await runtime.send(hello)
  /** Rings until it is recorded, or until the next try waits. */
  const tryAgain = async (): Promise<void> => {
    ring()
    await until(() => waits().length > 0 || runtime.unrecorded() === 0)
  }
  return { runtime, dispatched, told, tryAgain }
}

const obstacle = await obstacleToDisks()

inEachThread((open) => {
  describe('an outcome that a file does not take', () => {
    it('because another process holds it is recorded when it is free', () =>
      withFile(async (path) => {
        let release: () => void = () => {}
        const store = await open({ path, busyTimeout: 20 })
        const sent = await sendInto(store, accepted('wamid.1'), () => (release = hold(path)))
        const { runtime, dispatched, told, tryAgain } = sent
        await tryAgain()
        expect(await runtime.send(hello)).toMatchObject({
          outcome: 'accepted',
          isReplay: true,
          isRecorded: false,
        })
        expect(told).toEqual(['not-recorded'])
        release()
        await tryAgain()
        expect(told).toEqual(['not-recorded', 'recorded-late'])
        expect(dispatched).toHaveLength(1)
        await runtime.close()

        const next = worldOf({ store: await open({ path }) })
        expect(await next.runtime.send(hello)).toMatchObject({ outcome: 'accepted', wamid: 'wamid.1' })
        expect(next.dispatched).toEqual([])
        await next.runtime.close()
      }))

    describe('on a disk', () => {
      beforeEach(({ skip }) => skip(obstacle !== null, obstacle ?? ''))

      it('that is full is recorded when there is room', () =>
        withDisk(async ({ folder, fill }) => {
          let free: () => void = () => {}
          const store = await open({ path: join(folder, 'store.db') })
          const raw = { code: 131026, details: 'x'.repeat(500_000) }
          const refused = { outcome: 'refused', code: 131026, message: 'no', retryAfter: null, raw } as const
          const sent = await sendInto(store, refused, () => (free = fill()))
          const { runtime, dispatched, told, tryAgain } = sent
          await tryAgain()
          expect(await runtime.send(hello)).toMatchObject({ outcome: 'refused-by-whatsapp', isReplay: true })
          expect(told).toEqual(['not-recorded'])
          free()
          await tryAgain()
          expect(told).toEqual(['not-recorded', 'recorded-late'])
          expect(await runtime.intentsTo(key)).toMatchObject([{ state: { is: 'refused', raw } }])
          expect(dispatched).toHaveLength(1)
          await runtime.close()
        }))
    })
  })
})
