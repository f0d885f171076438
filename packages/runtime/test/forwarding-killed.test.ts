import { MINUTE, engine as engineOf, type Event } from '@guichet/core'
import { expect, test } from 'vitest'
import { memoryPlace, runtime } from '../src/index.ts'
import { diceOf } from './processes/dice.ts'
import { handTimer } from './support/hand-timer.ts'
import { dyingStore } from './support/mortal.ts'
import { bodyOf, readBody, start } from './support/world.ts'

const queue = 'forward:bot'
const count = 200

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 150; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

const customerOf = (index: number): string => `3363998000${index % 7}`

const wrote = (index: number): Event => ({
  type: 'customer-messaged',
  id: `in ${index}`,
  at: start + index,
  kind: 'text',
  phoneNumberId: '100',
  customer: customerOf(index),
})

test('while the bot is down and the gateway is killed, every webhook arrives, in order for each customer', async () => {
  const [place, dice, clock] = [memoryPlace(), diceOf(3), { now: start }]
  const keeping = await place.open()
  const arrived: number[] = []
  let kills = 0
  let next = 0
  const isDown = (): boolean => clock.now >= start + 10_000 && clock.now < start + 10_000 + MINUTE
  const startOne = async (steps: number) => {
    let left = steps
    const step = (): boolean => (left -= 1) > 0
    const bell = handTimer()
    let ids = 0
    const bound = runtime({
      engine: engineOf(),
      store: dyingStore(await place.open(), step),
      read: readBody,
      timer: bell.timer,
      transport: { send: async () => ({ outcome: 'failed', reason: '', retryAfter: 1 }) },
      surroundings: {
        now: () => clock.now,
        newId: () => `process ${kills} ${steps} ${(ids += 1)}`,
        nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
      },
    })
    bound.forwarding.work({
      queue,
      deliver: async ({ payload }) => {
        if (left <= 0 || isDown()) return { reason: 'it cannot be reached', fault: 'target' }
        // Now and then the bot stumbles over one.
        if (dice() < 0.05) return { reason: 'it answered 500', fault: 'parcel' }
        arrived.push(Number(payload))
        return null
      },
    })
    const look = async (): Promise<void> => {
      for (let rings = bell.waits().length; rings > 0; rings -= 1) bell.ring()
      await turns()
    }
    return { bound, look, isDead: () => left <= 0 }
  }
  while (next < count || clock.now < start + 2 * MINUTE) {
    const process = await startOne(8 + Math.floor(dice() * 90))
    for (let rounds = 0; rounds < 3; rounds += 1) {
      for (let some = 0; some < 4 && next < count; some += 1) {
        const isTaken = await process.bound
          .receive(bodyOf([wrote(next)]), { queues: [queue], signature: 's', payload: `${next}` })
          .then(
            () => true,
            () => false,
          )
        // What was not acknowledged WhatsApp sends again.
        if (!isTaken) break
        next += 1
      }
      clock.now += 1_000
      await process.look()
    }
    if (process.isDead()) kills += 1
    else await process.bound.close().catch(() => undefined)
  }
  const last = await startOne(Infinity)
  for (let looks = 0; looks < 60; looks += 1) {
    clock.now += MINUTE
    await last.look()
  }
  expect(kills).toBeGreaterThan(5)
  const first = [...new Set(arrived)]
  expect(first.toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: count }, (_, index) => index),
  )
  for (let one = 0; one < 7; one += 1) {
    const own = first.filter((index) => index % 7 === one)
    expect(own).toEqual(own.toSorted((left, right) => left - right))
  }
  const left = await last.bound.forwarding.list({ queues: [queue], state: 'waiting', limit: 9 })
  expect(left).toEqual([])
  await last.bound.close()
  await keeping.close()
}, 60_000)
