import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { breakOff, json } from './support/graph-server.ts'
import { post, secrets, worldOf, type World } from './support/world.ts'

let world: World

beforeEach(async () => {
  world = await worldOf()
})
afterEach(() => world.close())

const last = () => {
  const reached = world.graph.reached.at(-1)
  if (reached === undefined) throw new Error('nothing came')
  return reached
}

test('WhatsApp’s refusal of the access token is told apart from one of the API key', async () => {
  const error = { error: { code: 190, message: 'expired', type: 'OAuthException' } }
  world.graph.answers.push(json(401, error))
  const refused = await world.ask('/v25.0/200/message_templates')
  expect([refused.status, refused.json]).toEqual([401, error])
  expect(refused.headers.get('guichet-outcome')).toBe('refused-by-whatsapp')
  const stranger = await world.askAs('/v25.0/200/message_templates')
  expect([stranger.status, stranger.headers.has('guichet-outcome')]).toEqual([401, false])
})

describe('a request that is not for us', () => {
  test('goes on as it is, with the token in the key’s place', async () => {
    world.graph.answers.push((response) => {
      response.writeHead(201, {
        'content-type': 'application/json',
        'x-fb-trace-id': 'trace',
        connection: 'x-hop',
        'x-hop': '1',
      })
      response.end('{"id":"7"}')
    })
    const { status, text, headers } = await world.ask(
      '/v25.0/200/message_templates?fields=id%2Cname,x{y}&limit=3',
      {
        ...post({ name: 'x' }),
        headers: {
          'content-type': 'application/json',
          'x-own': 'kept',
          cookie: 'session=1',
          host: 'gateway.test',
          expect: '100-continue',
          te: 'trailers',
        },
      },
    )
    expect([status, text]).toEqual([201, '{"id":"7"}'])
    expect(headers.get('x-fb-trace-id')).toBe('trace')
    expect(headers.has('x-hop')).toBe(false)
    const { method, url, headers: reached, body } = last()
    expect([method, url]).toEqual(['POST', '/v25.0/200/message_templates?fields=id%2Cname,x{y}&limit=3'])
    expect(body.toString()).toBe('{"name":"x"}')
    expect(reached).toMatchObject({ authorization: `Bearer ${secrets.accessToken}`, 'x-own': 'kept' })
    expect(reached.cookie).toBeUndefined()
    expect(reached.te).toBeUndefined()
    expect(reached.host).toBe(new URL(world.graph.baseUrl).host)
  })

  test('leaves out what is about our own connection, whichever fetch is used', async () => {
    let reached = new Headers()
    const graph = {
      accessToken: secrets.accessToken,
      fetch: async (_: string, init: RequestInit) => {
        reached = new Headers(init.headers)
        return new Response('{}')
      },
    }
    const other = await worldOf({ options: { graph } })
    const own = {
      host: 'gateway.test',
      'accept-encoding': 'br',
      connection: 'x-hop',
      'x-hop': '1',
      'x-own': 'kept',
    }
    await other.ask('/v25.0/7', { headers: own })
    expect([...reached.keys()]).toEqual(['authorization', 'x-own'])
    await other.close()
  })

  test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])(
    'goes on with its method: %s',
    async (method) => {
      expect((await world.ask('/v25.0/7', { method })).status).toBe(200)
      expect(last().method).toBe(method)
    },
  )

  test('keeps the scheme that some of Graph’s paths want', async () => {
    const headers = { authorization: `OAuth ${secrets.apiKey}` }
    expect((await world.askAs('/v25.0/upload:7', { method: 'POST', headers })).status).toBe(200)
    expect(last().headers.authorization).toBe(`OAuth ${secrets.accessToken}`)
  })

  test('may bring its key in the query, where it does not stay', async () => {
    const query = `access_token=${secrets.apiKey}&appsecret_proof=abc&fields=id`
    expect((await world.askAs(`/v25.0/7?${query}`)).status).toBe(200)
    const { url, headers } = last()
    expect(url).toBe('/v25.0/7?fields=id')
    expect(headers.authorization).toBe(`Bearer ${secrets.accessToken}`)
  })

  test.each([secrets.apiKey, secrets.otherKey])(
    'may ask what a token may do, by any key of the gateway: %s',
    async (key) => {
      for (const path of ['/v25.0/debug_token', '/debug_token/']) {
        expect((await world.ask(`${path}?input_token=${key}&fields=scopes`)).status).toBe(200)
        expect(Object.fromEntries(new URL(last().url, 'http://x').searchParams)).toEqual({
          input_token: secrets.accessToken,
          fields: 'scopes',
        })
      }
    },
  )

  test.each([
    ['GET', '/v25.0/7?input_token=KEY'],
    ['POST', '/v25.0/debug_token?input_token=KEY'],
    ['GET', '/v25.0/debug_token?input_token=KEY,KEY'],
    ['GET', '/v25.0/debug_token?input_token=KEY&about=KEY'],
    ['GET', '/v25.0/100/debug_token?input_token=KEY'],
    ['POST', '/v25.0/100/whatsapp_business_profile?about=KEY'],
    ['POST', '/v25.0/100/subscriptions?callback_url=https://evil.example/?t=KEY&verify_token=KEY'],
    ['GET', '/v25.0/KEY'],
  ])('is refused where the token would stand in it: %s %s', async (method, path) => {
    const { status, json: body } = await world.ask(path.replaceAll('KEY', secrets.apiKey), { method })
    expect([status, body.error.code]).toEqual([400, 100])
    expect(body.error.error_data.details).toMatch(
      /^The API key is in the (query|path), .*Authorization header/,
    )
    expect(world.graph.reached).toEqual([])
  })

  test('is refused with a key in a header, and goes on without what a proxy wrote', async () => {
    const copied = await world.ask('/v25.0/7', { headers: { 'x-copy': `a ${secrets.apiKey} b` } })
    expect([copied.status, copied.json.error.error_data.details]).toEqual([
      400,
      expect.stringContaining('in the header x-copy'),
    ])
    const headers = { 'x-original-uri': `/v25.0/7?access_token=${secrets.apiKey}`, 'x-forwarded-for': '::1' }
    expect((await world.askAs(`/v25.0/7?access_token=${secrets.apiKey}`, { headers })).status).toBe(200)
    expect(last().headers).toMatchObject({ 'x-forwarded-for': '::1' })
    expect(last().headers['x-original-uri']).toBeUndefined()
    expect(world.graph.reached).toHaveLength(1)
  })

  test('breaks off where a key is in a file that is too long to be kept', async () => {
    const body = Buffer.concat([Buffer.alloc(3_000_000, '.'), Buffer.from(secrets.apiKey), Buffer.alloc(9)])
    const headers = { 'content-type': 'image/png' }
    const { status, json: answer } = await world.ask('/v25.0/upload:7', { method: 'POST', body, headers })
    expect([status, answer.error.error_data.details]).toEqual([400, expect.stringContaining('in the body')])
    expect(world.graph.reached).toEqual([])
  })

  test('is refused as JSON or a form that is too long to be looked through', async () => {
    const body = `{"x":"${'x'.repeat(1024 * 1024)}"}`
    for (const type of ['application/json', 'application/x-www-form-urlencoded']) {
      const init = { method: 'POST', body, headers: { 'content-type': type } }
      expect((await world.ask('/v25.0/7', init)).status).toBe(413)
      expect((await world.ask('/v25.0/upload:7', init)).status).toBe(200)
    }
  })

  test('brings a file of several megabytes there and back', async () => {
    const file = Buffer.alloc(5_000_000)
    for (let at = 0; at < file.length; at += 4) file.writeUInt32LE((at * 2654435761) >>> 0, at)
    const form = new FormData()
    form.append('messaging_product', 'whatsapp')
    form.append('file', new Blob([file], { type: 'image/png' }), 'picture.png')
    world.graph.answers.push((response, { body }) => response.end(body))
    const answer = await world.gateway.fetch(
      new Request('http://gateway.test/v25.0/100/media', {
        method: 'POST',
        body: form,
        headers: { authorization: `Bearer ${secrets.apiKey}` },
      }),
    )
    const back = Buffer.from(await answer.arrayBuffer())
    expect(last().headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(last().body.includes(file)).toBe(true)
    expect(back.equals(last().body)).toBe(true)
  })

  test('keeps the length that it names, so that it is not sent in chunks', async () => {
    const headers = { 'content-length': '5' }
    await world.ask('/v25.0/100/media', { method: 'POST', body: 'hello', headers })
    expect(last().headers['content-length']).toBe('5')
    expect(last().headers['transfer-encoding']).toBeUndefined()
  })

  test('is answered while the answer still comes', async () => {
    let end: () => void = () => undefined
    world.graph.answers.push((response) => {
      response.write('one ')
      end = () => response.end('two')
    })
    const headers = { authorization: `Bearer ${secrets.apiKey}` }
    const answer = await world.gateway.fetch(new Request('http://gateway.test/v25.0/7', { headers }))
    const reader = answer.body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('one ')
    end()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('two')
  })
})

