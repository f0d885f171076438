import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, isRight, type Event, type ThreadKey } from '@guichet/core'
import {
  callbackDataOf,
  memoryStore,
  storeFailure,
  type DispatchOutcome,
  type SendRequest,
  type Store,
} from '../src/index.ts'
import { accepted, bodyOf, start, worldOf } from './support/world.ts'

const key: ThreadKey = { phoneNumberId: '100', customer: '15550100001' }
const address = { phoneNumberId: '100', recipient: '15550100001' }

const spoken = (at: number, id = 'c1'): Event => ({ type: 'customer-messaged', id, at, kind: 'text', ...key })

const hello = (more: Partial<SendRequest> = {}): SendRequest => ({
  ...address,
  content: { kind: 'service' },
  body: { type: 'text', text: { body: 'hello' } },
  key: 'order-1',
  ...more,
})

const openWorld = async () => {
  const world = worldOf()
  await world.runtime.receive(bodyOf([spoken(start - HOUR)]))
  return world
}

describe('a message that the rules allow', () => {
  test('is handed to WhatsApp once, with its intent for WhatsApp to echo', async () => {
    const { runtime, dispatched } = await openWorld()
    expect(await runtime.send(hello())).toMatchObject({
      outcome: 'accepted',
      wamid: 'wamid.1',
      isReplay: false,
      isRecorded: true,
      answer: { answer: 'allowed', validUntil: start + 23 * HOUR },
    })
    expect(dispatched).toHaveLength(1)
    expect(dispatched[0]).toMatchObject({ phoneNumberId: '100', attempt: 0, body: hello().body })
    const [intent] = await runtime.intentsTo(key)
    expect(dispatched[0]?.callbackData).toBe(callbackDataOf(intent?.id ?? ''))
    expect(intent?.state).toEqual({ is: 'accepted', wamid: 'wamid.1', by: 'answer' })
    expect(await runtime.openIntents()).toEqual([])
  })

  // what WhatsApp dates its answer, beside our clock · when the message counts as sent
  test.each([
    ['three seconds later, for our clock is slow', 3_000, 3_000],
    ['half an hour earlier, for our clock is fast', -30 * MINUTE, -30 * MINUTE],
    ['a day later', 24 * HOUR, 24 * HOUR],
    ['more than a day later: that is no clock', 24 * HOUR + 1, 0],
    ['more than a day earlier', -24 * HOUR - 1, 0],
  ])('counts from when WhatsApp took it: %s', async (_, date, counted) => {
    const { runtime, answers } = await openWorld()
    answers.push(() => Promise.resolve({ ...accepted('wamid.7'), at: start + date }))
    await runtime.send(hello())
    const sent = (await runtime.events(key)).find(({ id }) => id === 'wamid.7')
    expect(sent?.at).toBe(start + counted)
  })

  test('is in the thread’s history, as a response', async () => {
    const { runtime } = await openWorld()
    await runtime.send(hello())
    expect((await runtime.events(key)).map(({ type, id }) => [type, id])).toEqual([
      ['customer-messaged', 'c1'],
      ['business-messaged', 'wamid.1'],
    ])
    const view = await runtime.view(key)
    expect(isRight(view) && view.right.conversation?.startedAt).toBe(start)
  })

  test('is not sent again under the same key', async () => {
    const { runtime, dispatched } = await openWorld()
    await runtime.send(hello())
    expect(await runtime.send(hello())).toMatchObject({
      outcome: 'accepted',
      wamid: 'wamid.1',
      isReplay: true,
    })
    expect(dispatched).toHaveLength(1)
  })

  test('is sent once by any number of requests at the same time', async () => {
    const { runtime, dispatched } = await openWorld()
    const results = await Promise.all(Array.from({ length: 20 }, () => runtime.send(hello())))
    expect(dispatched).toHaveLength(1)
    const told = results.map((one) =>
      one.outcome === 'accepted' ? [one.wamid, one.isReplay] : [one.outcome],
    )
    expect(told.filter(([wamid]) => wamid === 'wamid.1')).toHaveLength(20)
    expect(told.filter(([, isReplay]) => isReplay === false)).toHaveLength(1)
  })

  test('is a new one without a key', async () => {
    const { runtime, dispatched } = await openWorld()
    const { key: _, ...without } = hello()
    await runtime.send(without)
    await runtime.send(without)
    expect(dispatched).toHaveLength(2)
  })

  test('is another one to another customer under the same key', async () => {
    const { runtime, dispatched } = await openWorld()
    await runtime.receive(bodyOf([{ ...spoken(start), customer: '15550100002' }]))
    await runtime.send(hello())
    await runtime.send(hello({ recipient: '15550100002' }))
    expect(dispatched).toHaveLength(2)
  })

  test('is refused when the same key comes with another message', async () => {
    const { runtime, dispatched } = await openWorld()
    await runtime.send(hello())
    expect(await runtime.send(hello({ body: { type: 'text', text: { body: 'bye' } } }))).toEqual({
      outcome: 'key-reused',
    })
    expect(dispatched).toHaveLength(1)
  })

  test('is remembered under the ids that WhatsApp names', async () => {
    const { runtime, answers } = await openWorld()
    answers.push(() => Promise.resolve(accepted('wamid.9', { waId: '15550100001', userId: 'US.9' })))
    await runtime.send(hello())
    expect((await runtime.events({ ...key, customer: 'US.9' })).map(({ id }) => id)).toEqual([
      'c1',
      'wamid.9',
    ])
    expect((await runtime.find(key))?.aliases).toEqual(['US.9'])
  })
})

