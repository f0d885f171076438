import { type GraphClientOptions, type Outcome, type Sending, graphClient } from '@guichet/cloud-api'
import type { ServerResponse } from 'node:http'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertEachLater } from '../../../core/test/support/check.ts'
import { nobody, withServer } from './servers.ts'

const TOKEN = 'EAAGm0PX4ZCpsBAKZC'
const message: Sending = {
  phoneNumberId: '106540352242922',
  body: { messaging_product: 'whatsapp', to: '33639980001', type: 'text', text: { body: 'Bonjour' } },
}
const success = { contacts: [{ wa_id: '33639980001' }], messages: [{ id: 'wamid.1' }] }
const graphError = (code: number, more: object = {}): object => ({
  error: { message: `(#${code}) x`, code, fbtrace_id: 'A1', ...more },
})

const answer =
  (status: number, body: unknown, type: string = 'application/json; charset=UTF-8') =>
  (_: unknown, response: ServerResponse): void =>
    void response
      .writeHead(status, { 'content-type': type })
      .end(typeof body === 'string' ? body : JSON.stringify(body))

const send = (options: Partial<GraphClientOptions>, more: Partial<Sending> = {}): Promise<Outcome> =>
  graphClient({ accessToken: TOKEN, timeout: 20_000, ...options }).send({ ...message, ...more })

const answered = (status: number, body: unknown, type?: string): Promise<Outcome> =>
  withServer(answer(status, body, type), ({ baseUrl }) => send({ baseUrl }))

test('a message goes out as it is, once, with its callback data, and is accepted', async () => {
  await withServer(answer(200, success), async ({ baseUrl, asked }) => {
    const outcome = await send({ baseUrl: `${baseUrl}/meta/` }, { callbackData: 'order 42' })
    expect(outcome).toEqual({
      outcome: 'accepted',
      wamid: 'wamid.1',
      at: expect.any(Number),
      customer: { waId: '33639980001' },
    })
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      method: 'POST',
      url: '/meta/v24.0/106540352242922/messages',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      ...message.body,
      biz_opaque_callback_data: 'order 42',
    })
  })
})

test.each([
  ['Fri, 02 Oct 2026 09:00:07 GMT', Date.parse('2026-10-02T09:00:07Z')],
  ['2026-10-02T09:00:07', undefined],
  ['', undefined],
])('what was taken is dated by the answer: %j', async (date, at) => {
  const fetch = (): Promise<Response> => Promise.resolve(Response.json(success, { headers: { date } }))
  expect(await send({ fetch })).toMatchObject({ outcome: 'accepted' })
  expect((await send({ fetch })) as { at?: number }).toHaveProperty('wamid', 'wamid.1')
  expect(((await send({ fetch })) as { at?: number }).at).toBe(at)
})

test('another version and another endpoint', async () => {
  await withServer(answer(200, success), async ({ baseUrl, asked }) => {
    await send({ baseUrl, version: 'v26.0' }, { endpoint: 'marketing_messages' })
    expect(asked[0]?.url).toBe('/v26.0/106540352242922/marketing_messages')
  })
})

test.each([
  [undefined, 'the options must be an object with an accessToken'],
  [{}, '$.accessToken: is missing'],
  [{ accessToken: undefined }, '$.accessToken: is missing'],
  [{ accessToken: null }, '$.accessToken: must be a text'],
  [{ accessToken: 7 }, '$.accessToken: must be a text'],
  [{ token: TOKEN }, 'unknown option `token`; did you mean `accessToken`?'],
  [{ accessToken: TOKEN, fetch: 'fetch' }, '$.fetch: must be a function'],
  [{ accessToken: TOKEN, timeout: '30s' }, '$.timeout: must be milliseconds'],
  [{ accessToken: TOKEN, baseUrl: new URL('https://graph.facebook.com') }, '$.baseUrl: must be a text'],
  [{ accessToken: TOKEN, version: 24 }, '$.version: must be a text such as v24.0'],
])('no client is made with %o', (options, reason) => {
  const make = (): unknown => Reflect.apply(graphClient, null, [options])
  expect(make).toThrow(TypeError)
  expect(make).toThrow(reason)
  expect(make).not.toThrow(TOKEN)
})

