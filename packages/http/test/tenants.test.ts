import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isRight, type Event } from '@guichet/core'
import {
  bakery,
  entryOf,
  florist,
  keyWith,
  tenantOf,
  tenantsWorld,
  webhookWith,
  type TenantsWorld,
} from './support/tenants.ts'
import { post, signed, textTo } from './support/world.ts'

let world: TenantsWorld

beforeEach(async () => {
  world = await tenantsWorld()
})
afterEach(() => world.close())

const [number = ''] = bakery.phoneNumbers
const [account = ''] = bakery.accounts
const [otherNumber = ''] = florist.phoneNumbers
const [otherAccount = ''] = florist.accounts

const hook = async (body: string, secret: string): Promise<number> => {
  const request = new Request('http://gateway.test/webhooks/whatsapp', signed(body, secret))
  return (await world.gateway.fetch(request)).status
}

const stored = async (): Promise<readonly unknown[]> => [
  ...(await world.store.journal({ after: null, limit: 9 })).map((row) => row.body),
  ...(await world.store.allEvents({ after: null, limit: 9 })),
  ...(await world.store.unread(9)),
  ...(await world.store.templates({ after: 0, limit: 9 })),
]

describe('a webhook', () => {
  test.each<[string, string, string, number]>([
    ["of one's own", webhookWith(entryOf({ account, number })), 'bakery-secret', 200],
    ["about one's own template", webhookWith(entryOf({ account, number: null })), 'bakery-secret', 200],
    [
      'under an account that nobody has',
      webhookWith(entryOf({ account: '999', number })),
      'bakery-secret',
      200,
    ],
    ['that says nothing', '{}', 'bakery-secret', 200],
    ['that is no JSON', 'nonsense', 'bakery-secret', 200],
    ["signed with another tenant's secret", webhookWith(entryOf({ account, number })), 'florist-secret', 401],
    ["about another's template", webhookWith(entryOf({ account, number: null })), 'florist-secret', 401],
    [
      "of one's own number under another's account",
      webhookWith(entryOf({ account, number: otherNumber })),
      'florist-secret',
      401,
    ],
    [
      "of another's number under one's own account",
      webhookWith(entryOf({ account: otherAccount, number })),
      'florist-secret',
      401,
    ],
    [
      'that is partly another’s',
      webhookWith(entryOf({ account: otherAccount, number: otherNumber }), entryOf({ account, number })),
      'florist-secret',
      401,
    ],
    ['of a number that nobody has', webhookWith(entryOf({ account, number: '999' })), 'bakery-secret', 401],
    [
      'about an account that nobody has',
      webhookWith(entryOf({ account: '999', number: null })),
      'bakery-secret',
      401,
    ],
    ['signed with nothing that is known', webhookWith(entryOf({ account, number })), 'guessed', 401],
  ])('%s: %#', async (_, body, secret, status) => {
    expect(await hook(body, secret)).toBe(status)
    expect((await stored()).length > 0).toBe(status === 200)
    const reasons = world.log.filter(({ event }) => event === 'webhook refused')
    expect(reasons).toHaveLength(status === 401 && secret !== 'guessed' ? 1 : 0)
  })

  test('of one app that two tenants share comes to each, without what is the other’s', async () => {
    await world.close()
    const [one, two] = [
      { ...bakery, appSecrets: ['shared'] },
      { ...florist, appSecrets: ['shared'] },
    ]
    world = await tenantsWorld([one, two])
    const body = webhookWith(
      entryOf({ account, number, customer: '33611111111' }),
      entryOf({ account: otherAccount, number: otherNumber, customer: '33622222222' }),
    )
    expect(await hook(body, 'shared')).toBe(200)
    for (const [tenant, own, foreign] of [
      ['bakery', '33611111111', '33622222222'],
      ['florist', '33622222222', '33611111111'],
    ] as const) {
      const text = await (await world.ask('/threads?closing-within=PT24H', keyWith(tenant, 'read'))).text()
      expect([text.includes(own), text.includes(foreign)]).toEqual([true, false])
    }
    const bodies = (await world.store.journal({ after: null, limit: 9 })).map((row) => row.body)
    expect(bodies).toHaveLength(2)
    expect(bodies.some((text) => text.includes('33611111111') && text.includes('33622222222'))).toBe(false)
  })

  test('is verified by the token of any tenant', async () => {
    const shake = async (token: string): Promise<number> => {
      const query = `hub.mode=subscribe&hub.challenge=7&hub.verify_token=${token}`
      return (await world.gateway.fetch(new Request(`http://gateway.test/webhooks/whatsapp?${query}`))).status
    }
    expect([await shake('bakery-verify'), await shake('florist-verify'), await shake('no')]).toEqual([
      200, 200, 403,
    ])
  })
})