describe('a message that the rules refuse', () => {
  test('never leaves, and says why and what to do', async () => {
    const { runtime, dispatched } = worldOf()
    const result = await runtime.send(hello())
    expect(result).toMatchObject({
      outcome: 'refused-by-rule',
      answer: { answer: 'refused', reasons: [{ code: 'service-window-closed' }] },
    })
    expect(dispatched).toEqual([])
    expect(await runtime.intentsTo(key)).toEqual([])
  })

  test('may be sent under the same key once the customer has written', async () => {
    const { runtime, dispatched } = worldOf()
    await runtime.send(hello())
    await runtime.receive(bodyOf([spoken(start)]))
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted', isReplay: false })
    expect(dispatched).toHaveLength(1)
  })

  test('is refused from the very end of the window on', async () => {
    const { runtime, clock } = await openWorld()
    clock.now = start + 23 * HOUR - 1
    expect(await runtime.send(hello({ key: 'a' }))).toMatchObject({ outcome: 'accepted' })
    clock.now = start + 23 * HOUR
    expect(await runtime.send(hello({ key: 'b' }))).toMatchObject({ outcome: 'refused-by-rule' })
  })
})

describe('a message that WhatsApp refuses', () => {
  const refusal: DispatchOutcome = {
    outcome: 'refused',
    code: 131026,
    message: 'undeliverable',
    retryAfter: null,
    raw: { code: 131026 },
  }

  test('keeps Meta’s error whole, also for a caller that asks again', async () => {
    const { runtime, answers, dispatched } = await openWorld()
    answers.push(() => Promise.resolve(refusal))
    const told = {
      outcome: 'refused-by-whatsapp',
      code: 131026,
      message: 'undeliverable',
      fault: null,
      keyIsFree: false,
      raw: { code: 131026 },
    }
    expect(await runtime.send(hello())).toEqual({ ...told, isReplay: false })
    expect(await runtime.send(hello())).toEqual({ ...told, isReplay: true })
    expect(dispatched).toHaveLength(1)
    expect((await runtime.events(key)).map(({ type }) => type)).toEqual([
      'customer-messaged',
      'business-messaged',
      'message-status',
    ])
  })

  test.each([131047, 470])(
    'because of a window that is open by our events (%i): heeded until the customer speaks',
    async (code) => {
      const { runtime, answers, clock } = await openWorld()
      answers.push(() => Promise.resolve({ ...refusal, code }))
      await runtime.send(hello())
      expect(await runtime.findings()).toMatchObject([
        { code: 'meta-refused-inside-window', customer: '15550100001' },
      ])
      clock.now += MINUTE
      expect(await runtime.send(hello({ key: 'order-2' }))).toMatchObject({
        outcome: 'refused-by-rule',
        answer: { reasons: [{ code: 'service-window-closed', because: ['G6', 'CSW-3', 'CSW-5'] }] },
      })
      expect(await runtime.ask(key, { kind: 'service' })).toMatchObject({ _tag: 'Left' })
      await runtime.receive(bodyOf([spoken(clock.now, 'c2')]))
      expect(await runtime.send(hello({ key: 'order-2' }))).toMatchObject({ outcome: 'accepted' })
    },
  )

  test('after it was accepted, by a status: the same', async () => {
    const { runtime, clock } = await openWorld()
    await runtime.send(hello())
    clock.now += MINUTE
    const failed: Event = {
      type: 'message-status',
      id: 'wamid.1/failed',
      message: 'wamid.1',
      status: 'failed',
      errorCode: 131047,
      at: clock.now,
      ...key,
    }
    await runtime.receive(bodyOf([failed]))
    expect(await runtime.findings()).toHaveLength(1)
    expect(await runtime.send(hello({ key: 'order-2' }))).toMatchObject({ outcome: 'refused-by-rule' })
  })
})

