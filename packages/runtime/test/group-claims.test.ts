import { expect, test } from 'vitest'
import { DAY, HOUR, isRight, type Event } from '@guichet/core'
import { bodyOf, worldOf } from './support/world.ts'

const group = { phoneNumberId: '100', customer: '120363025246125486' }
const at = Date.UTC(2026, 9, 5, 9)

const delivered = (participant: string, after: number): Event => ({
  type: 'message-status',
  id: `w/delivered/${participant}`,
  at: at + after,
  message: 'w',
  participant,
  status: 'delivered',
  ...group,
})

test('each participant of a group uses one of the free service messages of the month (OCT26-3, GRP-5)', async () => {
  const { runtime, store } = worldOf()
  const claimed = (): Promise<number> =>
    store.claimed({ phoneNumberIds: ['100'], month: '2026-10', until: at + DAY, limit: 1000 })
  const written = { type: 'customer-messaged', id: 'c', at: at - HOUR, kind: 'text', ...group } as const
  await runtime.receive(bodyOf([written]))
  await runtime.receive(
    bodyOf([
      { type: 'business-messaged', id: 'w', at, content: { kind: 'service' }, ...group },
      delivered('15550100001', 0),
      delivered('BR.2', 0),
    ]),
  )
  expect(await claimed()).toBe(2)
  await runtime.receive(bodyOf([delivered('4930100', HOUR)]))
  expect(await claimed()).toBe(3)
  const failed = { ...delivered('BR.2', HOUR), id: 'w/failed/BR.2', status: 'failed' } as Event
  await runtime.receive(bodyOf([failed]))
  expect(await claimed()).toBe(2)
  const answer = await runtime.ask(group, { kind: 'service' }, at + 2 * HOUR)
  expect(isRight(answer) ? answer.right.charge.tier?.used : answer).toBe(2)
})
