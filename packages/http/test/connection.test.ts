import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR, DAY } from '@guichet/core'
import { memoryStore } from '@guichet/runtime'
import { breakOff, json } from './support/graph-server.ts'
import {
  customer,
  post,
  secrets,
  signed,
  start,
  templateTo,
  templateWebhook,
  textTo,
  worldOf,
  type World,
} from './support/world.ts'

const path = '/v23.0/100/messages'
let world: World

beforeEach(async () => {
  world = await worldOf()
})
afterEach(() => world.close())

const lastBody = (): Record<string, unknown> =>
  JSON.parse(world.graph.reached.at(-1)?.body.toString() ?? '') as Record<string, unknown>

describe('messages that come too fast for one customer', () => {
  test('are refused with 131056, and the key stays usable', async () => {
    await world.hear(customer)
    const send = (key: string) => world.ask(path, post(textTo(customer), { 'idempotency-key': key }))
    for (let nth = 0; nth < 45; nth++) expect((await send(`k${nth}`)).status).toBe(200)
    const { status, json: body, headers } = await send('last')
    expect(status).toBe(429)
    expect(body.error).toMatchObject({ code: 131056, is_transient: true })
    expect(body.error.guichet.reasons).toMatchObject([{ code: 'pair-rate-reached' }])
    // 45 messages owe six seconds each.
    const wait = Number(headers.get('retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(45 * 6)
    world.clock.now += wait * 1000
    expect((await send('last')).status).toBe(200)
    expect(world.graph.reached).toHaveLength(46)
  })
})

describe('a message that the rules allow', () => {
  test('goes out with the real token and is answered as WhatsApp answers', async () => {
    await world.hear(customer)
    const { status, json: body, headers } = await world.ask(path, post(textTo('+33 6 39 98 00 01')))
    expect(status).toBe(200)
    expect(body).toEqual({
      messaging_product: 'whatsapp',
      contacts: [{ input: '+33 6 39 98 00 01', wa_id: customer }],
      messages: [{ id: 'wamid.1' }],
    })
    expect(headers.get('content-type')).toBe('application/json; charset=UTF-8')
    expect(world.graph.reached).toHaveLength(1)
    expect(world.graph.reached[0]?.headers.authorization).toBe(`Bearer ${secrets.accessToken}`)
    expect(lastBody()).toMatchObject(textTo('+33 6 39 98 00 01'))
  })

  test('is one to a business-scoped user id', async () => {
    await world.hear('FR.123')
    const { to: _, ...rest } = textTo('') as { to: string }
    const { json: body } = await world.ask(path, post({ ...rest, recipient: 'FR.123' }))
    expect(body.contacts).toEqual([{ input: 'FR.123', user_id: 'FR.123' }])
  })

  test('is a template without any window, and keeps Meta’s word for it', async () => {
    const body = {
      contacts: [{ wa_id: customer }],
      messages: [{ id: 'wamid.t', message_status: 'accepted' }],
    }
    world.graph.answers.push(json(200, body))
    const headers = { 'idempotency-key': 'k' }
    const { json: answer } = await world.ask(path, post(templateTo(customer), headers))
    expect(answer.messages).toEqual([{ id: 'wamid.t', message_status: 'accepted' }])
    expect((await world.ask(path, post(templateTo(customer), headers))).json).toEqual(answer)
  })

  test('goes to the endpoint of marketing messages where the caller names that', async () => {
    const { status } = await world.ask('/v23.0/100/marketing_messages', post(templateTo(customer)))
    expect(status).toBe(200)
    expect(world.graph.reached[0]?.url).toBe('/v24.0/100/marketing_messages')
  })

  test.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['no type', undefined],
    ['a text', 'text/plain;charset=UTF-8'],
  ])('comes in as %s', async (_, type) => {
    await world.hear(customer)
    const text = { body: 'hello' }
    const body =
      type === 'application/x-www-form-urlencoded'
        ? new URLSearchParams({
            messaging_product: 'whatsapp',
            to: customer,
            type: 'text',
            text: JSON.stringify(text),
          }).toString()
        : JSON.stringify(textTo(customer, 'hello'))
    const { status } = await world.ask(path, {
      method: 'POST',
      body: Buffer.from(body),
      ...(type === undefined ? {} : { headers: { 'content-type': type } }),
    })
    expect(status).toBe(200)
    expect(lastBody()).toMatchObject({ to: customer, text })
  })

  test('is remembered as a request for permission to call, if it is one', async () => {
    await world.hear(customer)
    const request = {
      ...textTo(customer),
      type: 'interactive',
      interactive: { type: 'call_permission_request', action: { name: 'call_permission_request' } },
    }
    expect((await world.ask(path, post(request))).status).toBe(200)
    const events = await world.runtime.events({ phoneNumberId: '100', customer })
    expect(events.slice(-2)).toMatchObject([
      { type: 'business-messaged', id: 'wamid.1', content: { kind: 'service' } },
      { type: 'call-permission-requested', id: 'wamid.1', by: 'service' },
    ])
  })

  test('comes in as a form with parts, or in the query', async () => {
    await world.hear(customer)
    const form = new FormData()
    for (const [name, value] of Object.entries({
      messaging_product: 'whatsapp',
      to: customer,
      type: 'text',
      text: '{"body":"hello"}',
    }))
      form.append(name, value)
    expect((await world.ask(path, { method: 'POST', body: form })).status).toBe(200)
    expect(lastBody()).toMatchObject({ to: customer, text: { body: 'hello' } })
    const query = new URLSearchParams({
      to: customer,
      type: 'text',
      text: '{"body":"query"}',
      access_token: secrets.apiKey,
    })
    expect((await world.askAs(`${path}?${query}`, { method: 'POST' })).status).toBe(200)
    expect(lastBody()).toMatchObject({ to: customer, text: { body: 'query' } })
    expect(lastBody()).not.toHaveProperty('access_token')
  })
})

