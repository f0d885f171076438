import { describe, expect, test } from 'vitest'
import { HOUR, toIso, type Event } from '@guichet/core'
import { changes } from '../src/changes/routes.ts'
import { connect, handTimer, overhear } from './support/listening.ts'
import { bodyOf, questionWorld, start } from './support/questions.ts'

const wrote = (customer: string, at = start - HOUR): Event => ({
  type: 'customer-messaged',
  id: `${customer}/${at}`,
  at,
  kind: 'text',
  phoneNumberId: '100',
  customer,
})

const listening = () => {
  const world = questionWorld()
  const hand = handTimer()
  const overheard = overhear(world.parts)
  const app = changes(overheard.parts, hand.timer)
  const tell = (...events: readonly Event[]) => world.runtime.receive(bodyOf(events))
  return { ...world, ...hand, ...overheard, app, tell: tell, makeUp: overheard.tell }
}

test('a stream begins with how to come back, and the time', async () => {
  const { app } = listening()
  const { response, read } = await connect(app)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect(await read()).toBe(`retry: 2000\nevent: ready\ndata: {"now":"${toIso(start)}"}\n\n`)
})

test('a change of a thread, of sends, of templates is told as it happens', async () => {
  const { app, tell, runtime } = listening()
  const { hear } = await connect(app)
  await hear()
  await tell(wrote('a'))
  expect(await hear()).toEqual([{ event: 'thread', data: { phoneNumberId: '100', customer: 'a' } }])
  await tell({
    type: 'template-changed',
    id: 't',
    at: start,
    name: 'offer',
    language: 'en',
    status: 'PAUSED',
  })
  expect(await hear()).toEqual([{ event: 'templates', data: {} }])
  const waiting = hear()
  await runtime.send({
    phoneNumberId: '100',
    recipient: 'a',
    content: { kind: 'service' },
    body: {},
  })
  expect(await waiting).toEqual([{ event: 'intents', data: {} }])
})

test('what happens while a client does not read is told once, in the order in which it began', async () => {
  const { app, tell } = listening()
  const { hear } = await connect(app)
  await hear()
  for (const [index, customer] of ['a', 'b', 'a', 'b', 'a'].entries())
    await tell(wrote(customer, start - index))
  expect((await hear())?.map(({ data }) => data['customer'])).toEqual(['a', 'b'])
})

test('a thread that is forgotten has changed, too', async () => {
  const { app, tell, runtime } = listening()
  await tell(wrote('a'))
  const { hear } = await connect(app)
  await hear()
  await runtime.eraseCustomer('a')
  expect(await hear()).toContainEqual({ event: 'thread', data: { phoneNumberId: '100', customer: 'a' } })
})

test('a name that would end the line does not', async () => {
  const { app, tell } = listening()
  const { hear } = await connect(app)
  await hear()
  const customer = 'a\n\nevent: ready\ndata: {}\r\n\u2028'
  await tell(wrote(customer))
  expect(await hear()).toEqual([{ event: 'thread', data: { phoneNumberId: '100', customer } }])
})

describe('a client that is too slow', () => {
  const changed = (index: number) => ({ is: 'thread', phoneNumberId: '100', customer: `${index}` }) as const

  test('is told the names of a thousand threads', async () => {
    const { app, makeUp } = listening()
    const { hear } = await connect(app)
    await hear()
    for (let index = 0; index < 1000; index++) makeUp(changed(index))
    expect(await hear()).toHaveLength(1000)
  })

  test('is told to read everything anew where there are more, and of what comes after that', async () => {
    const { app, makeUp } = listening()
    const { hear } = await connect(app)
    await hear()
    for (let index = 0; index < 100_000; index++) makeUp(changed(index))
    makeUp({ is: 'intents' })
    expect(await hear()).toEqual([{ event: 'reload', data: {} }])
    makeUp(changed(7))
    expect(await hear()).toEqual([{ event: 'thread', data: { phoneNumberId: '100', customer: '7' } }])
  })
})