describe('a message that WhatsApp refuses although nothing is wrong with it', () => {
  const refusal: DispatchOutcome = {
    outcome: 'refused',
    status: 401,
    code: 190,
    message: 'the access token has expired',
    fault: 'access',
    freesKey: true,
    retryAfter: null,
    raw: { code: 190 },
  }

  test('is sent under the same key as soon as that is mended', async () => {
    const { runtime, answers, dispatched } = await openWorld()
    answers.push(
      () => Promise.resolve(refusal),
      () => Promise.resolve(refusal),
    )
    for (let times = 0; times < 2; times++)
      expect(await runtime.send(hello())).toMatchObject({
        outcome: 'refused-by-whatsapp',
        fault: 'access',
        keyIsFree: true,
        isReplay: false,
      })
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted', isReplay: false })
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted', isReplay: true })
    expect(dispatched.map(({ attempt }) => attempt)).toEqual([0, 1, 2])
    expect((await runtime.events(key)).map(({ type }) => type)).toEqual([
      'customer-messaged',
      'business-messaged',
    ])
  })

  test('is another message under the same key no more than before', async () => {
    const { runtime, answers, dispatched } = await openWorld()
    answers.push(() => Promise.resolve(refusal))
    await runtime.send(hello())
    expect(await runtime.send(hello({ body: { type: 'text', text: { body: 'bye' } } }))).toEqual({
      outcome: 'key-reused',
    })
    expect(dispatched).toHaveLength(1)
  })
})

describe('a second request with the same key while the first is under way', () => {
  const outcomes: readonly (readonly [string, DispatchOutcome, object])[] = [
    ['accepted', accepted('wamid.1'), { outcome: 'accepted', wamid: 'wamid.1', answer: null }],
    [
      'refused',
      { outcome: 'refused', code: 131026, message: 'no', retryAfter: null, raw: {} },
      { outcome: 'refused-by-whatsapp', code: 131026 },
    ],
    [
      'failed',
      { outcome: 'failed', reason: 'throttled', retryAfter: 4_000 },
      { outcome: 'failed', retryAfter: 4_000 },
    ],
    ['unknown', { outcome: 'unknown', reason: 'time-out' }, { outcome: 'unknown', reason: 'time-out' }],
  ]

  test.each(outcomes)('waits, and is told what that came to: %s', async (_, outcome, told) => {
    const { runtime, answers, dispatched } = await openWorld()
    let answer: () => void = () => {}
    answers.push(() => new Promise((resolve) => (answer = () => resolve(outcome))))
    const first = runtime.send(hello())
    while (dispatched.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const others = [runtime.send(hello()), runtime.send(hello())]
    await new Promise((resolve) => setImmediate(resolve))
    answer()
    expect(await first).toMatchObject({ isReplay: false })
    for (const other of others) expect(await other).toMatchObject({ ...told, isReplay: true })
    expect(dispatched).toHaveLength(1)
  })

  test('waits no longer than the first may take', async () => {
    const timer: { after: number; ring: () => void }[] = []
    const { runtime, answers, dispatched } = worldOf({
      timer: (after, ring) => {
        timer.push({ after, ring })
        return () => {}
      },
    })
    await runtime.receive(bodyOf([spoken(start - HOUR)]))
    answers.push(() => new Promise(() => {}))
    void runtime.send(hello())
    while (dispatched.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const second = runtime.send(hello())
    while (timer.length === 0) await new Promise((resolve) => setImmediate(resolve))
    expect(timer[0]?.after).toBe(MINUTE)
    timer[0]?.ring()
    expect(await second).toMatchObject({ outcome: 'in-progress' })
  })
})

describe('a message that was not sent for sure', () => {
  test('may be tried again under the same key when it is time', async () => {
    const { runtime, answers, clock, dispatched } = await openWorld()
    answers.push(() => Promise.resolve({ outcome: 'failed', reason: 'throttled', retryAfter: 4_000 }))
    expect(await runtime.send(hello())).toEqual({
      outcome: 'failed',
      reason: 'throttled',
      retryAfter: 4_000,
      isReplay: false,
    })
    clock.now += 3_999
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'failed', retryAfter: 1, isReplay: true })
    clock.now += 1
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted', isReplay: false })
    expect(dispatched.map(({ attempt }) => attempt)).toEqual([0, 1])
    expect(new Set(dispatched.map(({ callbackData }) => callbackData)).size).toBe(1)
  })
})

