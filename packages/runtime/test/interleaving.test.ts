import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, type Event, type ThreadKey } from '@guichet/core'
import { memoryStore, type DispatchOutcome, type Store } from '../src/index.ts'
import { accepted, bodyOf, start, worldOf, type World } from './support/world.ts'

const key: ThreadKey = { phoneNumberId: '100', customer: '15550100001' }
const offer = { kind: 'template', name: 'offer', language: 'en', category: 'marketing' } as const

const spoken = (id: string, at: number, more: object = {}): Event => ({
  type: 'customer-messaged',
  id,
  at,
  kind: 'text',
  ...key,
  ...more,
})

const template = (status: string, at: number): Event => ({
  type: 'template-changed',
  id: `t/${status}`,
  at,
  name: 'offer',
  language: 'en',
  category: 'marketing',
  status,
})

/** A process whose next commit comes after what the other one does meanwhile. */
const interrupted = (store: Store, meanwhile: (other: World) => Promise<unknown>): World => {
  const other = worldOf({ store })
  let isFirst = true
  return worldOf({
    store: {
      ...store,
      commit: async (change) => {
        if (isFirst) {
          isFirst = false
          await meanwhile(other)
        }
        return store.commit(change)
      },
    },
  })
}

const sendOffer = { phoneNumberId: '100', recipient: key.customer, content: offer, body: {}, key: 'k' }

describe('a decision does not outlive what it went by', () => {
  test('the template is paused meanwhile', async () => {
    const store = memoryStore()
    await worldOf({ store }).runtime.receive(
      bodyOf([template('APPROVED', start - HOUR), spoken('c1', start - HOUR)]),
    )
    const { runtime, dispatched } = interrupted(store, (other) =>
      other.runtime.receive(bodyOf([template('PAUSED', start - MINUTE)])),
    )
    expect(await runtime.send(sendOffer)).toMatchObject({
      outcome: 'refused-by-rule',
      answer: { reasons: [{ code: 'template-paused' }] },
    })
    expect(dispatched).toEqual([])
  })

  test.each([
    ['a customer who was known', [spoken('c1', start - HOUR)]],
    ['a customer of whom nothing was known', []],
  ])('%s stops marketing meanwhile', async (_who, known) => {
    const store = memoryStore()
    await worldOf({ store }).runtime.receive(bodyOf(known))
    const stop: Event = { type: 'marketing-preference', id: 's', at: start - MINUTE, value: 'stop', ...key }
    const { runtime, dispatched } = interrupted(store, (other) => other.runtime.receive(bodyOf([stop])))
    expect(await runtime.send(sendOffer)).toMatchObject({
      outcome: 'refused-by-rule',
      answer: { reasons: [{ code: 'marketing-stopped' }] },
    })
    expect(dispatched).toEqual([])
  })

  test('somebody else claims the same key meanwhile', async () => {
    const store = memoryStore()
    const { runtime, dispatched } = interrupted(store, (other) => other.runtime.send(sendOffer))
    expect(await runtime.send(sendOffer)).toMatchObject({ outcome: 'accepted', isReplay: true })
    expect(dispatched).toEqual([])
  })
})

describe('an erased customer does not come back', () => {
  test('by a webhook that was being taken in', async () => {
    const store = memoryStore()
    const { runtime } = interrupted(store, (other) => other.runtime.eraseCustomer(key.customer))
    expect(await runtime.receive(bodyOf([spoken('c1', start - 1)]))).toMatchObject({ absorbed: 0, erased: 1 })
    expect(await store.journal({ after: null, limit: 10 })).toEqual([])
  })

  test('by a process that remembers the thread, once the customer has written anew', async () => {
    const store = memoryStore()
    const [one, other] = [worldOf({ store }), worldOf({ store })]
    await one.runtime.receive(bodyOf([spoken('c1', start - HOUR, { aliases: ['US.1'] })]))
    await other.runtime.eraseCustomer(key.customer)
    for (const world of [one, other]) world.clock.now = start + HOUR
    await other.runtime.receive(bodyOf([spoken('c2', start + MINUTE)]))
    await one.runtime.receive(bodyOf([spoken('c3', start + 2 * MINUTE)]))
    expect((await other.runtime.find(key))?.aliases).toEqual([])
    expect((await other.runtime.events(key)).map(({ id }) => id)).toEqual(['c2', 'c3'])
  })
})

