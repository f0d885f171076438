import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, toIso } from '@guichet/core'
import { memoryStore, storeFailure, type Store } from '@guichet/runtime'
import { breakOff, json } from './support/graph-server.ts'
import { customer, each, post, signed, start, templateWebhook, worldOf, type World } from './support/world.ts'

let world: World

beforeEach(async () => {
  world = await worldOf({ options: { phoneNumberId: '100' } })
})
afterEach(() => world.close())

const template = {
  name: 'order_update',
  language: 'en_US',
  category: 'UTILITY',
  components: [{ type: 'body' }],
}
const both = { to: customer, text: 'PRIVATE hello', template }
const keyed = (body: unknown = both): RequestInit => post(body, { 'idempotency-key': 'order-1' })

const sent = (): readonly Record<string, unknown>[] =>
  world.graph.reached.map(({ body }) => {
    const { biz_opaque_callback_data: _, ...message } = JSON.parse(body.toString()) as Record<string, unknown>
    return message
  })

describe('a message', () => {
  test('is sent as text while the window is open', async () => {
    await world.hear(customer, start - HOUR)
    const { status, json: body } = await world.ask('/messages', post(both))
    expect([status, body]).toEqual([
      200,
      {
        message: 'wamid.1',
        sentAs: 'service',
        charge: { unit: 'message', category: 'service', type: 'free_customer_service' },
        validUntil: toIso(start + 23 * HOUR),
        notKnown: ['restrictions', 'throughput'],
      },
    ])
    expect(sent()).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: customer,
        type: 'text',
        text: { body: 'PRIVATE hello' },
      },
    ])
  })

  test('is sent as the template when it is closed', async () => {
    const { status, json: body } = await world.ask('/messages', post(both))
    expect([status, body]).toEqual([
      200,
      {
        message: 'wamid.1',
        sentAs: 'template',
        charge: { unit: 'message', category: 'utility', type: 'regular' },
        validUntil: null,
        notKnown: ['templates', 'messaging-limit', 'restrictions', 'throughput'],
      },
    ])
    expect(sent()).toEqual([
      {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: customer,
        type: 'template',
        template: { name: 'order_update', language: { code: 'en_US' }, components: [{ type: 'body' }] },
      },
    ])
  })

  test('changes from text to template at the window’s end, to the millisecond', async () => {
    await world.hear(customer)
    for (const [at, sentAs] of [
      [start + DAY - 1, 'service'],
      [start + DAY, 'template'],
    ] as const) {
      world.clock.now = at
      expect((await world.ask('/messages', post(both))).json.sentAs).toBe(sentAs)
    }
  })

  test('that neither way may go is refused with the reasons and remedies of both', async () => {
    await world.askAs('/webhooks/whatsapp', signed(templateWebhook('order_update', 'PAUSED')))
    await world.askAs('/webhooks/whatsapp', signed(templateWebhook('another', 'APPROVED')))
    world.clock.now += 2000
    const { status, json: body, headers } = await world.ask('/messages', post(both))
    expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json'])
    expect(body).toMatchObject({ type: '/problems/refused-by-rule', status: 422 })
    expect(each(body.reasons, 'code')).toEqual(['service-window-closed', 'template-paused'])
    const remedies = each(body.remedies, 'do')
    expect(remedies).toContain('wait-for-customer')
    expect(remedies).toContain('choose-another-template')
    expect(body.detail).toMatch(/window.*PAUSED/s)
    expect(world.graph.reached).toEqual([])
  })

  test('may be a text alone, or a template alone', async () => {
    expect((await world.ask('/messages', post({ to: customer, text: 'x' }))).json.reasons).toHaveLength(1)
    expect((await world.ask('/messages', post({ to: customer, template }))).json.sentAs).toBe('template')
  })

  test('goes to a user id as well', async () => {
    await world.ask('/messages', post({ ...both, to: 'FR.123' }))
    expect(sent()[0]).toMatchObject({ recipient: 'FR.123' })
  })

  test('names its phone number, or goes out from the only one', async () => {
    await world.ask('/messages', post({ ...both, phoneNumberId: '107' }))
    await world.ask('/messages', post(both))
    expect(world.graph.reached.map(({ url }) => url)).toEqual(['/v24.0/107/messages', '/v24.0/100/messages'])
    const nameless = await worldOf()
    const { status, json: body } = await nameless.ask('/messages', post(both))
    expect([status, body.errors[0].field]).toEqual([422, 'phoneNumberId'])
    await nameless.close()
  })
})