describe('what a status echoes', () => {
  test('leads back to the intent, and to the caller’s own data', async () => {
    await world.hear(customer)
    await world.ask(path, post({ ...textTo(customer), biz_opaque_callback_data: 'order 42: é' }))
    expect(lastBody()['biz_opaque_callback_data']).toMatch(/^guichet:[0-9a-f-]{36}:order 42: é$/)
  })

  test('has room for 467 characters of the caller, and no more', async () => {
    await world.hear(customer)
    const withData = (data: unknown): object => ({ ...textTo(customer), biz_opaque_callback_data: data })
    expect((await world.ask(path, post(withData('x'.repeat(467))))).status).toBe(200)
    expect(String(lastBody()['biz_opaque_callback_data'])).toHaveLength(512)
    for (const data of ['x'.repeat(468), 7, {}]) {
      const { status, json: body } = await world.ask(path, post(withData(data)))
      expect([status, body.error.code]).toEqual([400, 100])
      expect(body.error.error_data.details).toContain('467')
    }
    expect(world.graph.reached).toHaveLength(1)
  })
})

describe('a message that the rules refuse', () => {
  test('never leaves, and is told as Meta tells it, with reasons, clauses and remedies', async () => {
    const { status, json: body } = await world.ask(path, post(textTo(customer)))
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ type: 'OAuthException', code: 131047 })
    expect(body.error.message).toMatch(/^\(#131047\) /)
    expect(body.error.error_data.messaging_product).toBe('whatsapp')
    expect(body.error.error_data.details).toMatch(/G6.*CSW-3.*Instead: .*template/)
    expect(body.error.guichet.reasons).toMatchObject([{ code: 'service-window-closed' }])
    expect(body.error.guichet.remedies).toMatchObject([{ do: 'send-template' }, { do: 'wait-for-customer' }])
    expect(world.graph.reached).toHaveLength(0)
  })

  test.each([
    ['PAUSED', 400, 132015],
    ['DISABLED', 400, 132016],
    ['PENDING', 404, 132001],
  ])('is a template that is %s', async (status, http, code) => {
    await world.askAs('/webhooks/whatsapp', signed(templateWebhook('another', 'APPROVED')))
    await world.askAs('/webhooks/whatsapp', signed(templateWebhook('order_update', status)))
    world.clock.now += 2000
    await world.hear(customer)
    const answer = await world.ask(path, post(templateTo(customer)))
    expect([answer.status, answer.json.error.code]).toEqual([http, code])
    expect(world.graph.reached).toHaveLength(0)
  })

  test('is not an unknown template, whatever is known of others', async () => {
    await world.askAs('/webhooks/whatsapp', signed(templateWebhook('another', 'PAUSED')))
    world.clock.now += 2000
    expect((await world.ask(path, post(templateTo(customer)))).status).toBe(200)
  })

  test('is asked anew under the same key once the customer has written', async () => {
    const headers = { 'idempotency-key': 'k' }
    expect((await world.ask(path, post(textTo(customer), headers))).status).toBe(400)
    await world.hear(customer)
    expect((await world.ask(path, post(textTo(customer), headers))).status).toBe(200)
  })

  test('is sent until the window’s last millisecond, and not at its end', async () => {
    await world.hear(customer)
    world.clock.now = start + DAY - 1
    expect((await world.ask(path, post(textTo(customer)))).status).toBe(200)
    world.clock.now = start + DAY
    expect((await world.ask(path, post(textTo(customer)))).json.error.code).toBe(131047)
    expect(world.graph.reached).toHaveLength(1)
  })
})

