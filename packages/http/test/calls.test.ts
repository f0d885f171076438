import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Event } from '@guichet/core'
import { json } from './support/graph-server.ts'
import { customer, phoneNumberId, post, secrets, start, worldOf, type World } from './support/world.ts'

let world: World

beforeEach(async () => {
  world = await worldOf()
})
afterEach(() => world.close())

const key = { phoneNumberId, customer }
const session = { sdp_type: 'offer', sdp: 'v=0' }
const connect = { messaging_product: 'whatsapp', to: customer, action: 'connect', session }
const path = `/v25.0/${phoneNumberId}/calls`

const permission = (is: 'temporary' | 'none', at = start - 1_000): Event => ({
  type: 'call-permission-changed',
  id: `permission-${is}`,
  at,
  ...key,
  permission: is,
  source: 'customer',
})
const restricted: Event = {
  type: 'account-restricted',
  id: 'restricted',
  at: start - 1_000,
  account: '200',
  restriction: 'business-initiated-calls',
}

describe('a call to a customer', () => {
  test.each(['/me/calls', '/v25.0/app/calls'])(
    'from %s, which is no phone number, never leaves',
    async (other) => {
      await world.runtime.record([permission('none')])
      expect((await world.ask(other, post(connect))).status).toBe(400)
      expect(world.graph.reached).toEqual([])
    },
  )

  test.each([
    ['with a permission', [permission('temporary')], connect],
    ['while nothing is known of a permission', [], connect],
    ['that has begun is ended without one', [permission('none')], { ...connect, action: 'terminate' }],
    ['by user id', [permission('none')], { ...connect, to: undefined, recipient: 'FR.1' }],
  ])('%s is passed on as it is', async (_, events, body) => {
    await world.runtime.record(events)
    world.graph.answers.push(json(200, { calls: [{ id: 'wacid.1' }] }))
    const { status, json: answer } = await world.ask(path, post(body))
    expect([status, answer]).toEqual([200, { calls: [{ id: 'wacid.1' }] }])
    const [reached, ...others] = world.graph.reached
    expect(others).toEqual([])
    expect([reached?.url, JSON.parse(reached?.body.toString() ?? '')]).toEqual([
      path,
      JSON.parse(JSON.stringify(body)),
    ])
    expect(reached?.headers.authorization).toBe(`Bearer ${secrets.accessToken}`)
  })

  test.each([
    ['that the customer does not permit', [permission('none')], 400, 138006, ['call-not-permitted']],
    ['that a restriction forbids', [permission('temporary'), restricted], 403, 368, ['account-restricted']],
  ])('%s is refused as Meta does', async (_, events, status, code, reasons) => {
    await world.runtime.record(events)
    const refused = await world.ask(path, post(connect))
    expect(refused.status).toBe(status)
    expect(refused.json).toMatchObject({
      error: {
        code,
        guichet: { outcome: 'refused-by-rule', reasons: reasons.map((one) => ({ code: one })) },
      },
    })
    expect(world.graph.reached).toEqual([])
    expect(world.log.at(-1)).toMatchObject({ outcome: 'refused-by-rule', reasons: reasons.join(), code })
  })

  test('names a customer', async () => {
    const refused = await world.ask(path, post({ ...connect, to: undefined }))
    expect([refused.status, refused.json]).toMatchObject([400, { error: { code: 100 } }])
    expect(world.graph.reached).toEqual([])
  })

  test('has no API key in it', async () => {
    const refused = await world.ask(path, post({ ...connect, biz_opaque_callback_data: secrets.apiKey }))
    expect(refused.status).toBe(400)
    expect(world.graph.reached).toEqual([])
  })
})
