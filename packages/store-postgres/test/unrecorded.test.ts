import { expect, test } from 'vitest'
import { HOUR } from '@guichet/core'
import type { DispatchOutcome, Recording } from '@guichet/runtime'
import { handTimer, until } from '../../runtime/test/support/hand-timer.ts'
import { accepted, bodyOf, start as noon, worldOf } from '../../runtime/test/support/world.ts'
import { postgresStore } from '../src/index.ts'
import { newSchema } from './support/places.ts'
import { withOwnServer } from './support/suite.ts'

const key = { phoneNumberId: '100', customer: '15550100001' }
const hello = {
  phoneNumberId: '100',
  recipient: key.customer,
  content: { kind: 'service' },
  body: {},
  key: 'order-1',
} as const

await withOwnServer('an outcome that a server does not take', ({ url, start, stop }) => {
  const outcomes: readonly (readonly [DispatchOutcome, object])[] = [
    [accepted('wamid.1'), { outcome: 'accepted', wamid: 'wamid.1' }],
    [{ outcome: 'unknown', reason: 'time-out' }, { outcome: 'unknown' }],
  ]

  test.each(outcomes)(
    'because it was stopped is recorded when it is back: $outcome',
    async (outcome, expected) => {
      const { timer, waits, ring } = handTimer()
      const options = { url, schema: newSchema() }
      const { runtime, answers, dispatched } = worldOf({ store: await postgresStore(options), timer })
      const told: Recording['is'][] = []
      runtime.onRecording(({ is }) => told.push(is))
      const at = noon - HOUR
      await runtime.receive(bodyOf([{ type: 'customer-messaged', id: 'c1', at, kind: 'text', ...key }]))
      answers.push(() => {
        stop('immediate')
        return Promise.resolve(outcome)
      })
      expect(await runtime.send(hello)).toMatchObject({ ...expected, isReplay: false })
      ring()
      await until(() => waits().length > 0)
      // Neither can it be read, but this process knows.
      expect(await runtime.send(hello)).toMatchObject({ ...expected, isReplay: true })
      await expect(runtime.send({ ...hello, key: 'order-2' })).rejects.toMatchObject({ kind: 'unavailable' })

      await start()
      ring()
      await until(() => waits().length > 0 || runtime.unrecorded() === 0)
      expect(told).toEqual(['not-recorded', 'recorded-late'])
      expect(dispatched).toHaveLength(1)
      await runtime.close()

      const next = worldOf({ store: await postgresStore(options) })
      expect(await next.runtime.send(hello)).toMatchObject({ ...expected, isReplay: true })
      expect(next.dispatched).toEqual([])
      await next.runtime.close()
    },
  )
})
