import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appOf } from '../src/app.ts'
import { isGraphPath } from '../src/connection/graph-path.ts'
import { partsOf } from '../src/options.ts'
import { gateway } from '../src/index.ts'
import { customer, post, secrets, signed, templateTo, textTo, worldOf, type World } from './support/world.ts'

const page = new Map([
  ['/', { contentType: 'text/html; charset=utf-8', body: '<!doctype html>' }],
  ['/board/board.js', { contentType: 'text/javascript; charset=utf-8', body: 'export {}' }],
])
let world: World

beforeEach(async () => {
  world = await worldOf({ options: { page } })
})
afterEach(() => world.close())

const bearer = (key: string): RequestInit => ({ headers: { authorization: `Bearer ${key}` } })

/** All that the gateway answers, by pattern; each pattern as a path. */
const allRoutes = (): readonly { readonly method: string; readonly path: string }[] => {
  const { runtime } = world
  const parts = partsOf(
    {
      runtime,
      engine: {} as never,
      graph: { accessToken: secrets.accessToken },
      appSecrets: ['a'],
      verifyToken: 'v',
      apiKeys: ['k'],
      page,
    },
    { draining: new AbortController().signal, isLeaving: () => false },
  )
  return appOf(parts)
    .routes.filter(({ path }) => path !== '*' && path !== '/*')
    .map(({ method, path }) => ({
      method: method === 'ALL' ? 'POST' : method,
      path: path
        .replace(/:version\{[^}]*\}/, 'v23.0')
        .replace('/*', '/100/messages')
        .replaceAll(/:[a-zA-Z]+(\{[^}]*\})?/g, '1'),
    }))
}

describe('without a key', () => {
  test('nothing is to be had but health, the page and what is signed', async () => {
    const routes = allRoutes()
    expect(routes.length).toBeGreaterThan(10)
    const open: string[] = []
    for (const { method, path } of routes) {
      const { status } = await world.askAs(path, { method })
      if (status !== 401) open.push(`${method} ${path}`)
    }
    expect(open.sort()).toEqual(['GET /', 'GET /board/board.js', 'GET /healthz', 'GET /readyz'])
    expect((await world.askAs('/webhooks/whatsapp', post({}))).status).toBe(401)
    expect(world.graph.reached).toEqual([])
  })

  test('no path of ours is taken for one of the Graph API', () => {
    expect(allRoutes().filter(({ path }) => isGraphPath(path))).toEqual([])
  })

  test('what is there and what is not look the same', async () => {
    for (const path of [
      '/messages',
      '/nothing',
      '/threads/100/33639980001',
      '/metrics',
      '/openapi.json',
      '/events',
    ])
      expect((await world.askAs(path)).status).toBe(401)
  })

  test.each([
    '/healthz/../metrics',
    '//metrics',
    '/metrics/',
    '/%6detrics',
    '/board/board.js/../../metrics',
    '/healthz%2f..%2fmetrics',
    '/webhooks/whatsapp/../../metrics',
    '/webhooks%2fwhatsapp',
    '/readyz?/metrics',
    '/metrics?x=/healthz',
  ])('another spelling opens nothing: %s', async (path) => {
    const { text } = await world.askAs(path)
    expect(text).not.toContain('guichet_')
  })
})

