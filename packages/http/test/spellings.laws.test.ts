import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { customer, secrets, textTo, worldOf, type World } from './support/world.ts'

let world: World

beforeAll(async () => {
  world = await worldOf()
})
afterAll(() => world.close())

const escapeOf = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

/** The letters of a name in other writings that somebody might read as the same. */
const nameSpelled = (name: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom('as it is', 'as it is', 'escaped', 'escaped twice', 'capital', 'wide'), {
      minLength: name.length,
      maxLength: name.length,
    })
    .map((ways) =>
      [...name]
        .map((letter, at) => {
          switch (ways[at]) {
            case 'escaped':
              return escapeOf(letter)
            case 'escaped twice':
              return escapeOf(letter).replaceAll('%', '%25')
            case 'capital':
              return letter.toUpperCase()
            case 'wide':
              return String.fromCharCode(letter.charCodeAt(0) + 0xfee0)
            default:
              return letter
          }
        })
        .join(''),
    )

const slash = fc.constantFrom(
  '/',
  '/',
  '/',
  '//',
  '%2f',
  '%2F',
  '%5c',
  '\\',
  '/./',
  '/x/../',
  '%252f',
  '/x/..%2f',
)
const tail = fc.constantFrom(
  '',
  '',
  '',
  '/',
  '.',
  '%20',
  '%00',
  '%09',
  '%0a',
  ';x',
  ';x=y',
  '.json',
  '%2ejson',
  '/.',
  '%2f',
  '//',
  '+',
  '%e2%80%8b',
  ':1',
)
const versions = fc.constantFrom(
  '',
  '/v24.0',
  '/v24.0',
  '/V24.0',
  '/v24',
  '/v24.0/v24.0',
  '/v24%2e0',
  '/%7624.0',
  '/x/../v24.0',
)
const number = fc.oneof(fc.constantFrom('100', '100', '100%20', '100.', 'me'), nameSpelled('100'))
const endpoint = fc.oneof(nameSpelled('messages'), nameSpelled('marketing_messages'))

/** Paths at which somebody on the way to Graph could read a send, or another endpoint. */
const spelledTo = (name: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(versions, slash, number, slash, name, tail)
    .map((parts) => parts.join(''))
    .filter((path) => path.startsWith('/'))
const spelled = spelledTo(endpoint)

const message = JSON.stringify({ ...textTo(customer), messaging_product: 'whatsapp' })
const query = new URLSearchParams({ to: customer, type: 'text', text: '{"body":"x"}' })

/** Ways to have a request do what POST does. */
const asPostOf = (
  body: string,
  parameters: URLSearchParams,
): fc.Arbitrary<{ readonly query: string; readonly init: RequestInit }> =>
  fc.oneof(
    fc.constantFrom('POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE').map((method) => ({
      query: '',
      init: { method, body, headers: { 'content-type': 'application/json' } },
    })),
    fc
      .constantFrom(
        'method=POST',
        'Method=post',
        'METHOD=POST',
        '_method=post',
        'method[]=POST',
        '%6dethod=POST',
      )
      .map((override) => ({ query: `?${override}&${parameters}`, init: {} })),
    fc
      .constantFrom('x-http-method-override', 'X-HTTP-Method', 'X-Method-Override', 'x_http_method_override')
      .map((name) => ({ query: `?${parameters}`, init: { headers: { [name]: 'POST' } } })),
  )

const asPost = asPostOf(message, query)

test('a send is decided or refused, however its path and its method are written', () =>
  holdsLater(
    fc.tuple(spelled, asPost),
    async ([path, { query: asked, init }]) => {
      const { status } = await world.ask(path + asked, init)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(world.graph.reached).toEqual([])
    },
    1_000,
  ))

test('a call without permission is refused, however its path and its method are written', async () => {
  const key = { phoneNumberId: '100', customer }
  const revoked = { type: 'call-permission-changed', permission: 'none', source: 'automatic' } as const
  await world.runtime.record([{ ...revoked, ...key, id: 'revoked', at: world.clock.now }])
  const call = { messaging_product: 'whatsapp', to: customer, action: 'connect' }
  const ways = asPostOf(JSON.stringify(call), new URLSearchParams(call))
  await holdsLater(
    fc.tuple(spelledTo(nameSpelled('calls')), ways),
    async ([path, { query: asked, init }]) => {
      const { status } = await world.ask(path + asked, init)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(status).toBeLessThan(500)
      expect(world.graph.reached).toEqual([])
    },
    1_000,
  )
})

/** A path as a server reads it that decodes, resolves and tidies all that it can, until nothing changes. */
const readLeniently = (path: string): string => {
  for (let before = path; ;) {
    let after = before
    try {
      after = decodeURIComponent(before)
    } catch {
      // It stays as it is.
    }
    after = after
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\p{Cc}\p{Cf} ]/gu, '')
      .replaceAll('\\', '/')
    after = new URL(after.replaceAll(/;[^/]*/g, '').replaceAll(/\/{2,}/g, '/'), 'http://graph').pathname
    if (after === before) return after.replaceAll(/(\.json|[.:/])+(?=\/|$)/g, '')
    before = after
  }
}