describe('the same key again', () => {
  test('is answered the same, also when the window has closed meanwhile', async () => {
    await world.hear(customer)
    const first = await world.ask('/messages', keyed())
    world.clock.now += 2 * DAY
    const again = await world.ask('/messages', keyed())
    expect(first.json.sentAs).toBe('service')
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(sent()).toHaveLength(1)
  })

  test('is answered the same, also when the window has opened meanwhile', async () => {
    const first = await world.ask('/messages', keyed())
    await world.hear(customer)
    const again = await world.ask('/messages', keyed())
    expect(first.json.sentAs).toBe('template')
    expect(again.text).toBe(first.text)
    expect(sent()).toHaveLength(1)
  })

  test('is chosen anew only after nothing was sent for sure', async () => {
    await world.hear(customer)
    world.graph.answers.push(
      json(400, { error: { code: 130429, message: 'slow down', type: 'OAuthException' } }),
    )
    const first = await world.ask('/messages', keyed())
    expect([first.status, first.json.type, first.json.code]).toEqual([429, '/problems/throttled', 130429])
    expect(Number(first.headers.get('retry-after'))).toBeGreaterThan(0)
    world.clock.now += 2 * DAY
    expect((await world.ask('/messages', keyed())).json.sentAs).toBe('template')
    expect(sent().map(({ type }) => type)).toEqual(['text', 'template'])
  })

  test('is not sent the other way when its fate is unknown', async () => {
    await world.hear(customer)
    world.graph.answers.push(breakOff)
    const first = await world.ask('/messages', keyed())
    expect([first.status, first.json.type]).toEqual([424, '/problems/fate-unknown'])
    world.clock.now += 2 * DAY
    expect((await world.ask('/messages', keyed())).status).toBe(424)
    expect(sent()).toHaveLength(1)
  })

  test.each([
    ['another text', { ...both, text: 'bye' }],
    ['another template', { ...both, template: { ...template, name: 'other' } }],
    ['no template', { to: customer, text: both.text }],
  ])('with %s is a conflict', async (_, other) => {
    await world.hear(customer)
    await world.ask('/messages', keyed())
    const { status, json: body } = await world.ask('/messages', keyed(other))
    expect([status, body.type]).toEqual([409, '/problems/key-reused'])
    expect(sent()).toHaveLength(1)
  })

  test('is answered with WhatsApp’s refusal again', async () => {
    await world.hear(customer)
    const error = { code: 131026, message: 'undeliverable', type: 'OAuthException' }
    world.graph.answers.push(json(400, { error }))
    for (const _ of [1, 2]) {
      const { status, json: body } = await world.ask('/messages', keyed())
      expect([status, body.type, body.code, body.error]).toEqual([
        422,
        '/problems/refused-by-whatsapp',
        131026,
        error,
      ])
    }
  })
})

test.each([401, 403])(
  'WhatsApp’s refusal of the access token is told apart, and frees the key (%i)',
  async (status) => {
    await world.hear(customer)
    const error = { code: 190, message: 'the session has expired', type: 'OAuthException' }
    world.graph.answers.push(json(status, { error }))
    const answer = await world.ask('/messages', keyed())
    expect([answer.status, answer.json.type, answer.json.code]).toEqual([
      503,
      '/problems/access-refused',
      190,
    ])
    expect(answer.headers.get('guichet-outcome')).toBe('refused-by-whatsapp')
    expect(answer.json.detail).toMatch(/API key is valid/)
    expect((await world.ask('/messages', keyed())).status).toBe(200)
    expect(sent()).toHaveLength(2)
  },
)

test('a group is told that groups are not supported', async () => {
  const { status, json: body } = await world.ask('/messages', keyed({ ...both, to: 'Y2FwaV9ncm91cDox' }))
  expect([status, body.type]).toEqual([422, '/problems/group-not-supported'])
  expect(sent()).toEqual([])
})

