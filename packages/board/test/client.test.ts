import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientOf, type Client } from '../src/page/server/client.ts'
import { loader, type Part } from '../src/page/load.ts'
import { cell, type Cell } from '../src/page/cell.ts'
import { serverClock } from '../src/page/clock.ts'
import { initialState, type State } from '../src/page/state.ts'

/** What the server answers with, by path. */
const answers: Readonly<Record<string, readonly [status: number, body: string]>> = {
  '/intents': [200, '{"intents":[{"phoneNumberId":"1","recipient":"2","key":"k","state":{"is":"unknown"}}]}'],
  '/templates': [200, 'not json'],
  '/findings': [503, '{"title":"busy"}'],
  '/threads': [
    200,
    '{"now":"2026-10-20T12:00:00.000Z","threads":[{"phoneNumberId":"1","customer":"2","windowClosesAt":"2026-10-20T13:00:00.000Z"}]}',
  ],
  '/readyz': [200, '{"status":"ready","clock":{"skewSeconds":-3.2,"detail":"…"}}'],
  '/forbidden': [403, '{}'],
  '/picture': [200, '<svg/>'],
}

let server: Server
let base = ''
let knowsNoReplies = false
let isNotReady = false

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    const isUnanswered = knowsNoReplies && (request.url ?? '').includes('reply-within')
    const [status, body] =
      isUnanswered || (isNotReady && path === '/readyz')
        ? [500, '{}']
        : request.headers.authorization === 'Bearer secret'
          ? (answers[path] ?? [404, '{}'])
          : [401, '{}']
    response.writeHead(status).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : ''
})

afterAll(() => new Promise((resolve) => server.close(resolve)))

const client = (key = 'secret'): Client =>
  clientOf({ key, fetch: (path, init) => fetch(base + path, init), steady: () => 5 })

describe('the client', () => {
  it('gives every answer as a value', async () => {
    const { get } = client()
    expect(await get('/intents')).toMatchObject({ is: 'ok', askedAt: 5 })
    expect(await get('/nowhere')).toEqual({ is: 'not-found' })
    expect(await get('/forbidden')).toEqual({ is: 'wrong-key' })
    expect(await get('/findings')).toEqual({ is: 'failed', reason: 'the server answers with status 503' })
    expect(await get('/templates')).toMatchObject({ is: 'failed' })
    expect(await (await client().picture('/picture'))?.text()).toBe('<svg/>')
    expect(await client().picture('/nowhere')).toBeNull()
  })

  it.each(['wrong', 'sécret', 'se cret', 'se\ncret', ''])('takes %j for a wrong key', async (key) => {
    expect(await client(key).get('/intents')).toEqual({ is: 'wrong-key' })
    expect(await client(key).stream('/events', new AbortController().signal)).toBe('wrong-key')
  })

  it('tells that the server cannot be reached', async () => {
    const nowhere = clientOf({
      key: 'secret',
      fetch: (path, init) => fetch(`http://127.0.0.1:1${path}`, init),
      steady: () => 0,
    })
    expect(await nowhere.get('/intents')).toEqual({ is: 'failed', reason: 'the server cannot be reached' })
    expect(await nowhere.picture('/picture')).toBeNull()
    expect(await nowhere.stream('/events', new AbortController().signal)).toBe('failed')
  })
})

describe('loading', () => {
  const load = async (key: string, ...parts: readonly Part[]) => {
    const state: Cell<State> = cell(
      { ...initialState, templates: [template] },
      () => {},
      () => {},
    )
    let wrongKeys = 0
    const clock = serverClock(
      () => 10,
      () => 0,
    )
    const isGood = await loader({ client: client(key), clock, state, onWrongKey: () => wrongKeys++ })(
      new Set(parts),
    )
    return { state: state.value(), isGood, wrongKeys, now: clock.now() }
  }
  const template = { account: null, name: 'a', language: 'b', status: 'PAUSED', category: null, since: null }

  it('takes what there is, and sets the clock', async () => {
    const { state, isGood, now } = await load('secret', 'threads', 'intents')
    expect([isGood, state.threads.length, state.intents.length, state.problem]).toEqual([true, 1, 1, null])
    expect(now).toBe(Date.parse('2026-10-20T12:00:00.005Z'))
    expect(state.knownAt).toBe(Date.parse('2026-10-20T12:00:00Z'))
  })

  it('takes what is said of the clock, and misses nothing where that cannot be had', async () => {
    expect((await load('secret', 'health')).state.clockSkew).toBe(-3.2)
    isNotReady = true
    const { state, isGood } = await load('secret', 'intents', 'health')
    isNotReady = false
    expect([isGood, state.problem, state.clockSkew, state.intents.length]).toEqual([true, null, null, 1])
  })

  it('keeps what cannot be had anew, and says so', async () => {
    const { state, isGood } = await load('secret', 'threads', 'templates', 'findings')
    expect([isGood, state.threads.length, state.templates]).toEqual([false, 1, [template]])
    expect(state.problem).not.toBeNull()
  })

  it('takes no half of a list for the whole', async () => {
    knowsNoReplies = true
    const { state, isGood } = await load('secret', 'threads')
    knowsNoReplies = false
    expect([isGood, state.threads, state.knownAt]).toEqual([false, [], null])
  })

  it('changes nothing with a wrong key', async () => {
    const { state, wrongKeys } = await load('wrong', 'threads', 'templates')
    expect([wrongKeys, state.templates, state.knownAt]).toEqual([1, [template], null])
  })
})