describe('a message of unknown fate', () => {
  const lost = async () => {
    const world = await openWorld()
    world.answers.push(() => Promise.resolve({ outcome: 'unknown', reason: 'time-out' }))
    expect(await world.runtime.send(hello())).toEqual({
      outcome: 'unknown',
      reason: 'time-out',
      isReplay: false,
    })
    return world
  }

  test('is never sent again by itself, and is on the list', async () => {
    const { runtime, dispatched, clock } = await lost()
    clock.now += HOUR
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'unknown', isReplay: true })
    expect(dispatched).toHaveLength(1)
    expect(await runtime.openIntents()).toMatchObject([{ key: 'order-1', state: { is: 'unknown' } }])
  })

  test('is resolved by a status that echoes it', async () => {
    const { runtime, dispatched, clock } = await lost()
    clock.now += MINUTE
    const status: Event = {
      type: 'message-status',
      id: 'wamid.7/sent',
      message: 'wamid.7',
      status: 'sent',
      at: clock.now,
      ...key,
      customer: 'US.9',
      aliases: ['15550100001'],
    }
    const echo = {
      callbackData: dispatched[0]?.callbackData ?? '',
      message: 'wamid.7',
      phoneNumberId: '100',
      customer: 'US.9',
      aliases: ['15550100001'],
      at: clock.now,
    }
    await runtime.receive(bodyOf([status], [echo]))
    await runtime.receive(bodyOf([status], [echo]))
    expect(await runtime.openIntents()).toEqual([])
    expect(await runtime.send(hello())).toMatchObject({
      outcome: 'accepted',
      wamid: 'wamid.7',
      isReplay: true,
    })
    expect((await runtime.events(key)).filter(({ type }) => type === 'business-messaged')).toHaveLength(1)
  })

  test('is accepted by its echo, whatever the answer says later', async () => {
    const { runtime, answers, dispatched } = await openWorld()
    let answer: (outcome: DispatchOutcome) => void = () => {}
    answers.push(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    const sending = runtime.send(hello())
    while (dispatched.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const callbackData = dispatched[0]?.callbackData ?? ''
    await runtime.receive(bodyOf([], [{ callbackData, message: 'wamid.7', ...key, at: start }]))
    answer({ outcome: 'unknown', reason: 'time-out' })
    expect(await sending).toMatchObject({ outcome: 'unknown' })
    expect(await runtime.openIntents()).toEqual([])
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted', wamid: 'wamid.7' })
  })

  test('another account’s data of the same look changes nothing', async () => {
    const { runtime, dispatched } = await lost()
    const echo = { message: 'w', phoneNumberId: '200', customer: '1', at: start }
    await runtime.receive(bodyOf([], [{ ...echo, callbackData: dispatched[0]?.callbackData ?? '' }]))
    await runtime.receive(bodyOf([], [{ ...echo, phoneNumberId: '100', callbackData: 'guichet:nobody' }]))
    await runtime.receive(bodyOf([], [{ ...echo, phoneNumberId: '100', callbackData: 'theirs' }]))
    expect(await runtime.openIntents()).toHaveLength(1)
  })

  test('may be sent again at the caller’s risk', async () => {
    const { runtime, dispatched } = await lost()
    expect(await runtime.send(hello({ evenIfUnknown: true }))).toMatchObject({ outcome: 'accepted' })
    expect(dispatched.map(({ attempt }) => attempt)).toEqual([0, 1])
  })

  test('may be given up', async () => {
    const { runtime, dispatched } = await lost()
    const intent = { ...address, key: 'order-1' }
    expect(await runtime.giveUp(intent)).toBe(true)
    expect(await runtime.giveUp(intent)).toBe(false)
    expect(await runtime.send(hello({ evenIfUnknown: true }))).toEqual({ outcome: 'given-up' })
    expect(await runtime.openIntents()).toEqual([])
    expect(dispatched).toHaveLength(1)
  })

  test('a transport that throws has told nothing', async () => {
    const { runtime, answers } = await openWorld()
    answers.push(() => Promise.reject(new Error('oops')))
    expect(await runtime.send(hello())).toEqual({ outcome: 'unknown', reason: 'oops', isReplay: false })
  })
})