describe('a key', () => {
  test('is one of several', async () => {
    for (const key of [secrets.apiKey, secrets.otherKey])
      expect((await world.askAs('/metrics', bearer(key))).status).toBe(200)
  })

  test.each([
    '',
    'x',
    secrets.apiKey.slice(0, -1),
    `${secrets.apiKey}x`,
    secrets.apiKey.toLowerCase(),
    secrets.accessToken,
    secrets.appSecret,
    secrets.verifyToken,
    `${secrets.apiKey},${secrets.otherKey}`,
    `${secrets.apiKey} ${secrets.otherKey}`,
  ])('is exactly one of them: %j is none', async (key) => {
    const { status, headers, json } = await world.askAs('/metrics', bearer(key))
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(json).toMatchObject({ type: '/problems/unauthorized', status: 401 })
    const graph = await world.askAs('/v23.0/100/messages', { ...post(textTo(customer)), ...bearer(key) })
    expect([graph.status, graph.json.error.code, graph.json.error.type]).toEqual([401, 190, 'OAuthException'])
    expect(world.graph.reached).toEqual([])
  })

  test('may come with Basic, OAuth or in the query only where Graph’s clients do so', async () => {
    const { apiKey } = secrets
    const basic = { headers: { authorization: `Basic ${Buffer.from(`x:${apiKey}`).toString('base64')}` } }
    const oauth = { headers: { authorization: `OAuth ${apiKey}` } }
    expect((await world.askAs('/metrics', basic)).status).toBe(401)
    expect((await world.askAs('/metrics', oauth)).status).toBe(401)
    expect((await world.askAs(`/metrics?access_token=${apiKey}`)).status).toBe(401)
    expect((await world.askAs('/v23.0/7', basic)).status).toBe(401)
    expect((await world.askAs('/v23.0/7', oauth)).status).toBe(200)
    expect((await world.askAs(`/v23.0/7?access_token=${apiKey}`)).status).toBe(200)
    expect((await world.askAs('/v23.0/7?access_token=wrong')).status).toBe(401)
    expect((await world.askAs(`/v23.0/7?access_token=wrong&access_token=${apiKey}`)).status).toBe(401)
    expect((await world.askAs(`/v23.0/7?access_token=${apiKey}`, bearer('wrong'))).status).toBe(401)
  })
})

describe('options that let nobody in, or everybody', () => {
  const good = () => ({
    runtime: world.runtime,
    engine: {} as never,
    graph: { accessToken: 'EAAG' },
    appSecrets: ['a'],
    verifyToken: 'v',
    apiKeys: ['k'],
  })

  test.each([
    ['no app secret', { appSecrets: [] }],
    ['an empty app secret', { appSecrets: ['a', ''] }],
    ['no key', { apiKeys: [] }],
    ['an empty key', { apiKeys: [''] }],
    ['a key with a space', { apiKeys: ['a b'] }],
    ['no verify token', { verifyToken: '' }],
    ['no access token', { graph: { accessToken: '' } }],
    ['the access token as a key', { apiKeys: ['EAAG'] }],
    ['a base URL that is none', { graph: { accessToken: 'EAAG', baseUrl: 'graph' } }],
    ['a base URL of another kind', { graph: { accessToken: 'EAAG', baseUrl: 'file:///etc' } }],
  ])('make no gateway: %s', (_, wrong) => {
    expect(() => gateway(good())).not.toThrow()
    expect(() => gateway({ ...good(), ...wrong })).toThrow(TypeError)
  })
})

describe('secrets, messages and customers', () => {
  test('are in no log and no answer, whatever happens', async () => {
    const { json, breakOff } = await import('./support/graph-server.ts')
    await world.hear(customer)
    const token = `Error validating ${secrets.accessToken}`
    world.graph.answers.push(
      json(400, { error: { code: 190, message: token, type: 'OAuthException' } }),
      breakOff,
    )
    const everything: RequestInit[] = [
      post(textTo(customer)),
      post(textTo(customer)),
      post(textTo(customer)),
      post(templateTo(customer)),
    ]
    for (const init of everything) await world.ask('/v23.0/100/messages', init)
    for (const init of [{}, post({}), { method: 'DELETE' }]) {
      for (const path of [
        '/',
        '/metrics',
        '/messages',
        '/threads?closing-within=P1D',
        '/intents',
        '/unread',
        '/findings',
        '/openapi.json',
        '/nothing',
        `/nothing?key=${secrets.apiKey}`,
      ]) {
        await world.ask(path, init)
        await world.askAs(path, init)
      }
    }
    world.graph.answers.push(
      json(200, { token: secrets.accessToken, next: encodeURIComponent(secrets.accessToken) }),
    )
    await world.ask('/v23.0/7')
    await world.askAs('/webhooks/whatsapp', signed('nonsense', 'wrong'))
    const log = world.log.map((entry) => JSON.stringify(entry)).join('\n')
    expect(world.log.length).toBeGreaterThan(50)
    expect(world.told.length).toBeGreaterThan(50)
    for (const text of [world.told.join('\n'), log]) expect(text).not.toMatch(/PLANTED/)
    for (const hidden of ['PRIVATE', customer]) expect(log).not.toContain(hidden)
  })
})
