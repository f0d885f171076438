import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { decodedWholly, spelling } from './support/spelling.ts'
import { customer, secrets, textTo, worldOf, type World } from './support/world.ts'

let world: World

beforeAll(async () => {
  world = await worldOf()
  await world.hear(customer)
})
afterAll(() => world.close())

const { apiKey, otherKey, accessToken } = secrets

/** Where somebody who has a key might put it to have it replaced, or by mistake. */
const places = [
  'query',
  'query name',
  'debug query',
  'path',
  'header',
  'form',
  'form name',
  'json',
  'json name',
  'deep json',
  'multipart',
  'file name',
  'text body',
  'message',
  'receipt',
] as const

type Place = (typeof places)[number]

const path = fc.constantFrom(
  '/v24.0/100/whatsapp_business_profile',
  '/v24.0/APPID/subscriptions',
  '/v24.0/200/message_templates',
  '/v24.0/debug_token',
  '/v24.0/100/media',
  '/v24.0/upload:7',
  '/v25.0/7',
)

const planted = fc.record({
  path,
  place: fc.constantFrom(...places),
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  spell: spelling,
  around: fc.tuple(
    fc.constantFrom('', 'hello ', 'https://evil.example/?t=', '&', '"'),
    fc.constantFrom('', ' !', '&x'),
  ),
  credentials: fc.constantFrom('header', 'query'),
})

interface Planted {
  readonly path: string
  readonly place: Place
  readonly method: string
  readonly credentials: string
}

/** A request with a text in that place; nothing else of it is wrong. */
const requestWith = (
  { path: asked, place, method, credentials }: Planted,
  text: string,
): { readonly path: string; readonly init: RequestInit } => {
  const query = new URLSearchParams(credentials === 'query' ? { access_token: apiKey } : {})
  const headers = new Headers(credentials === 'query' ? {} : { authorization: `Bearer ${apiKey}` })
  const bodied = (body: string | FormData, type: string, at = asked) => {
    if (type !== '') headers.set('content-type', type)
    return { path: `${at}?${query}`, init: { method: 'POST', headers, body } }
  }
  const form = new FormData()
  form.append('messaging_product', 'whatsapp')
  form.append('file', new Blob(['PNG'], { type: 'image/png' }), place === 'file name' ? text : 'a.png')
  switch (place) {
    case 'query':
    case 'query name':
    case 'debug query':
      query.append(
        place === 'query name' ? text : place === 'query' ? 'about' : 'input_token',
        place === 'query name' ? 'x' : text,
      )
      return { path: `${asked}?${query}`, init: { method, headers } }
    case 'path':
      return { path: `${asked}/${encodeURIComponent(text)}?${query}`, init: { method, headers } }
    case 'header':
      headers.set('x-copy', encodeURI(text))
      return { path: `${asked}?${query}`, init: { method, headers } }
    case 'form':
      return bodied(new URLSearchParams({ about: text }).toString(), 'application/x-www-form-urlencoded')
    case 'form name':
      return bodied(new URLSearchParams({ [text]: 'x' }).toString(), 'application/x-www-form-urlencoded')
    case 'json':
      return bodied(JSON.stringify({ about: text }), 'application/json')
    case 'json name':
      return bodied(JSON.stringify({ [text]: 1 }), '')
    case 'deep json':
      return bodied(JSON.stringify({ components: [{ type: 'BODY', text: [text] }] }), 'text/javascript')
    case 'multipart':
      form.append('about', text)
      return bodied(form, '')
    case 'file name':
      return bodied(form, '')
    case 'text body':
      return bodied(text, 'text/plain')
    case 'message':
      return bodied(JSON.stringify(textTo(customer, text)), 'application/json', '/v24.0/100/messages')
    case 'receipt':
      return bodied(
        JSON.stringify({ messaging_product: 'whatsapp', status: 'read', message_id: text }),
        'application/json',
        '/v24.0/100/messages',
      )
  }
}

/** All of what reached Graph but the header that the token belongs in. */
const seen = (from: number): string =>
  world.graph.reached
    .slice(from)
    .map(({ method, url, headers, body }) => {
      const others = JSON.stringify({ ...headers, authorization: undefined })
      return [method, url, others, body.toString('latin1')].join('\n')
    })
    .join('\n')

test('whatever names a key anywhere is refused and never leaves, however it is written', () =>
  holdsLater(
    planted,
    async ({ spell, around: [before, after], ...where }) => {
      const from = world.graph.reached.length
      const { path: asked, init } = requestWith(where, before + spell(apiKey) + after)
      const isAllowed =
        where.place === 'debug query' && where.path === '/v24.0/debug_token' && where.method === 'GET'
      const isExact = spell(apiKey) === apiKey && `${before}${after}` === ''
      const { status, json } = await world.askAs(asked, init)
      if (isAllowed && isExact) {
        expect(status).toBe(200)
        const { url } = world.graph.reached.at(-1) ?? { url: '' }
        expect(new URL(url, 'http://graph').searchParams.get('input_token')).toBe(accessToken)
        expect(decodedWholly(seen(from))).not.toContain(apiKey)
        return
      }
      expect([status, json.error.code]).toEqual([400, 100])
      expect(world.graph.reached).toHaveLength(from)
    },
    400,
  ))

test('the token reaches Graph in the Authorization header only, for every caller and key', () =>
  holdsLater(
    fc.tuple(planted, fc.constantFrom(apiKey, otherKey, accessToken, 'harmless'), fc.boolean()),
    async ([{ spell, around, ...where }, text, isBare]) => {
      const from = world.graph.reached.length
      const value = isBare ? text : around.join(spell(text))
      const { path: asked, init } = requestWith(where, value)
      await world.askAs(asked, init)
      const isDebug = asked.startsWith('/v24.0/debug_token?') && where.method === 'GET'
      const told = seen(from)
      if (isBare && text !== accessToken && text !== 'harmless')
        expect(decodedWholly(told)).not.toContain(text)
      // Somebody who has the token already may write it where they like.
      if (text !== accessToken && !(isDebug && where.place === 'debug query'))
        expect(decodedWholly(told)).not.toContain(accessToken)
      for (const { headers } of world.graph.reached.slice(from))
        expect(headers.authorization).toBe(`Bearer ${accessToken}`)
    },
    300,
  ))

test('what names no key goes on', () =>
  holdsLater(
    fc.record({
      path,
      place: fc.constantFrom(...places.slice(4, 13)),
      credentials: fc.constantFrom('header', 'query'),
    }),
    async (where) => {
      const from = world.graph.reached.length
      const { path: asked, init } = requestWith({ ...where, method: 'POST' }, 'key-PLANTED- 1 %41 \\u0041')
      expect((await world.askAs(asked, init)).status).toBe(200)
      expect(world.graph.reached).toHaveLength(from + 1)
    },
    60,
  ))