describe('a process that dies', () => {
  test('between claim and answer leaves an intent that is unknown after a while', async () => {
    const { runtime, answers, clock, store } = await openWorld()
    answers.push(() => new Promise(() => {}))
    void runtime.send(hello())
    await untilDispatched(store)
    const next = worldOf({ store, now: clock.now })
    expect(await next.runtime.send(hello())).toMatchObject({ outcome: 'in-progress', until: start + MINUTE })
    next.clock.now += MINUTE
    expect(await next.runtime.send(hello())).toMatchObject({ outcome: 'unknown', isReplay: true })
    expect(next.dispatched).toEqual([])
  })

  test('a late answer still counts', async () => {
    const { runtime, answers, clock } = await openWorld()
    answers.push(() => {
      clock.now += 10 * MINUTE
      return Promise.resolve(accepted('wamid.late'))
    })
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted' })
    expect(await runtime.send(hello())).toMatchObject({
      outcome: 'accepted',
      wamid: 'wamid.late',
      isReplay: true,
    })
  })

  const untilDispatched = async (store: Store): Promise<void> => {
    while ((await store.openIntents(1)).length === 0) await new Promise((resolve) => setImmediate(resolve))
  }
})

describe('a store that fails', () => {
  /** Fails the commits that the list says, by number. */
  const failing = (store: Store, which: readonly number[], isCertain: boolean, isStored = false): Store => {
    let commits = 0
    return {
      ...store,
      commit: async (change) => {
        if (!which.includes(++commits)) return store.commit(change)
        if (isStored) await store.commit(change)
        throw storeFailure('unavailable', 'the connection was lost', { isCertain })
      },
    }
  }

  test('sends nothing that it could not claim', async () => {
    const { runtime, dispatched } = worldOf({ store: failing(memoryStore(), [2], true) })
    await runtime.receive(bodyOf([spoken(start)]))
    await expect(runtime.send(hello())).rejects.toMatchObject({ kind: 'unavailable' })
    expect(dispatched).toEqual([])
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted' })
  })

  test('that is so slow that others take the intent for lost sends nothing', async () => {
    const world = worldOf()
    await world.runtime.receive(bodyOf([spoken(start)]))
    const slow = worldOf({
      store: {
        ...world.store,
        commit: async (change) => {
          slow.clock.now += MINUTE
          return world.store.commit(change)
        },
      },
    })
    expect(await slow.runtime.send(hello())).toMatchObject({ outcome: 'failed', retryAfter: 0 })
    expect(slow.dispatched).toEqual([])
    world.clock.now = slow.clock.now
    expect(await world.runtime.send(hello())).toMatchObject({ outcome: 'accepted', isReplay: false })
  })

  test('says so where the outcome was not recorded, and a status tells another process later', async () => {
    const store = memoryStore()
    const first = worldOf({ store: failing(store, [3], true) })
    const { dispatched } = first
    await first.runtime.receive(bodyOf([spoken(start)]))
    expect(await first.runtime.send(hello())).toMatchObject({ outcome: 'accepted', isRecorded: false })
    const { runtime, clock, dispatched: sentAgain } = worldOf({ store })
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'in-progress' })
    clock.now += 2 * MINUTE
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'unknown' })
    const echo = {
      callbackData: dispatched[0]?.callbackData ?? '',
      message: 'wamid.1',
      ...key,
      at: clock.now,
    }
    await runtime.receive(bodyOf([], [echo]))
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted', wamid: 'wamid.1' })
    expect([...dispatched, ...sentAgain]).toHaveLength(1)
  })

  test.each([false, true])(
    'finds out whether a doubtful claim was stored (%s) and sends once',
    async (isStored) => {
      const { runtime, dispatched } = worldOf({ store: failing(memoryStore(), [2], false, isStored) })
      await runtime.receive(bodyOf([spoken(start)]))
      expect(await runtime.send(hello())).toMatchObject({ outcome: 'accepted' })
      expect(dispatched).toHaveLength(1)
    },
  )

  test.each([false, true])(
    'acknowledges a webhook whose commit was in doubt (stored: %s) only once it is there',
    async (isStored) => {
      const store = memoryStore()
      const { runtime } = worldOf({ store: failing(store, [1], false, isStored) })
      await runtime.receive(bodyOf([spoken(start)]))
      expect(await store.journal({ after: null, limit: 10 })).toHaveLength(1)
      expect(await runtime.events(key)).toHaveLength(1)
    },
  )

  test('acknowledges nothing that was not stored', async () => {
    const store = memoryStore()
    const { runtime } = worldOf({ store: failing(store, [1], true) })
    await expect(runtime.receive(bodyOf([spoken(start)]))).rejects.toMatchObject({ kind: 'unavailable' })
    expect(await store.journal({ after: null, limit: 10 })).toEqual([])
    expect(await runtime.receive(bodyOf([spoken(start)]))).toMatchObject({ absorbed: 1 })
  })
})

