import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ourAddress, theirAddress } from '../src/media/address.ts'
import { assertEach } from '../../core/test/support/check.ts'
import { secrets, worldOf, type World } from './support/world.ts'

const graphUrl = 'https://graph.facebook.com'
const file = 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=7&ext=1790000000&hash=a%2Bb'
const description = {
  messaging_product: 'whatsapp',
  url: file,
  mime_type: 'image/png',
  file_size: 9,
  id: '7',
}
const ours = '/media/lookaside.fbsbx.com/whatsapp_business/attachments/?mid=7&ext=1790000000&hash=a%2Bb'

/** What WhatsApp answers, and what it is asked. */
const asked: { url: string; init: RequestInit }[] = []
let answer: () => Response
let world: World

beforeEach(async () => {
  asked.length = 0
  answer = () => Response.json(description)
  world = await worldOf({
    options: {
      graph: {
        baseUrl: graphUrl,
        accessToken: secrets.accessToken,
        fetch: async (url, init) => {
          asked.push({ url, init })
          return answer()
        },
      },
    },
  })
})
afterEach(() => world.close())

describe('the description of a file', () => {
  test('has our address of it, and else what WhatsApp says', async () => {
    const { json } = await world.ask('/v24.0/7')
    expect(json).toEqual({ ...description, url: `http://gateway.test${ours}` })
  })

  test('has an address by HTTPS where the client came by it', async () => {
    const { json } = await world.ask('/v24.0/7', { headers: { 'x-forwarded-proto': 'https' } })
    expect(json).toMatchObject({ url: `https://gateway.test${ours}` })
  })

  test.each([
    ['an address elsewhere', { ...description, url: 'https://example.com/7' }],
    ['an address that is none', { ...description, url: 'seven' }],
    ['an address that is no text', { ...description, url: 7 }],
    ['an address further in', { data: [description] }],
    ['a text', 'url'],
    ['nothing', null],
    ['very much', { ...description, more: 'x'.repeat(20_000) }],
  ])('stays as it is: %s', async (_, told) => {
    const text = JSON.stringify(told, null, 2)
    answer = () => new Response(text, { headers: { 'content-type': 'application/json' } })
    expect((await world.ask('/v24.0/7')).text).toBe(text)
  })

  test('stays as it is: no JSON, an error, an answer to another method', async () => {
    const text = JSON.stringify(description)
    answer = () => new Response(text, { headers: { 'content-type': 'application/json' }, status: 400 })
    expect((await world.ask('/v24.0/7')).text).toBe(text)
    answer = () => new Response(text, { headers: { 'content-type': 'text/plain' } })
    expect((await world.ask('/v24.0/7')).text).toBe(text)
    answer = () => new Response(text, { headers: { 'content-type': 'application/json' } })
    expect((await world.ask('/v24.0/7', { method: 'POST' })).text).toBe(text)
    answer = () => new Response('{"url":', { headers: { 'content-type': 'application/json' } })
    expect((await world.ask('/v24.0/7')).text).toBe('{"url":')
  })
})

