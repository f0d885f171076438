import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, type Event } from '@guichet/core'
import {
  memoryStore,
  storeFailure,
  type DispatchOutcome,
  type Recording,
  type SendRequest,
  type Store,
} from '../src/index.ts'
import { handTimer } from './support/hand-timer.ts'
import { accepted, bodyOf, start, worldOf } from './support/world.ts'

const customer = '15550100001'
const spoken: Event = {
  type: 'customer-messaged',
  id: 'c1',
  at: start - HOUR,
  kind: 'text',
  phoneNumberId: '100',
  customer,
  aliases: ['US.1'],
}

const hello = (more: Partial<SendRequest> = {}): SendRequest => ({
  phoneNumberId: '100',
  recipient: customer,
  content: { kind: 'service' },
  body: { to: customer, type: 'text', text: { body: 'hello' } },
  key: 'order-1',
  ...more,
})

/** A store that can be made to fail, and a timer that is rung by hand. */
const world = async () => {
  const store = memoryStore()
  const trouble = { fails: false, alsoReads: false }
  const fault = (): never => {
    throw storeFailure('full', 'no space is left')
  }
  const failing: Store = {
    ...store,
    commit: async (change) => (trouble.fails ? fault() : store.commit(change)),
    load: async (wanted) => (trouble.fails && trouble.alsoReads ? fault() : store.load(wanted)),
  }
  const { timer, waits, ring: ringOne } = handTimer()
  const made = worldOf({ store: failing, timer })
  const told: Recording[] = []
  made.runtime.onRecording((one) => told.push(one))
  await made.runtime.receive(bodyOf([spoken]))
  /** Rings the timer that waits, and lets what it begins come to its end. */
  const ring = async (): Promise<number | null> => {
    const after = ringOne()
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
    return after
  }
  /** Sends, and has the store fail from WhatsApp's answer on. */
  const sendUnrecorded = async (outcome: DispatchOutcome = accepted('wamid.1'), key = 'order-1') => {
    made.answers.push(() => {
      trouble.fails = true
      return Promise.resolve(outcome)
    })
    return made.runtime.send(hello({ key }))
  }
  return { ...made, durable: store, trouble, waits, ring, told, sendUnrecorded }
}

const outcomes: readonly (readonly [string, DispatchOutcome, object])[] = [
  ['accepted', accepted('wamid.1'), { outcome: 'accepted', wamid: 'wamid.1' }],
  [
    'refused',
    { outcome: 'refused', code: 131026, message: 'no', retryAfter: null, raw: {} },
    { outcome: 'refused-by-whatsapp', code: 131026 },
  ],
  [
    'failed',
    { outcome: 'failed', reason: 'throttled', retryAfter: HOUR },
    { outcome: 'failed', reason: 'throttled', retryAfter: HOUR },
  ],
  ['unknown', { outcome: 'unknown', reason: 'time-out' }, { outcome: 'unknown', reason: 'time-out' }],
]