describe('an answer that comes after the message was sent again', () => {
  const pending = (): {
    readonly promise: Promise<DispatchOutcome>
    readonly resolve: (to: DispatchOutcome) => void
  } => {
    let settle: (to: DispatchOutcome) => void = () => {}
    const promise = new Promise<DispatchOutcome>((resolve) => {
      settle = resolve
    })
    return { promise, resolve: (to) => settle(to) }
  }

  test('does not make it free to be sent once more', async () => {
    const { runtime, answers, clock, dispatched } = worldOf()
    const [first, second] = [pending(), pending()]
    answers.push(
      () => first.promise,
      () => second.promise,
    )
    const one = runtime.send(sendOffer)
    await until(() => dispatched.length === 1)
    clock.now += 2 * MINUTE
    const two = runtime.send({ ...sendOffer, evenIfUnknown: true })
    await until(() => dispatched.length === 2)
    first.resolve({ outcome: 'failed', reason: 'throttled', retryAfter: 0 })
    expect(await one).toMatchObject({ outcome: 'failed' })
    const three = runtime.send(sendOffer)
    second.resolve(accepted('wamid.2'))
    expect(await two).toMatchObject({ outcome: 'accepted', wamid: 'wamid.2' })
    expect(await three).toMatchObject({ outcome: 'accepted', wamid: 'wamid.2', isReplay: true })
    expect(dispatched).toHaveLength(2)
  })

  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
  }
})

describe('a process that has a thread in memory, while another one takes in the webhooks', () => {
  const service = { ...sendOffer, content: { kind: 'service' }, key: 's' } as const

  test('sends what is allowed since', async () => {
    const store = memoryStore()
    const [worker, web] = [worldOf({ store }), worldOf({ store })]
    await worker.runtime.send(sendOffer)
    await web.runtime.receive(bodyOf([spoken('c1', start)]))
    expect(await worker.runtime.send(service)).toMatchObject({ outcome: 'accepted' })
  })

  test('goes by the templates of the account that the number was seen under since', async () => {
    const store = memoryStore()
    const [worker, web] = [worldOf({ store }), worldOf({ store })]
    await worker.runtime.send({ ...sendOffer, content: { kind: 'template', name: 'other', language: 'en' } })
    await web.runtime.receive(
      bodyOf([
        { ...template('APPROVED', start - HOUR), account: 'theirs' },
        { ...template('PAUSED', start - HOUR), account: 'own' },
        spoken('c1', start, { account: 'own' }),
      ]),
    )
    expect(await worker.runtime.send({ ...sendOffer, key: 'again' })).toMatchObject({
      outcome: 'refused-by-rule',
      answer: { reasons: [{ code: 'template-paused' }] },
    })
  })

  test('answers by the right templates, however many ask at once', async () => {
    const store = memoryStore()
    await worldOf({ store }).runtime.receive(
      bodyOf([
        { ...template('APPROVED', start - HOUR), account: 'theirs' },
        { ...template('PAUSED', start - HOUR), account: 'own' },
        spoken('c1', start, { account: 'own' }),
      ]),
    )
    const { runtime } = worldOf({ store })
    const asked: Promise<{ readonly _tag: string }>[] = []
    for (let index = 0; index < 30; index++) {
      asked.push(runtime.ask(key, offer))
      await Promise.resolve()
    }
    expect((await Promise.all(asked)).map(({ _tag }) => _tag)).toEqual(asked.map(() => 'Left'))
  })
})

test('a hostile echo harms no webhook that comes with it', async () => {
  const { runtime } = worldOf()
  const echo = { message: 'w', phoneNumberId: '100', customer: '1', at: start }
  const bodies = ['guichet:\0', 'guichet:\ud800', 'guichet:', `guichet:${'x'.repeat(500)}`].map(
    (callbackData, index) => bodyOf([spoken(`c${index}`, start)], [{ ...echo, callbackData }]),
  )
  await Promise.all(bodies.map((body) => runtime.receive(body)))
  expect(await runtime.events(key)).toHaveLength(4)
})