test('each tenant sends with its own access token', async () => {
  for (const [{ id }, own, of] of [
    [bakery, number, account],
    [florist, otherNumber, otherAccount],
  ] as const) {
    expect(await hook(webhookWith(entryOf({ account: of, number: own })), `${id}-secret`)).toBe(200)
    const sent = await world.ask('/messages', keyWith(id, 'send'), post({ to: '33639980001', text: 'x' }))
    expect(sent.status).toBe(200)
    expect(world.graph.reached.at(-1)).toMatchObject({
      url: expect.stringContaining(`/${own}/messages`),
      headers: { authorization: `Bearer EAAG-${id}` },
    })
  }
})

test('the same customer, message key and template name of two tenants are two', async () => {
  for (const [{ id }, own, of] of [
    [bakery, number, account],
    [florist, otherNumber, otherAccount],
  ] as const) {
    await hook(webhookWith(entryOf({ account: of, number: own })), `${id}-secret`)
    const send = post(textTo('33639980001'), { 'idempotency-key': 'order-1' })
    const answer = await world.ask(`/v24.0/${own}/messages`, keyWith(id, 'send'), send)
    expect([answer.status, answer.headers.get('idempotency-replayed')]).toEqual([200, null])
  }
  expect(world.graph.reached).toHaveLength(2)
})

test('the stream of changes names only what is the tenant’s', async () => {
  const answer = await world.ask('/events', keyWith('florist', 'board'))
  const reader = answer.body?.getReader()
  const next = async (): Promise<string> => Buffer.from((await reader?.read())?.value ?? []).toString()
  expect(await next()).toContain('event: ready')
  await hook(webhookWith(entryOf({ account, number })), 'bakery-secret')
  await hook(webhookWith(entryOf({ account, number: null })), 'bakery-secret')
  await hook(webhookWith(entryOf({ account: otherAccount, number: otherNumber })), 'florist-secret')
  const said = await next()
  expect(said).toContain(otherNumber)
  expect(said).not.toContain(number)
  expect(said).not.toContain('templates')
  await reader?.cancel()
})

test('what another tenant’s account says of templates and limits has no say', async () => {
  await hook(webhookWith(entryOf({ account, number: null })), 'bakery-secret')
  const limit: Event = { type: 'messaging-limit-changed', id: 'l', at: world.clock.now, account, limit: 0 }
  const { runtime } = world.bind(bakery)
  await runtime.record([limit])
  const florists = world.bind(florist).runtime
  const question = { kind: 'template', name: `promo_of_${account}`, language: 'en_US' } as const
  const answer = await florists.ask({ phoneNumberId: otherNumber, customer: '33639980001' }, question)
  expect(isRight(answer)).toBe(true)
})

describe('the audit trail', () => {
  const trail = async (
    id: string,
    query = '',
  ): Promise<{ readonly entries: readonly object[]; readonly next: unknown }> =>
    JSON.parse(await (await world.ask(`/audit-trail${query}`, keyWith(id, 'operate'))).text()) as never

  test('says who did what, when and with which outcome, and nothing of texts and customers', async () => {
    await hook(webhookWith(entryOf({ account, number })), 'bakery-secret')
    await world.ask('/threads?closing-within=PT24H', keyWith('bakery', 'read'))
    await world.ask('/ask', keyWith('bakery', 'ask'), post({ phoneNumberId: number }))
    world.clock.now += 1000
    await world.ask('/messages', keyWith('bakery', 'send'), post({ to: '33639980001', text: 'PRIVATE' }))
    await world.ask(`/v24.0/${number}/messages`, keyWith('bakery', 'send'), post(textTo('33600000000')))
    await world.ask(`/v24.0/${number}/media`, keyWith('bakery', 'every'), post({}))
    const refused = await world.ask(`/threads/${number}/33639980001`, keyWith('bakery', 'send'))
    await world.ask(`/v24.0/${number}/messages`, keyWith('florist', 'send'), post(textTo('33639980001')))
    const { entries, next } = await trail('bakery')
    const at = new Date(world.clock.now).toISOString()
    const about = { at, phoneNumberId: number }
    expect(entries).toMatchObject([
      {
        at,
        key: 'bakery-send',
        action: 'GET /threads/:phoneNumberId/:customer',
        status: 403,
        outcome: 'forbidden',
        requestId: refused.headers.get('x-request-id'),
      },
      { at, key: 'bakery-every', action: `POST /v24.0/${number}/media`, status: 200, outcome: 'passed-on' },
      {
        ...about,
        key: 'bakery-send',
        action: `POST /v24.0/${number}/messages`,
        status: 400,
        outcome: 'refused-by-rule',
        reasons: 'service-window-closed',
        code: 131047,
      },
      { ...about, key: 'bakery-send', action: 'POST /messages', status: 200, outcome: 'accepted' },
    ])
    expect(next).toBeNull()
    expect(JSON.stringify(entries)).not.toMatch(/PRIVATE|3363998|3360000|wamid|PLANTED/)
    expect((await trail('florist')).entries).toMatchObject([{ key: 'florist-send', status: 403 }])
  })

  test('comes page by page', async () => {
    for (let index = 0; index < 5; index++)
      await world.ask('/intents/give-up', keyWith('bakery', 'operate'), post({}))
    const first = await trail('bakery', '?limit=3')
    const second = await trail('bakery', `?limit=3&before=${String(first.next)}`)
    expect([first.entries.length, second.entries.length, second.next]).toEqual([3, 2, null])
    expect((await world.ask('/audit-trail?before=x', keyWith('bakery', 'operate'))).status).toBe(400)
  })
})