describe('an outcome that the store does not take', () => {
  test.each(outcomes)('is recorded as soon as it does: %s', async (_, outcome, expected) => {
    const { runtime, durable, trouble, ring, told, sendUnrecorded } = await world()
    expect(await sendUnrecorded(outcome)).toMatchObject(expected)
    expect(runtime.unrecorded()).toBe(1)
    expect([await ring(), await ring(), await ring()]).toEqual([1000, 2000, 4000])
    trouble.fails = false
    await ring()
    expect(runtime.unrecorded()).toBe(0)
    expect(told.map(({ is }) => is)).toEqual(['not-recorded', 'recorded-late'])
    expect(told.map((one) => one.outcome)).toEqual([outcome.outcome, outcome.outcome])
    // Another process is told the same.
    const other = worldOf({ store: durable })
    expect(await other.runtime.send(hello())).toMatchObject({ ...expected, isReplay: true })
    expect(other.dispatched).toEqual([])
  })

  test.each(outcomes)('is what the same key is answered with meanwhile: %s', async (_, outcome, expected) => {
    const { runtime, dispatched, trouble, clock, sendUnrecorded } = await world()
    await sendUnrecorded(outcome)
    for (const alsoReads of [false, true])
      for (const recipient of [customer, 'US.1']) {
        trouble.alsoReads = alsoReads
        expect(await runtime.send(hello({ recipient }))).toMatchObject({ ...expected, isReplay: true })
        expect(
          await runtime.send(hello({ recipient, body: { type: 'text', text: { body: 'bye' } } })),
        ).toEqual({ outcome: 'key-reused' })
      }
    // Others take the message for one of unknown fate by then.
    clock.now += 2 * MINUTE
    trouble.alsoReads = false
    if (outcome.outcome !== 'failed')
      expect(await runtime.send(hello({ evenIfUnknown: true }))).toMatchObject(expected)
    expect(dispatched).toHaveLength(1)
  })

  test('is recorded by the next request with the key, where the store takes it by then', async () => {
    const { runtime, dispatched, trouble, told, sendUnrecorded } = await world()
    await sendUnrecorded()
    trouble.fails = false
    expect(await runtime.send(hello())).toMatchObject({
      outcome: 'accepted',
      isReplay: true,
      isRecorded: true,
    })
    expect(told.map(({ is, message }) => [is, message])).toEqual([
      ['not-recorded', 'wamid.1'],
      ['recorded-late', 'wamid.1'],
    ])
    expect(dispatched).toHaveLength(1)
  })

  test('is no message of unknown fate: it is not on the list, and cannot be given up', async () => {
    const { runtime, clock, sendUnrecorded } = await world()
    await sendUnrecorded()
    clock.now += 2 * MINUTE
    expect(await runtime.openIntents()).toEqual([])
    expect(await runtime.intentsTo({ phoneNumberId: '100', customer })).toMatchObject([
      { state: { is: 'accepted', wamid: 'wamid.1' } },
    ])
    expect(await runtime.giveUp({ phoneNumberId: '100', recipient: customer, key: 'order-1' })).toBe(false)
  })

  test('does not hide what is refused for another key, nor what the store cannot tell', async () => {
    const { runtime, trouble, sendUnrecorded } = await world()
    await sendUnrecorded()
    trouble.alsoReads = true
    await expect(runtime.send(hello({ key: 'order-2' }))).rejects.toMatchObject({ kind: 'full' })
    await expect(runtime.send(hello({ phoneNumberId: '101' }))).rejects.toMatchObject({ kind: 'full' })
  })

  test('waits ten seconds at most, and is tried with all others once one is taken', async () => {
    const { runtime, trouble, waits, ring, sendUnrecorded } = await world()
    for (const number of [1, 2, 3]) {
      trouble.fails = false
      await sendUnrecorded(accepted(`wamid.${number}`), `key-${number}`)
    }
    expect([runtime.unrecorded(), waits().length]).toEqual([3, 1])
    const rung: (number | null)[] = []
    for (let times = 0; times < 9; times++) rung.push(await ring())
    expect(rung).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000, 10_000, 10_000, 10_000])
    trouble.fails = false
    await ring()
    expect([runtime.unrecorded(), waits()]).toEqual([0, []])
    await sendUnrecorded(accepted('wamid.4'), 'key-4')
    expect(waits()).toEqual([1000])
  })

  test.each([false, true])(
    'is tried for the last time when the runtime is closed (fails: %s)',
    async (fails) => {
      const { runtime, trouble, waits, told, sendUnrecorded } = await world()
      await sendUnrecorded()
      trouble.fails = fails
      await runtime.close()
      expect(told.at(-1)?.is).toBe(fails ? 'given-up' : 'recorded-late')
      expect(waits()).toEqual([])
    },
  )

  test('does not undo what became of the message meanwhile', async () => {
    const { runtime, trouble, dispatched, ring, clock, sendUnrecorded } = await world()
    await sendUnrecorded({ outcome: 'unknown', reason: 'time-out' })
    trouble.fails = false
    const callbackData = dispatched[0]?.callbackData ?? ''
    const echo = { callbackData, message: 'wamid.7', phoneNumberId: '100', customer, at: clock.now }
    await runtime.receive(bodyOf([], [echo]))
    await ring()
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted', wamid: 'wamid.7' })
    expect(dispatched).toHaveLength(1)
  })

  test('of a runtime whose listener throws is recorded all the same', async () => {
    const { runtime, trouble, ring, sendUnrecorded } = await world()
    runtime.onRecording(() => {
      throw new Error('oops')
    })
    expect(await sendUnrecorded()).toMatchObject({ outcome: 'accepted' })
    trouble.fails = false
    await ring()
    expect(runtime.unrecorded()).toBe(0)
  })
})