describe('an answer', () => {
  test.each([204, 304])('may be empty: %s', async (status) => {
    world.graph.answers.push((response) => response.writeHead(status).end())
    expect(await world.ask('/v25.0/7')).toMatchObject({ status, text: '' })
  })

  test('that is an error stays as it is', async () => {
    const error = { message: 'Unsupported get request', type: 'GraphMethodException', code: 100 }
    world.graph.answers.push(json(400, { error }))
    expect(await world.ask('/v25.0/7')).toMatchObject({ status: 400, json: { error } })
  })

  test('that points elsewhere is not followed, for the token would go there', async () => {
    const elsewhere = `${world.graph.baseUrl}/elsewhere?access_token=${encodeURIComponent(secrets.accessToken)}`
    world.graph.answers.push((response) => response.writeHead(302, { location: elsewhere }).end())
    const { status, headers } = await world.ask('/v25.0/7')
    expect(status).toBe(302)
    expect(headers.get('location')).toBe(`${world.graph.baseUrl}/elsewhere?access_token=access-token-removed`)
    expect(world.graph.reached).toHaveLength(1)
  })

  test('never holds the token, also where it is cut in two', async () => {
    const { accessToken } = secrets
    const escaped = encodeURIComponent(accessToken)
    const text = `{"next":"https://graph/?access_token=${escaped}&after=1","echo":"${accessToken}","tail":"EAAG-PLAN`
    for (const at of [30, 45, 47, 70, 85, 90]) {
      world.graph.answers.push((response) => {
        response.write(text.slice(0, at))
        setImmediate(() => response.end(text.slice(at)))
      })
      const answer = await world.ask('/v25.0/7')
      expect(answer.text).toBe(
        text.replace(escaped, 'access-token-removed').replace(accessToken, 'access-token-removed'),
      )
    }
  })

  test('that is compressed comes decoded, and says so', async () => {
    const { gzipSync } = await import('node:zlib')
    world.graph.answers.push((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' })
      response.end(gzipSync('plain words'))
    })
    const { text, headers } = await world.ask('/v25.0/7')
    expect(text).toBe('plain words')
    expect([headers.has('content-encoding'), headers.has('content-length')]).toEqual([false, false])
  })

  test('that breaks off, or never comes, is an error in Graph’s shape', async () => {
    world.graph.answers.push(breakOff)
    expect(await world.ask('/v25.0/7', { method: 'POST', body: 'x' })).toMatchObject({
      status: 502,
      json: { error: { code: 131000 } },
    })
    await world.graph.close()
    const gone = await world.ask('/v25.0/7')
    expect(gone).toMatchObject({ status: 503, json: { error: { code: 131016 } } })
    expect(gone.headers.get('retry-after')).toBe('1')
  })

  test('that takes too long is given up', async () => {
    const impatient = await worldOf({ options: { limits: { graphTimeout: 1 } } })
    impatient.graph.answers.push(() => undefined)
    expect(await impatient.ask('/v25.0/7')).toMatchObject({ status: 504, json: { error: { code: 131000 } } })
    await impatient.close()
  })

  test('that nobody waits for any more ends the request to Graph', async () => {
    const closed = new Promise<void>((resolve) => {
      world.graph.answers.push((response) => void response.on('close', resolve))
    })
    const caller = new AbortController()
    const headers = { authorization: `Bearer ${secrets.apiKey}` }
    const asked = world.gateway.fetch(
      new Request('http://gateway.test/v25.0/7', { headers, signal: caller.signal }),
    )
    while (world.graph.reached.length === 0) await new Promise((resolve) => setImmediate(resolve))
    caller.abort()
    await closed
    expect((await asked).status).toBe(502)
  })
})