describe('the same key again', () => {
  const keyed = (body: object = textTo(customer)): RequestInit => post(body, { 'idempotency-key': 'order-1' })

  test('gives the same answer and sends nothing', async () => {
    await world.hear(customer)
    const first = await world.ask(path, keyed())
    const again = await world.ask(path, keyed())
    expect(again.text).toBe(first.text)
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(world.graph.reached).toHaveLength(1)
  })

  test('with another message is a conflict', async () => {
    await world.hear(customer)
    await world.ask(path, keyed())
    const { status, json: body } = await world.ask(path, keyed(textTo(customer, 'another')))
    expect([status, body.error.guichet.outcome]).toEqual([409, 'key-reused'])
    expect(
      (await world.ask(path, keyed({ ...textTo(customer), biz_opaque_callback_data: 'x' }))).status,
    ).toBe(409)
    expect(world.graph.reached).toHaveLength(1)
  })

  test('while the first is under way waits for it, and is told the same', async () => {
    await world.hear(customer)
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      world.graph.answers.push((response) => {
        release = () => json(200, { messages: [{ id: 'wamid.slow' }] })(response, reachedNothing)
        resolve()
      })
    })
    const first = world.ask(path, keyed())
    await held
    const second = world.ask(path, keyed())
    release()
    expect((await first).json.messages[0].id).toBe('wamid.slow')
    expect((await second).json.messages[0].id).toBe('wamid.slow')
    expect((await second).headers.get('idempotency-replayed')).toBe('true')
    expect(world.graph.reached).toHaveLength(1)
  })

  test('while another process sends the first is a conflict that passes in a second', async () => {
    const store = memoryStore()
    const [one, other] = [await worldOf({ store }), await worldOf({ store })]
    try {
      await one.hear(customer)
      let release: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        one.graph.answers.push((response) => {
          release = () => json(200, { messages: [{ id: 'wamid.slow' }] })(response, reachedNothing)
          resolve()
        })
      })
      const first = one.ask(path, keyed())
      await held
      const second = await other.ask(path, keyed())
      expect([second.status, second.json.error.guichet.outcome]).toEqual([409, 'in-progress'])
      expect(second.headers.get('retry-after')).toBe('1')
      release()
      expect((await first).json.messages[0].id).toBe('wamid.slow')
      expect((await other.ask(path, keyed())).json.messages[0].id).toBe('wamid.slow')
    } finally {
      await one.close()
      await other.graph.close()
    }
  })

  test.each(['', 'x'.repeat(256)])('is no key at all: %j', async (key) => {
    await world.hear(customer)
    const { status } = await world.ask(path, post(textTo(customer), { 'idempotency-key': key }))
    expect(status).toBe(400)
    expect(world.graph.reached).toHaveLength(0)
  })
})