describe('a body that says too little', () => {
  test.each([
    ['a list', [], 'body'],
    ['null', null, 'body'],
    ['nobody', { text: 'x' }, 'to'],
    ['a number for a customer', { to: 33639980001, text: 'x' }, 'to'],
    ['nothing to say', { to: '1' }, 'text'],
    ['an empty text', { to: '1', text: '' }, 'text'],
    ['a text that is none', { to: '1', text: 7 }, 'text'],
    ['a template without a name', { to: '1', template: { language: 'en' } }, 'template.name'],
    ['a template without a language', { to: '1', template: { name: 'x' } }, 'template.language'],
    ['a template of another shape', { to: '1', template: 'x' }, 'template'],
    [
      'components that are no list',
      { to: '1', template: { ...template, components: {} } },
      'template.components',
    ],
    ['a phone number that leads elsewhere', { to: '1', text: 'x', phoneNumberId: '../me' }, 'phoneNumberId'],
  ])('is told which: %s', async (_, body, field) => {
    const { status, json: told } = await world.ask('/messages', post(body))
    expect([status, told.type]).toEqual([422, '/problems/invalid-body'])
    expect(each(told.errors, 'field')).toContain(field)
    expect(world.graph.reached).toEqual([])
  })

  test('is told all at once', async () => {
    const { json: told } = await world.ask('/messages', post({ phoneNumberId: '', text: 1, template: {} }))
    expect(told.errors).toHaveLength(5)
  })

  test.each([
    ['{"to": x}', 7],
    ['{"to":', 6],
    ['{"to":"', 7],
    ['', 0],
    ['{"to":"1",}', 10],
    ['nope', 1],
    ['[1 2]', 3],
    ['{"a":tru}', 8],
  ])('is no JSON, and is told where: %j', async (body, position) => {
    const headers = { 'content-type': 'application/json' }
    const { status, json: told } = await world.ask('/messages', { method: 'POST', body, headers })
    expect([status, told.type, told.position]).toEqual([400, '/problems/malformed-json', position])
  })

  test('has another type, or is too large, or too deep', async () => {
    const form = await world.ask('/messages', { method: 'POST', body: new URLSearchParams({ to: '1' }) })
    expect([form.status, form.json.type]).toEqual([415, '/problems/unsupported-media-type'])
    const large = await world.ask('/messages', post({ ...both, text: 'x'.repeat(1024 * 1024) }))
    expect([large.status, large.json.type]).toEqual([413, '/problems/too-large'])
    const headers = { 'content-type': 'application/json' }
    const deep = `{"to":"1","text":"x","y":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    expect((await world.ask('/messages', { method: 'POST', body: deep, headers })).status).toBe(422)
  })
})

test('a message that was sent and could not be recorded is answered, and logged', async () => {
  const store = memoryStore()
  let isBroken = false
  const breaking: Store = {
    ...store,
    commit: (change) => (isBroken ? Promise.reject(storeFailure('full', 'no space')) : store.commit(change)),
  }
  const other = await worldOf({ store: breaking, options: { phoneNumberId: '100' } })
  other.graph.answers.push((response, request) => {
    isBroken = true
    json(200, { messages: [{ id: 'wamid.lost' }] })(response, request)
  })
  const keyedBy = post(both, { 'idempotency-key': 'lost' })
  expect((await other.ask('/messages', keyedBy)).json.message).toBe('wamid.lost')
  const again = await other.ask('/messages', keyedBy)
  expect([again.status, again.json.message]).toEqual([200, 'wamid.lost'])
  expect(again.headers.get('idempotency-replayed')).toBe('true')
  const counted = async (): Promise<readonly string[]> =>
    (await other.ask('/metrics')).text
      .split('\n')
      .filter((line) => /^guichet_(unrecorded|outcomes_)/.test(line))
  expect(await counted()).toEqual(['guichet_outcomes_recorded_late_total 0', 'guichet_unrecorded_outcomes 1'])
  isBroken = false
  expect((await other.ask('/messages', keyedBy)).json.message).toBe('wamid.lost')
  expect(await counted()).toEqual(['guichet_outcomes_recorded_late_total 1', 'guichet_unrecorded_outcomes 0'])
  expect(other.log.filter(({ event }) => event !== 'request')).toMatchObject([
    { level: 'error', event: 'sent and not recorded', outcome: 'accepted', message: 'wamid.lost' },
    { level: 'warn', event: 'recorded late', outcome: 'accepted', message: 'wamid.lost' },
  ])
  expect(other.graph.reached).toHaveLength(1)
  await other.close()
})
