import { DAY, HOUR, engine as engineOf, type Event, type Instant } from '@guichet/core'
import { expect, test } from 'vitest'
import { memoryPlace, runtime, type Dispatch, type MemoryPlace, type Runtime } from '../src/index.ts'
import { diceOf } from './processes/dice.ts'
import { dead, dyingStore } from './support/mortal.ts'
import { handTimer } from './support/hand-timer.ts'
import { accepted, bodyOf, readBody, start } from './support/world.ts'

const phoneNumberId = '100'
const count = 1_000

/** A process that ends at one of its steps: from then on it reads, writes and sends nothing. */
interface Mortal {
  readonly runtime: Runtime
  readonly look: () => Promise<void>
  readonly isDead: () => boolean
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 150; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

const startOn = async (
  place: MemoryPlace,
  clock: { readonly now: Instant },
  steps: number,
  dispatched: Dispatch[],
): Promise<Mortal> => {
  const bell = handTimer()
  let left = steps
  const step = (): boolean => (left -= 1) > 0
  let ids = 0
  const bound = runtime({
    engine: engineOf(),
    store: dyingStore(await place.open(), step),
    read: readBody,
    timer: bell.timer,
    transport: {
      send: async (message) => {
        if (!step()) throw dead()
        dispatched.push(message)
        return accepted(`wamid.${dispatched.length}`)
      },
    },
    surroundings: {
      now: () => clock.now,
      newId: () => `id ${steps} ${ids++} ${Math.random()}`,
      nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
    },
  })
  bound.workOnOutbox()
  return {
    runtime: bound,
    isDead: () => left <= 0,
    look: async () => {
      for (let rings = bell.waits().length; rings > 0; rings -= 1) bell.ring()
      await turns()
    },
  }
}

const customerOf = (index: number): string => `3363${String(index % 250).padStart(7, '0')}`

const wrote = (customer: string, at: Instant): Event => ({
  type: 'customer-messaged',
  id: `in ${customer}`,
  at,
  kind: 'text',
  phoneNumberId,
  customer,
})

test('of a thousand held messages each is sent once or dropped, however often the process is killed', async () => {
  const [place, dice, clock] = [memoryPlace(), diceOf(7), { now: start }]
  const dispatched: Dispatch[] = []
  const keeping = await place.open()
  let kills = 0
  let process = await startOn(place, clock, Infinity, dispatched)
  for (let index = 0; index < count; index += 1)
    await process.runtime.outbox.hold({
      request: {
        phoneNumberId,
        recipient: customerOf(index),
        content: { kind: 'service' },
        body: { index },
        key: `key ${index}`,
      },
      when: { is: 'open' },
      until: start + HOUR,
      atUntil: 'drop',
    })
  await process.runtime.close()
  // Four of five customers write.
  const waiting = Array.from({ length: 200 }, (_, index) => bodyOf([wrote(customerOf(index), start)]))
  while (waiting.length > 0 || clock.now < start + HOUR) {
    process = await startOn(place, clock, 20 + Math.floor(dice() * 700), dispatched)
    for (const body of waiting.slice(0, 8)) {
      const isTaken = await process.runtime.receive(body).then(
        () => true,
        () => false,
      )
      if (!isTaken) break
      waiting.shift()
    }
    await process.look()
    clock.now += 60_000
    await process.look()
    if (process.isDead()) kills += 1
    // It may be killed at its end, too.
    else await process.runtime.close().catch(() => undefined)
  }
  clock.now = start + DAY
  process = await startOn(place, clock, Infinity, dispatched)
  for (let looks = 0; looks < 20; looks += 1) {
    clock.now += 60_000
    await process.look()
  }
  const entries = await process.runtime.outbox.list({ isOver: null, after: null, limit: count + 1 })
  const sent = dispatched.map(({ body }) => (body as { readonly index: number }).index)
  expect(kills).toBeGreaterThan(10)
  expect(entries).toHaveLength(count)
  // Nothing waits, and what was sent was sent once.
  expect(entries.filter(({ outcome }) => outcome === null)).toEqual([])
  expect(new Set(sent).size).toBe(sent.length)
  for (const { key, recipient, outcome } of entries) {
    const isSent = sent.includes(Number(key.slice(4)))
    const mayBe = isSent ? ['accepted', 'unknown'] : ['expired', 'unknown']
    expect(mayBe, `${key} to ${recipient}`).toContain(outcome?.is)
  }
  const times = (is: string): number => entries.filter(({ outcome }) => outcome?.is === is).length
  expect(times('unknown')).toBeLessThanOrEqual(kills * 33)
  expect(times('expired')).toBeGreaterThanOrEqual(190)
  await process.runtime.close()
  await keeping.close()
}, 60_000)