describe('an answer', () => {
  test.each<readonly [string, number, unknown, object]>([
    ['200 without a wamid', 200, { success: true }, { outcome: 'unknown', reason: 'answer-unreadable' }],
    ['200 with an error', 200, graphError(131047), { outcome: 'unknown', reason: 'contradiction' }],
    ['200 that is no JSON', 200, 'OK', { outcome: 'unknown', reason: 'answer-unreadable', status: 200 }],
    ['200 that is empty', 200, '', { outcome: 'unknown', reason: 'answer-unreadable' }],
    ['204', 204, '', { outcome: 'unknown', reason: 'answer-unreadable', status: 204 }],
    ['outside the window', 400, graphError(131047), { outcome: 'refused', status: 400, code: 131047 }],
    [
      '429 of Meta',
      429,
      graphError(4),
      { outcome: 'failed', reason: 'throttled', code: 4, retryAfter: 60_000 },
    ],
    ['429 of somebody else', 429, 'Too Many Requests', { outcome: 'unknown', status: 429 }],
    ['500 of Meta, maintenance', 500, graphError(131057), { outcome: 'failed', code: 131057 }],
    ['500 of Meta, unknown', 500, graphError(131000), { outcome: 'unknown', reason: 'server-fault' }],
    ['500 of somebody else', 500, '<h1>Oops</h1>', { outcome: 'unknown', reason: 'answer-unreadable' }],
    ['404 of somebody else', 404, 'Not Found', { outcome: 'unknown', status: 404 }],
  ])('%s', async (_, status, body, expected) => {
    expect(await answered(status, body)).toMatchObject(expected)
  })

  test('of another content type is read by what it holds', async () => {
    expect(await answered(200, success, 'text/javascript')).toMatchObject({ outcome: 'accepted' })
    expect(await answered(200, '<p>wamid.1</p>', 'application/json')).toMatchObject({ outcome: 'unknown' })
  })

  test('that points elsewhere is not followed', async () => {
    await withServer(answer(200, success), async (elsewhere) => {
      for (const status of [301, 302, 303, 307, 308])
        await withServer(
          (_, response) => void response.writeHead(status, { location: `${elsewhere.baseUrl}/x` }).end(),
          async ({ baseUrl }) =>
            expect(await send({ baseUrl })).toEqual({ outcome: 'unknown', reason: 'redirected', status }),
        )
      expect(elsewhere.asked).toEqual([])
    })
  })

  test('with an attempt behind it waits longer', async () => {
    const outcome = await withServer(answer(400, graphError(131056)), ({ baseUrl }) =>
      send({ baseUrl }, { attempt: 3 }),
    )
    expect(outcome).toEqual({ outcome: 'failed', reason: 'throttled', code: 131056, retryAfter: 64_000 })
  })
})

describe('a Retry-After', () => {
  const now = Date.UTC(2026, 9, 20, 12)
  test.each<readonly [string, Readonly<Record<string, string>>, number]>([
    ['of seconds', { 'retry-after': '7' }, 7000],
    ['of an instant', { 'retry-after': 'Tue, 20 Oct 2026 12:00:09 GMT', date: '' }, 9000],
    [
      'of an instant by a clock that differs from ours',
      { 'retry-after': 'Tue, 20 Oct 2026 13:00:09 GMT', date: 'Tue, 20 Oct 2026 13:00:00 GMT' },
      9000,
    ],
    ['of an instant that is over', { 'retry-after': 'Tue, 20 Oct 2026 11:00:00 GMT', date: '' }, 1000],
    ['of years', { 'retry-after': '999999999' }, 86_400_000],
    ['of no time that anybody knows', { 'retry-after': 'soon' }, 60_000],
    ['of a date without a zone', { 'retry-after': '2026-10-20 12:00:09' }, 60_000],
    ['of a negative number', { 'retry-after': '-5' }, 60_000],
    ['of nothing', {}, 60_000],
  ])('%s', async (_, headers, retryAfter) => {
    const fetch = (): Promise<Response> =>
      Promise.resolve(new Response(JSON.stringify(graphError(80007)), { status: 429, headers }))
    expect(await send({ fetch, now: () => now })).toMatchObject({ outcome: 'failed', retryAfter })
  })
})

