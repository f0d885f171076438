import { DAY, HOUR, toIso } from '@guichet/core'
import { afterEach, describe, expect, test } from 'vitest'
import { answerProblems } from './support/contract.ts'
import { customer, phoneNumberId, start, worldOf, type Told, type World } from './support/world.ts'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close()
})

const opened = async (): Promise<World> => {
  const world = await worldOf({ options: { phoneNumberId } })
  worlds.push(world)
  return world
}

const post = (world: World, body: object, headers: Record<string, string> = {}): Promise<Told> =>
  world.ask('/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

const fieldsOf = (told: Told): Readonly<Record<string, unknown>> =>
  JSON.parse(told.text) as Readonly<Record<string, unknown>>

/** What stands at an address once the outcome is there. */
const ended = async (world: World, address: string): Promise<Readonly<Record<string, unknown>>> => {
  for (;;) {
    const fields = fieldsOf(await world.ask(address))
    if (fields['state'] === 'over') return fields
    await new Promise((resolve) => setImmediate(resolve))
  }
}

const text = { to: customer, text: 'Bonjour' }
const template = { name: 'order_ready', language: 'en' }

describe('a held message', () => {
  test('is found under its key also when its time is over, and only there', async () => {
    const world = await opened()
    const connection = {
      messaging_product: 'whatsapp',
      to: customer,
      type: 'text',
      text: { body: 'Bonjour' },
    }
    const path = `/v24.0/${phoneNumberId}/messages`
    for (const when of ['open', toIso(start + HOUR / 2)]) {
      const until = toIso(world.clock.now + HOUR)
      const own = { 'idempotency-key': `own ${when}` }
      const asStandard = (headers: Record<string, string>) => post(world, { ...text, when, until }, headers)
      const asConnection = (headers: Record<string, string>) =>
        world.ask(path, {
          method: 'POST',
          headers: { 'guichet-when': when, 'guichet-until': until, ...headers },
          body: JSON.stringify(connection),
        })
      const before = await asStandard(own)
      expect([before.status, before.headers.get('idempotency-replayed')]).toEqual([202, null])
      expect((await asConnection({ 'idempotency-key': `${when} at Graph` })).status).toBe(202)
      world.clock.now += DAY
      const again = await asStandard(own)
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 'true'])
      expect(fieldsOf(again)['id']).toBe(fieldsOf(before)['id'])
      expect((await asConnection({ 'idempotency-key': `${when} at Graph` })).status).toBe(202)
      expect((await asStandard({ 'idempotency-key': 'another' })).status).toBe(422)
      expect((await asStandard({})).status).toBe(422)
      expect((await asConnection({ 'idempotency-key': 'another' })).status).toBe(400)
      world.clock.now = start
    }
  })

  test('is kept, leaves when the customer writes, and shows its outcome', async () => {
    const world = await opened()
    const held = await post(world, { ...text, when: 'open' })
    expect(held.status).toBe(202)
    const address = held.headers.get('location') ?? ''
    expect(address).toMatch(/^\/outbox\/[0-9a-f]{32}$/)
    expect(fieldsOf(held)).toMatchObject({ state: 'waiting', outcome: null, when: 'open', to: customer })
    expect(world.graph.reached).toHaveLength(0)
    world.graph.answers.push((response) =>
      response.end(JSON.stringify({ contacts: [{ wa_id: customer }], messages: [{ id: 'wamid.later' }] })),
    )
    await world.hear(customer)
    expect(await ended(world, address)).toMatchObject({ outcome: 'accepted', message: 'wamid.later' })
    expect(world.graph.reached).toHaveLength(1)
    expect(fieldsOf(await world.ask('/outbox?state=over'))).toMatchObject({
      outbox: [{ outcome: 'accepted' }],
      next: null,
    })
    expect(fieldsOf(await world.ask('/outbox?state=waiting'))).toEqual({ outbox: [], next: null })
  })

  test('is kept once under a key', async () => {
    const world = await opened()
    const key = { 'idempotency-key': 'order-1' }
    const first = await post(world, { ...text, when: 'open' }, key)
    world.clock.now += 1_000
    const again = await post(world, { ...text, when: 'open' }, key)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true'])
    expect((await post(world, { ...text, text: 'Salut', when: 'open' }, key)).status).toBe(409)
  })

  test('is cancelled once', async () => {
    const world = await opened()
    const address = (await post(world, { ...text, when: 'open' })).headers.get('location') ?? ''
    const cancelled = await world.ask(address, { method: 'DELETE' })
    expect([cancelled.status, fieldsOf(cancelled)['outcome']]).toEqual([200, 'cancelled'])
    expect((await world.ask(address, { method: 'DELETE' })).status).toBe(409)
    expect((await world.ask('/outbox/nobody', { method: 'DELETE' })).status).toBe(404)
    expect((await world.ask('/outbox/nobody')).status).toBe(404)
  })

  test('of the connection API has an id that is no wamid', async () => {
    const world = await opened()
    const body = { messaging_product: 'whatsapp', to: customer, type: 'text', text: { body: 'Bonjour' } }
    const send = (headers: Record<string, string>): Promise<Told> =>
      world.ask(`/v24.0/${phoneNumberId}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    const held = await send({ 'guichet-when': 'open', 'guichet-until': toIso(start + HOUR) })
    expect([held.status, held.headers.get('location')]).toEqual([202, expect.stringMatching(/^\/outbox\//)])
    expect(held.json.messages[0].id).toMatch(/^guichet\.outbox\./)
    const wrong = await send({ 'guichet-when': 'later', 'guichet-until': toIso(start - 1) })
    expect([wrong.status, wrong.json.error.code]).toEqual([400, 100])
    expect(JSON.stringify(wrong.json.error.error_data.details)).toContain('guichet-when: must be now')
  })
})

test('what is wrong with when and until is said, all of it', async () => {
  const world = await opened()
  const cases: readonly (readonly [object, readonly string[]])[] = [
    [{ when: 'later' }, ['when']],
    [{ when: toIso(start - DAY) }, ['when']],
    [{ when: 'soon', until: 'later' }, ['when', 'until']],
    [{ when: 'open', until: toIso(start) }, ['until']],
    [{ when: toIso(start + HOUR), until: toIso(start + HOUR) }, ['until']],
    [{ when: 'cheapest' }, ['until']],
    [{ until: toIso(start + HOUR) }, ['until']],
    [{ when: 'open', atUntil: 'template' }, ['atUntil']],
    [{ when: 'now', atUntil: 'drop' }, ['atUntil']],
    [{ pace: 'yes' }, ['pace']],
  ]
  for (const [given, fields] of cases) {
    const told = await post(world, { ...text, ...given })
    const errors = fieldsOf(told)['errors'] as readonly { readonly field: string }[]
    expect([told.status, errors.map(({ field }) => field)], JSON.stringify(given)).toEqual([422, fields])
  }
  expect((await post(world, { ...text, template, when: 'open', atUntil: 'template' })).status).toBe(202)
  expect(fieldsOf(await world.ask('/outbox'))['outbox']).toHaveLength(1)
})

test('sixty messages at once to one customer are sent or kept, and none is refused', async () => {
  const world = await opened()
  await world.hear(customer)
  let sent = 0
  for (let index = 0; index < 60; index += 1)
    world.graph.answers.push((response) =>
      response.end(
        JSON.stringify({ contacts: [{ wa_id: customer }], messages: [{ id: `wamid.${sent++}` }] }),
      ),
    )
  const all = await Promise.all(
    Array.from({ length: 60 }, (_, index) => post(world, { ...text, text: `${index}`, pace: true })),
  )
  const statuses = all.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(45)
  expect(statuses.filter((status) => status === 202)).toHaveLength(15)
  const kept = fieldsOf(await world.ask('/outbox'))['outbox'] as readonly { readonly when: string }[]
  expect(kept.map(({ when }) => when)).toEqual(Array.from({ length: 15 }, () => 'now'))
})

test('a list goes on page by page', async () => {
  const world = await opened()
  for (const index of [1, 2, 3]) await post(world, { ...text, text: `${index}`, when: 'open' })
  const seen: unknown[] = []
  for (let address: unknown = '/outbox?limit=2'; typeof address === 'string';) {
    const page: Readonly<Record<string, unknown>> = fieldsOf(await world.ask(address))
    seen.push(...(page['outbox'] as readonly { readonly id: string }[]).map(({ id }) => id))
    address = page['next']
  }
  expect(new Set(seen).size).toBe(3)
  expect((await world.ask('/outbox?limit=0')).status).toBe(400)
  expect((await world.ask('/outbox?after=x&state=some')).status).toBe(400)
})

test('the answers are as the document says', async () => {
  const world = await opened()
  const body = JSON.stringify({ ...text, when: 'open' })
  const asked = (path: string, init: RequestInit = {}): Promise<Response> =>
    world.gateway.fetch(
      new Request(`http://gateway.test${path}`, {
        ...init,
        headers: { authorization: 'Bearer key-PLANTED-1', 'content-type': 'application/json' },
      }),
    )
  const held = await asked('/messages', { method: 'POST', body })
  const address = held.headers.get('location') ?? ''
  expect(await answerProblems('post', '/messages', held)).toEqual([])
  expect(await answerProblems('get', '/outbox', await asked('/outbox'))).toEqual([])
  expect(await answerProblems('get', '/outbox/{id}', await asked(address))).toEqual([])
  expect(await answerProblems('delete', '/outbox/{id}', await asked(address, { method: 'DELETE' }))).toEqual(
    [],
  )
  expect(await answerProblems('delete', '/outbox/{id}', await asked(address, { method: 'DELETE' }))).toEqual(
    [],
  )
})