const reachedNothing = { method: '', url: '', headers: {}, body: Buffer.alloc(0) }

describe('what WhatsApp says', () => {
  const error = {
    message: '(#131026) Message undeliverable',
    type: 'OAuthException',
    code: 131026,
    error_data: { messaging_product: 'whatsapp', details: 'undeliverable' },
    fbtrace_id: 'trace',
  }

  test('goes on as it came, with its status, also again', async () => {
    await world.hear(customer)
    world.graph.answers.push(json(403, { error }))
    for (const isReplay of [false, true]) {
      const answer = await world.ask(path, post(textTo(customer), { 'idempotency-key': 'k' }))
      expect([answer.status, answer.json]).toEqual([403, { error }])
      expect(answer.headers.has('idempotency-replayed')).toBe(isReplay)
    }
  })

  test('to wait is a 429 with Meta’s code and Retry-After, and then sends', async () => {
    await world.hear(customer)
    const headers = { 'idempotency-key': 'k' }
    world.graph.answers.push(json(400, { error: { ...error, code: 131056 } }))
    const answer = await world.ask(path, post(textTo(customer), headers))
    expect([answer.status, answer.json.error.code, answer.headers.get('retry-after')]).toEqual([
      429,
      131056,
      '1',
    ])
    expect((await world.ask(path, post(textTo(customer), headers))).status).toBe(429)
    expect(world.graph.reached).toHaveLength(1)
    world.clock.now += 1000
    expect((await world.ask(path, post(textTo(customer), headers))).status).toBe(200)
  })

  test.each([
    ['7', '7'],
    ['999999999', '86400'],
    [undefined, '60'],
  ])('to wait so long is handed on: Retry-After %s', async (asked, told) => {
    await world.hear(customer)
    world.graph.answers.push((response, reached) => {
      if (asked !== undefined) response.setHeader('retry-after', asked)
      json(429, { error: { ...error, code: 80007 } })(response, reached)
    })
    const answer = await world.ask(path, post(textTo(customer), { 'idempotency-key': 'k' }))
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, told])
  })

  test.each([
    [401, 190],
    [403, 10],
    [400, 0],
    [403, 200],
  ])('of the access token is no word on the API key (%i, %i), and frees the key', async (status, code) => {
    await world.hear(customer)
    const keyed = post(textTo(customer), { 'idempotency-key': 'k' })
    const raw = { ...error, code, message: 'Error validating access token' }
    for (let times = 0; times < 2; times++) {
      world.graph.answers.push(json(status, { error: raw }))
      const answer = await world.ask(path, keyed)
      expect([answer.status, answer.json.error.code]).toEqual([503, 131016])
      expect(answer.headers.get('guichet-outcome')).toBe('refused-by-whatsapp')
      expect(answer.headers.get('retry-after')).toBe('60')
      expect(answer.headers.has('idempotency-replayed')).toBe(false)
      expect(answer.json.error.error_data.details).toMatch(/API key is valid.*access token.*Error validating/)
      expect(answer.json.error.guichet).toMatchObject({ fault: 'access', error: raw })
    }
    expect(world.log).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'access token refused', code }),
    )
    const wrongKey = await world.askAs(path, {
      ...post(textTo(customer)),
      headers: { authorization: 'Bearer wrong' },
    })
    expect([wrongKey.status, wrongKey.json.error.code]).toEqual([401, 190])
    expect(wrongKey.headers.has('guichet-outcome')).toBe(false)
    expect((await world.ask(path, keyed)).status).toBe(200)
    expect(world.graph.reached).toHaveLength(3)
  })

  test('of the account goes on as it came, and frees the key', async () => {
    await world.hear(customer)
    const keyed = post(textTo(customer), { 'idempotency-key': 'k' })
    world.graph.answers.push(json(400, { error: { ...error, code: 133010 } }))
    const answer = await world.ask(path, keyed)
    expect([answer.status, answer.json]).toEqual([400, { error: { ...error, code: 133010 } }])
    expect(answer.headers.get('guichet-outcome')).toBe('refused-by-whatsapp')
    expect((await world.ask(path, keyed)).status).toBe(200)
  })

  test('nothing, so its fate is unknown: a 4xx that nobody repeats unasked', async () => {
    await world.hear(customer)
    world.graph.answers.push(breakOff)
    const headers = { 'idempotency-key': 'k' }
    for (const isReplay of [false, true]) {
      const answer = await world.ask(path, post(textTo(customer), headers))
      expect([answer.status, answer.json.error.code]).toEqual([424, 135000])
      expect(answer.headers.get('guichet-outcome')).toBe('unknown')
      expect(answer.headers.has('idempotency-replayed')).toBe(isReplay)
      expect(answer.json.error.guichet.outcome).toBe('unknown')
    }
    expect(world.graph.reached).toHaveLength(1)
  })

  test('nothing because nobody is there: 503, for nothing was sent', async () => {
    await world.hear(customer)
    await world.graph.close()
    const answer = await world.ask(path, post(textTo(customer)))
    expect([answer.status, answer.json.error.code, answer.json.error.is_transient]).toEqual([
      503,
      131016,
      true,
    ])
    expect(answer.headers.get('retry-after')).toBe('1')
  })
})