describe('a file', () => {
  const bytes = Uint8Array.from({ length: 9 }, (_, index) => 250 + index)

  test('comes as it is, fetched with the token', async () => {
    answer = () => new Response(bytes, { headers: { 'content-type': 'image/png' } })
    const headers = { authorization: `Bearer ${secrets.apiKey}`, range: 'bytes=0-8' }
    const got = await world.gateway.fetch(new Request(`http://gateway.test${ours}`, { headers }))
    expect([got.status, got.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes)
    expect(asked.map(({ url }) => url)).toEqual([file])
    const sent = new Headers(asked[0]?.init.headers)
    expect(sent.get('authorization')).toBe(`Bearer ${secrets.accessToken}`)
    expect(sent.get('range')).toBe('bytes=0-8')
    expect(JSON.stringify([...sent])).not.toContain(secrets.apiKey)
  })

  test('is no page of ours, whatever a customer has sent', async () => {
    answer = () => new Response('<script>alert(1)</script>', { headers: { 'content-type': 'text/html' } })
    const { headers } = await world.ask(ours)
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-disposition')).toBe('attachment')
  })

  test('keeps the name that WhatsApp tells', async () => {
    answer = () => new Response('x', { headers: { 'content-disposition': 'attachment; filename="a.pdf"' } })
    expect((await world.ask(ours)).headers.get('content-disposition')).toBe('attachment; filename="a.pdf"')
  })

  test('that WhatsApp does not give is told by WhatsApp; a redirect is not followed', async () => {
    answer = () => new Response('{"error":{"code":100}}', { status: 404 })
    expect(await world.ask(ours)).toMatchObject({ status: 404, text: '{"error":{"code":100}}' })
    answer = () => new Response(null, { status: 302, headers: { location: 'https://example.com' } })
    expect((await world.ask(ours)).status).toBe(302)
    expect(asked.every(({ init }) => init.redirect === 'manual')).toBe(true)
  })

  test('is for nobody without a key', async () => {
    expect((await world.askAs(ours)).status).toBe(401)
    expect((await world.askAs(`${ours}&access_token=${secrets.apiKey}`)).status).toBe(401)
    expect(asked).toEqual([])
  })

  test('is only read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await world.ask(ours, { method })).status).toBe(405)
    expect(asked).toEqual([])
  })
})

test.each([
  'example.com/7',
  'lookaside.fbsbx.com.example.com/7',
  'fbsbx.com/7',
  'evilfbsbx.com/7',
  'lookaside.fbsbx.com@example.com/7',
  'user:password@lookaside.fbsbx.com/7',
  'lookaside.fbsbx.com:8443/7',
  'example.com%2f.fbsbx.com/7',
  'example.com%23.fbsbx.com/7',
  'example.com\\.fbsbx.com/7',
  '127.0.0.1/7',
  '[::1]/7',
  'graph.facebook.com/v24.0/100/messages?method=post&to=1',
  'graph.facebook.com/100/messages?method=post&to=1',
  'graph.facebook.com/_media/../100/messages',
  'graph.facebook.com/_media/%2e%2e/100/messages',
  'graph.facebook.com/_media/7?method=post',
  'graph.facebook.com/',
  '',
])('the token does not go to %s', async (address) => {
  expect((await world.ask(`/media/${address}`)).status).toBe(404)
  expect(asked).toEqual([])
})

test('whatever is asked for, the token goes to WhatsApp alone', () => {
  const hosts = fc.constantFrom(
    'lookaside.fbsbx.com',
    'mmg.whatsapp.net',
    'example.com',
    'graph.facebook.com',
  )
  const parts = fc.array(
    fc.oneof(
      hosts,
      fc.constantFrom('/', '//', '@', ':', '\\', '%2f', '#', '?', '..', '.', ':443', '_media', 'x'),
    ),
    { maxLength: 8 },
  )
  let allowed = 0
  assertEach(
    fc.property(parts, fc.constantFrom('', '?a=b'), (made, query) => {
      const address = theirAddress(`/media/${made.join('')}`, query, graphUrl)
      if (address === null) return true
      allowed++
      const { protocol, hostname, port, username, password, pathname } = new URL(address)
      const isGraph = hostname === 'graph.facebook.com'
      return (
        protocol === 'https:' &&
        `${port}${username}${password}` === '' &&
        (isGraph ? /^\/_media\/[^/]+$/.test(pathname) : /\.(fbsbx\.com|whatsapp\.net)$/.test(hostname))
      )
    }),
    5_000,
  )
  expect(allowed).toBeGreaterThan(500)
})

test('our address of a file leads to the file', () => {
  const emulator = 'http://127.0.0.1:4000'
  for (const [address, graph] of [
    [file, graphUrl],
    ['https://mmg.whatsapp.net/v/t62.7118-24/7_n.enc?ccb=11-4', graphUrl],
    [`${emulator}/_media/2000000000000007`, emulator],
  ] as const) {
    const { pathname, search } = new URL(ourAddress(address, 'http://gateway.test', graph) ?? '')
    expect(theirAddress(pathname, search, graph)).toBe(address)
  }
})