describe('a heartbeat', () => {
  test('is a comment, every fifteen seconds', async () => {
    const { app, tick, running } = listening()
    const { read } = await connect(app)
    await read()
    expect(running()).toEqual([15_000])
    const waiting = read()
    tick()
    expect(await waiting).toMatch(/^:.*\n\n$/)
  })

  test('is not buffered for a client that does not read', async () => {
    const { app, tick, tell } = listening()
    const { read } = await connect(app)
    await read()
    for (let index = 0; index < 50; index++) tick()
    expect(await read()).toBe(': still here\n\n')
    const waiting = read()
    await tell(wrote('a'))
    expect(await waiting).toMatch(/^event: thread\n/)
  })

  test('is not needed beside a change', async () => {
    const { app, tick, tell } = listening()
    const { read } = await connect(app)
    await read()
    tick()
    await tell(wrote('a'))
    expect(await read()).toMatch(/^event: thread\n.*\n\n$/)
    const waiting = read()
    await tell(wrote('b'))
    expect(await waiting).toMatch(/^event: thread\n.*\n\n$/)
  })
})

describe('nothing is listened to, and no timer runs,', () => {
  const quiet = ({ listening: count, running }: ReturnType<typeof listening>): void => {
    expect([count(), running()]).toEqual([0, []])
  }

  test('before a client begins to read', async () => {
    const all = listening()
    await connect(all.app)
    quiet(all)
  })

  test('for a HEAD request', async () => {
    const all = listening()
    const response = await all.app.request('/events', { method: 'HEAD' })
    expect([response.status, response.body]).toEqual([200, null])
    quiet(all)
  })

  test('after a client has gone, while something was read or not', async () => {
    const all = listening()
    for (const waits of [true, false]) {
      const { read, cancel } = await connect(all.app)
      await read()
      expect([all.listening(), all.running().length]).toEqual([1, 1])
      const waiting = waits ? read() : null
      await cancel()
      expect(await waiting).toBe(null)
      quiet(all)
    }
  })

  test('after the request was aborted', async () => {
    const all = listening()
    const connection = new AbortController()
    const { read } = await connect(all.app, connection.signal)
    await read()
    const waiting = read()
    connection.abort()
    expect(await waiting).toBe(null)
    quiet(all)
  })

  test('where the request was aborted before anything was read', async () => {
    const all = listening()
    const connection = new AbortController()
    const { read } = await connect(all.app, connection.signal)
    connection.abort()
    expect(await read()).toBe(null)
    quiet(all)
  })

  test('once the gateway ends: streams end, and new ones are sent elsewhere', async () => {
    const all = listening()
    const [first, second, unread] = [await connect(all.app), await connect(all.app), await connect(all.app)]
    await first.read()
    await second.read()
    const waiting = first.read()
    all.drain()
    expect([await waiting, await second.read(), await unread.read()]).toEqual([null, null, null])
    quiet(all)
    const late = await all.app.request('/events')
    expect(late.status).toBe(503)
    expect(await late.json()).toMatchObject({ type: '/problems/draining' })
  })
})

test('many clients receive the same changes, slow readers included, without a warning of a leak', async () => {
  const warnings: string[] = []
  const warned = (warning: Error): void => {
    warnings.push(warning.message)
  }
  process.on('warning', warned)
  const all = listening()
  const clients = await Promise.all(Array.from({ length: 200 }, () => connect(all.app)))
  for (const { hear } of clients) await hear()
  const [silent, ...reading] = clients
  const waiting = reading.map(({ hear }) => hear())
  await all.tell(wrote('a'))
  const told = [{ event: 'thread', data: { phoneNumberId: '100', customer: 'a' } }]
  expect(await Promise.all(waiting)).toEqual(reading.map(() => told))
  expect(await silent?.hear()).toEqual(told)
  all.drain()
  expect(all.listening()).toBe(0)
  await new Promise((resolve) => setImmediate(resolve))
  process.off('warning', warned)
  expect(warnings).toEqual([])
})