test('a group is told that groups are not supported, not that nothing is known of it', async () => {
  const body = {
    messaging_product: 'whatsapp',
    recipient_type: 'group',
    to: 'Y2FwaV9ncm91cDox',
    type: 'text',
  }
  const answer = await world.ask(path, post({ ...body, text: { body: 'hello' } }))
  expect([answer.status, answer.json.error.code]).toEqual([400, 131051])
  expect(answer.json.error.error_data.details).toContain('groups')
  expect(answer.json.error.guichet.outcome).toBe('group-not-supported')
  expect(world.graph.reached).toHaveLength(0)
})

describe('a body that is no message', () => {
  test.each([
    ['half of one', '{"to":', 'ends too early'],
    ['nothing', '', 'to'],
    ['a list', '[]', 'not an object'],
    ['bytes', Buffer.from([0xff, 0xfe]), 'UTF-8'],
    ['for nobody', JSON.stringify({ type: 'text', text: { body: 'x' } }), 'to'],
    [
      'a template without a name',
      JSON.stringify({ to: customer, type: 'template', template: {} }),
      'template',
    ],
    ['nested too deeply', `{"to":"1","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 'deeply'],
  ])('is refused in Graph’s shape: %s', async (_, body, words) => {
    const answer = await world.ask(path, { method: 'POST', body })
    expect([answer.status, answer.json.error.code]).toEqual([400, 100])
    expect(answer.json.error.error_data.details).toContain(words)
    expect(world.graph.reached).toHaveLength(0)
  })

  test('is refused when it is too large', async () => {
    const answer = await world.ask(path, post(textTo(customer, 'x'.repeat(1024 * 1024))))
    expect([answer.status, answer.json.error.code]).toEqual([413, 100])
  })

  test('is a read receipt, which passes, and can send nothing', async () => {
    const receipt = {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.7',
      typing_indicator: { type: 'text' },
    }
    const { status, json: body } = await world.ask(path, post({ ...receipt, to: customer }))
    expect([status, body.success ?? body.messages !== undefined]).toEqual([200, true])
    expect(world.graph.reached[0]?.url).toBe(path)
    expect(lastBody()).toEqual(receipt)
  })
})

describe('ways around the decision', () => {
  test.each([
    '/v23.0/100/messages/',
    '/v23.0//100//messages',
    '/v23.0/100/%6dessages',
    '/v23.0/100/Messages',
    '/v23.0/x/../100/messages',
    '/v23.0/x/%2e%2e/100/messages',
  ])('lead back to it: %s', async (way) => {
    const { json: body } = await world.ask(way, post(textTo(customer)))
    expect(body.error.code).toBe(131047)
    expect(world.graph.reached).toHaveLength(0)
  })

  test.each([
    ['POST', '/v23.0'],
    ['POST', '/v23.0/'],
    ['GET', '/v23.0/?batch=[]'],
    ['GET', '/v23.0/100/messages?method=post&to=1'],
    ['PUT', '/v23.0/100/messages'],
  ])('are closed: %s %s', async (method, way) => {
    const { status } = await world.ask(way, { method })
    expect(status).toBe(400)
    expect(world.graph.reached).toHaveLength(0)
  })

  test('a forged message of the customer opens no window', async () => {
    const forged = JSON.stringify({ object: 'whatsapp_business_account', entry: [] })
    expect((await world.askAs('/webhooks/whatsapp', signed(forged, 'another secret'))).status).toBe(401)
    const { webhookOf, inbound } = await import('./support/world.ts')
    for (const init of [signed(webhookOf([inbound(customer, start)]), 'another secret'), post({})])
      expect((await world.askAs('/webhooks/whatsapp', init)).status).toBe(401)
    expect((await world.ask(path, post(textTo(customer)))).json.error.code).toBe(131047)
    expect((await world.runtime.due('window', 24 * HOUR)).length).toBe(0)
  })
})

describe('a path without a version', () => {
  test('is decided as with one', async () => {
    for (const way of [
      '/100/messages',
      '/100/marketing_messages/',
      '//100/Messages',
      '/%31%30%30/messages',
    ]) {
      const { status, json: body } = await world.ask(way, post(textTo(customer)))
      expect([status, body.error.code]).toEqual([400, 131047])
    }
    expect(world.graph.reached).toEqual([])
    await world.hear(customer)
    const { status, json: body } = await world.ask('/100/messages', post(textTo(customer)))
    expect([status, body.messages[0].id]).toEqual([200, 'wamid.1'])
  })

  test.each([
    ['GET', '/7'],
    ['DELETE', '/7'],
    ['POST', '/100/block_users'],
    ['GET', '/debug_token?input_token=EAAother'],
    ['GET', '/me'],
    ['POST', '/app/uploads?file_length=9'],
    ['POST', '/upload:7'],
    ['GET', '/act_7/ads'],
  ])('passes through: %s %s', async (method, way) => {
    expect((await world.ask(way, { method })).status).toBe(200)
    expect(world.graph.reached.map((one) => `${one.method} ${one.url}`)).toEqual([`${method} ${way}`])
  })

  test('has errors in Graph’s shape', async () => {
    expect((await world.askAs('/100/messages', post({}))).json.error.code).toBe(190)
    expect((await world.askAs(`/7?access_token=${secrets.apiKey}`)).status).toBe(200)
    expect((await world.ask('/100%2fmessages', post(textTo(customer)))).json.error.code).toBe(100)
    await world.graph.close()
    expect((await world.ask('/7')).json.error.code).toBe(131016)
  })

  test('is none of our own', async () => {
    for (const way of [
      '/messages',
      '/ask',
      '/threads/100/1',
      '/events',
      '/templates',
      '/media/x/1',
      '/7x',
      '/nothing',
    ])
      expect((await world.ask(way, { method: 'PATCH' })).headers.get('content-type')).toBe(
        'application/problem+json',
      )
    expect(world.graph.reached).toEqual([])
  })
})