describe('tenants are exchanged', () => {
  test('while requests are under way: each is answered once, by the tenants that were there', async () => {
    await hook(webhookWith(entryOf({ account, number })), 'bakery-secret')
    const statuses: number[] = []
    const secrets = ['bakery-secret', 'rolled-secret']
    let rounds = 0
    const client = async (key: string): Promise<void> => {
      for (let sent = 0; sent < 20; sent++) {
        const answers = await Promise.all([
          world.ask('/threads?closing-within=PT24H', key),
          world.ask(`/v24.0/${number}/messages`, key, post(textTo('33639980001'))),
          world.ask('/healthz', key),
        ])
        statuses.push(...answers.map(({ status }) => status))
      }
    }
    const reloads = async (): Promise<void> => {
      for (; rounds < 20; rounds++) {
        const appSecrets = [secrets[rounds % 2] ?? '']
        await world.gateway.replace([world.bind({ ...bakery, appSecrets }), world.bind(florist)])
      }
    }
    await Promise.all([client(keyWith('bakery', 'every')), client(keyWith('bakery', 'every')), reloads()])
    expect(rounds).toBe(20)
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect(world.graph.reached.filter(({ url }) => url.endsWith('/messages'))).toHaveLength(40)
  })

  test('so a key that is gone, a new key, a new secret and a new tenant take effect', async () => {
    const [, ...others] = bakery.keys
    const changed = { ...bakery, keys: others, appSecrets: ['rolled-secret'] }
    const added = tenantOf('tailor', '102102', '202202')
    await world.gateway.replace([world.bind(changed), world.bind(florist), world.bind(added)])
    const status = async (key: string): Promise<number> => (await world.ask('/openapi.json', key)).status
    expect(await status(keyWith('bakery', 'send'))).toBe(401)
    expect(await status(keyWith('bakery', 'ask'))).toBe(200)
    expect(await status(keyWith('tailor', 'ask'))).toBe(200)
    expect(await hook(webhookWith(entryOf({ account, number })), 'bakery-secret')).toBe(401)
    expect(await hook(webhookWith(entryOf({ account, number })), 'rolled-secret')).toBe(200)
    expect(await hook(webhookWith(entryOf({ account: '202202', number: '102102' })), 'tailor-secret')).toBe(
      200,
    )
  })

  test('and streams of those that changed end, so that clients connect again', async () => {
    const bound = [world.bind(bakery), world.bind(florist)]
    await world.gateway.replace(bound)
    const streams = await Promise.all(
      ['bakery', 'florist'].map(async (id) =>
        (await world.ask('/events', keyWith(id, 'board'))).body?.getReader(),
      ),
    )
    for (const stream of streams) await stream?.read()
    const [, kept] = bound
    if (kept !== undefined) await world.gateway.replace([world.bind(bakery), kept])
    expect((await streams[0]?.read())?.done).toBe(true)
    await hook(webhookWith(entryOf({ account: otherAccount, number: otherNumber })), 'florist-secret')
    expect((await streams[1]?.read())?.done).toBe(false)
    await streams[1]?.cancel()
  })

  test('and nothing is, where one of them is not right', async () => {
    const broken = { ...world.bind(bakery), graph: { accessToken: '' } }
    expect(() => world.gateway.replace([broken])).toThrow('graph.accessToken')
    expect((await world.ask('/openapi.json', keyWith('florist', 'ask'))).status).toBe(200)
  })
})