describe('the access token', () => {
  test('is in no outcome, also where Meta quotes it', async () => {
    const quoting = graphError(190, {
      message: `Malformed access token ${TOKEN}`,
      error_data: { details: [TOKEN, { deep: `x${TOKEN}` }] },
      fbtrace_id: TOKEN,
    })
    // As an escape of JSON, it is not found in the text.
    const escaped = JSON.stringify(quoting).replaceAll('EAAG', String.raw`\u0045AAG`)
    for (const body of [JSON.stringify(quoting), escaped]) {
      const outcome = await answered(401, body)
      expect(outcome).toMatchObject({
        outcome: 'refused',
        code: 190,
        message: 'Malformed access token [access token]',
      })
      expect(JSON.stringify(outcome)).not.toContain(TOKEN)
    }
  })

  test('is in no outcome where it cannot be sent', async () => {
    for (const accessToken of ['EAAG\nX', 'EAAG é', '']) {
      const outcome = await send({ accessToken, baseUrl: await nobody() })
      expect(outcome).toMatchObject({ outcome: 'refused', status: null, code: null })
      expect(JSON.stringify(outcome)).not.toContain('EAAG')
    }
  })
})

describe('nothing leaves', () => {
  test('where no request can be made', async () => {
    await withServer(answer(200, success), async ({ baseUrl, asked }) => {
      const bad: readonly Partial<Sending>[] = [
        { phoneNumberId: '../1' },
        { callbackData: 'x'.repeat(513) },
        { body: { status: 'read', message_id: 'wamid.in' } },
        { body: { to: 1n } },
      ]
      for (const more of bad)
        expect(await send({ baseUrl }, more)).toMatchObject({ outcome: 'refused', code: null, raw: null })
      expect(asked).toEqual([])
    })
  })
})

describe('another fetch', () => {
  test.each<readonly [string, unknown, object]>([
    [
      'throws',
      () => {
        throw new TypeError(TOKEN)
      },
      { outcome: 'unknown', reason: 'connection-lost' },
    ],
    ['gives nothing', () => Promise.resolve(undefined), { outcome: 'unknown', reason: 'connection-lost' }],
    ['rejects with nothing', () => Promise.reject(), { outcome: 'unknown', reason: 'connection-lost' }],
    ['never ends', () => new Promise(() => undefined), { outcome: 'unknown', reason: 'timed-out' }],
  ])('that %s', async (_, fetch, expected) => {
    const client = graphClient({ accessToken: TOKEN, timeout: 20, fetch: fetch as typeof globalThis.fetch })
    expect(await client.send(message)).toEqual(expected)
  })

  test('that answers anything at all: one of four outcomes, accepted only with a wamid', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 200, max: 599 }),
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom(success, graphError(4)).map((body) => JSON.stringify(body)),
      ),
      async (status, text) => {
        const empty = status === 204 || status === 205 || status === 304
        const client = graphClient({
          accessToken: TOKEN,
          fetch: () => Promise.resolve(new Response(empty ? null : text, { status })),
        })
        const outcome = await client.send(message)
        expect(['accepted', 'refused', 'failed', 'unknown']).toContain(outcome.outcome)
        if (outcome.outcome === 'accepted') expect(text).toContain(`"${outcome.wamid}"`)
      },
    )
    await assertEachLater(property, 500)
  })
})