describe('a request that no caller with types can make', () => {
  test.each([
    [{ content: { kind: 'template', name: 'hello' } }],
    [{ content: { kind: 'template', name: '', language: 'en' } }],
    [{ content: { kind: 'riddle' } }],
    [{ recipient: '' }],
    [{ phoneNumberId: '' }],
    [{ key: '' }],
  ])('is refused before anything is claimed: %j', async (wrong) => {
    const { runtime, dispatched } = await openWorld()
    await expect(runtime.send({ ...hello(), ...(wrong as Partial<SendRequest>) })).rejects.toThrow(TypeError)
    expect(dispatched).toEqual([])
    expect(await runtime.openIntents()).toEqual([])
  })

  test('an answer without a message id is no acceptance', async () => {
    const { runtime, answers } = await openWorld()
    answers.push(() => Promise.resolve(accepted('')))
    expect(await runtime.send(hello())).toMatchObject({ outcome: 'unknown' })
    expect(await runtime.events(key)).toHaveLength(1)
  })
})

describe('the customer’s number as people write it', () => {
  test.each(['+15550100001', '1 555 010-0001', '+1 (555) 0100001'])(
    '%s is the same customer',
    async (recipient) => {
      const { runtime, dispatched } = await openWorld()
      const stop: Event = { type: 'marketing-preference', id: 's', at: start - 1, value: 'stop', ...key }
      await runtime.receive(bodyOf([stop]))
      const offer = { kind: 'template', name: 'offer', language: 'en', category: 'marketing' } as const
      expect(await runtime.send(hello({ recipient, content: offer }))).toMatchObject({
        outcome: 'refused-by-rule',
      })
      await runtime.send(hello())
      expect(await runtime.send(hello({ recipient }))).toMatchObject({ outcome: 'accepted', isReplay: true })
      expect(dispatched).toHaveLength(1)
    },
  )
})

describe('an answer of WhatsApp about a window that is over', () => {
  test('does not close the one that the customer opened since', async () => {
    const { runtime, clock } = await openWorld()
    await runtime.send(hello())
    clock.now += MINUTE
    const status: Event = {
      type: 'message-status',
      id: 'wamid.1/failed',
      message: 'wamid.1',
      status: 'failed',
      errorCode: 131047,
      at: clock.now,
      ...key,
    }
    // The customer wrote between the message and its failure.
    await runtime.receive(bodyOf([spoken(start + 1000, 'c2'), status]))
    expect(await runtime.send(hello({ key: 'order-2' }))).toMatchObject({ outcome: 'accepted' })
  })
})

describe('a runtime that is closed', () => {
  test('waits for what is on its way, and takes nothing more in', async () => {
    const { runtime, answers, dispatched, store } = await openWorld()
    let answer: (outcome: DispatchOutcome) => void = () => {}
    answers.push(
      () =>
        new Promise((resolve) => {
          answer = resolve
        }),
    )
    const sending = runtime.send(hello())
    while (dispatched.length === 0) await new Promise((resolve) => setImmediate(resolve))
    const closing = runtime.close()
    await expect(runtime.receive(bodyOf([spoken(start, 'c2')]))).rejects.toMatchObject({
      kind: 'unavailable',
    })
    await expect(runtime.send(hello())).rejects.toMatchObject({ kind: 'unavailable' })
    answer(accepted('wamid.1'))
    expect(await sending).toMatchObject({ outcome: 'accepted', isRecorded: true })
    await closing
    await expect(store.openIntents(1)).rejects.toMatchObject({ kind: 'unavailable' })
  })
})