const soup = fc.oneof(
  fc.constantFrom('messages', 'marketing_messages', 'v24.0', '100', '7', 'me', 'message_templates', 'media'),
  fc.constantFrom(
    '/',
    '/',
    '/',
    '%2f',
    '%5c',
    '..',
    '.',
    '%2e',
    '%25',
    ';',
    '%00',
    '%20',
    '.json',
    '\\',
    '%2',
  ),
  nameSpelled('messages'),
)

test('no path that can be read as a send reaches Graph with anything but GET', () =>
  holdsLater(
    fc.tuple(fc.array(soup, { minLength: 2, maxLength: 8 }), fc.constantFrom('POST', 'PUT', 'DELETE')),
    async ([parts, method]) => {
      const from = world.graph.reached.length
      await world.ask(`/v24.0/${parts.join('')}`, { method, body: message })
      for (const { url } of world.graph.reached.slice(from)) {
        const { pathname } = new URL(url, 'http://graph')
        expect(readLeniently(pathname)).not.toMatch(/(^|\/)(marketing_)?messages$/)
        // What is read once more is read as the same.
        expect(decodeURIComponent(pathname)).toBe(pathname)
      }
      world.graph.reached.length = from
    },
    1_000,
  ))

const batched = '[{"method":"POST","relative_url":"100/messages"}]'

test.each([
  ['POST', '/v24.0/?batch=', undefined],
  ['POST', '/v24.0/100?batch=', undefined],
  ['GET', '/v24.0/100?Batch=', undefined],
  ['POST', '/v24.0/100?batch[0][method]=', undefined],
  ['POST', '/v24.0/100', new URLSearchParams({ batch: batched }).toString()],
  ['POST', '/v24.0/100', JSON.stringify({ batch: batched })],
  ['POST', '/v24.0/100', JSON.stringify({ 'batch[0][method]': 'POST' })],
  ['POST', '/v24.0/messages?ids=100,101', message],
  ['POST', '/v24.0/?ids=100,101', message],
  ['GET', '/v24.0/100?fields=messages.method(post).to(33639980001)', undefined],
  ['GET', '/v24.0/?ids=100&method=post', undefined],
])('several requests as one, and requests in fields, never leave: %s %s %s', async (method, path, body) => {
  const type = body?.startsWith('{') === true ? 'application/json' : 'application/x-www-form-urlencoded'
  const init = body === undefined ? { method } : { method, body, headers: { 'content-type': type } }
  const { status, json } = await world.ask(path, init)
  expect([status, json.error.code]).toEqual([400, 100])
  expect(world.graph.reached).toEqual([])
})

test('a read receipt takes no parameters along in its query', async () => {
  const receipt = JSON.stringify({ messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.7' })
  const { status } = await world.ask(`/v24.0/100/messages?${query}`, { method: 'POST', body: receipt })
  expect(status).toBe(200)
  expect(world.graph.reached.map(({ url }) => url)).toEqual(['/v24.0/100/messages'])
})

test.each([
  '/v24.0/100',
  '/v24.0/100/message_templates',
  '/v24.0/100/messages',
  '/v24.0/200/phone_numbers',
  '/v24.0/upload:MTphdHRhY2htZW50OmE=',
  '/v24.0/upload%3AMTphdHRhY2htZW50OmE%3D',
  '/v24.0/Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
  '/v24.0/100/message_history?message_id=wamid.HBgL%3D',
  '/v24.0/100?fields=messages.limit(3)',
])('what clients write goes on: GET %s', async (path) => {
  expect((await world.ask(path)).status).toBe(200)
  expect(world.graph.reached.at(-1)?.url).toBe(
    path.replace('upload%3A', 'upload:').replace('%3D', path.includes('?') ? '%3D' : '='),
  )
})

test.each(['graph.facebook.com/_media/..%2fv24.0%2f100', '_media/7%2f..%2f..%2fv24.0', '_media/7;x'])(
  'a file is no way to the Graph API: %s',
  async (path) => {
    const { host } = new URL(world.graph.baseUrl)
    const from = world.graph.reached.length
    const address = path.startsWith('_') ? `${host}/${path}` : path
    expect((await world.ask(`/media/${address}`)).status).toBe(404)
    expect(world.graph.reached).toHaveLength(from)
    expect(JSON.stringify(world.graph.reached)).not.toContain(secrets.apiKey)
  },
)
