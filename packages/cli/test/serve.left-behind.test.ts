import { createHmac } from 'node:crypto'
import { DAY, HOUR } from '@guichet/core'
import type { LogEntry, Tenant } from '@guichet/http'
import { memoryStore, realSurroundings } from '@guichet/runtime'
import { afterEach, expect, test } from 'vitest'
import { graphServer, type GraphServer } from '../../http/test/support/graph-server.ts'
import type { Config } from '../src/config/config.ts'
import { openTenants, type OpenTenants } from '../src/serve/tenants.ts'
import { until } from './support/until.ts'

const start = Date.UTC(2026, 9, 20, 12)

const tenantOf = (id: string, number: string, more: Partial<Tenant> = {}): Tenant => ({
  id,
  appSecrets: [`${id}-secret`],
  verifyToken: `${id}-verify`,
  accessToken: `EAAG-${id}`,
  phoneNumbers: [number],
  accounts: [`2${number}`],
  keys: [{ name: 'all', key: `${id}-key-0000000001`, may: ['send', 'ask', 'read', 'board', 'operate'] }],
  forward: [],
  ...more,
})

const florist = tenantOf('florist', '101')

const configOf = (...tenants: readonly Tenant[]): Config => ({
  tenants,
  rates: null,
  card: null,
  timeZone: 'UTC',
  auditTrailDays: 90,
  journalDays: null,
  files: [],
})

const open: { readonly close: () => Promise<unknown> }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

interface World {
  readonly tenants: OpenTenants
  readonly graph: GraphServer
  /** The endpoint of the bakery's bot. */
  readonly bot: GraphServer
  readonly bakery: Tenant
  readonly clock: { now: number }
  readonly store: ReturnType<typeof memoryStore>
  readonly log: readonly LogEntry[]
  readonly ask: (path: string, tenant: string, init?: RequestInit) => Promise<Response>
}

/** A gateway of a bakery and a florist. The bakery's bot is down, and each holds a message for an hour. */
const worldOf = async (): Promise<World> => {
  const [graph, bot, store, clock] = [await graphServer(), await graphServer(), memoryStore(), { now: start }]
  const log: LogEntry[] = []
  const bakery = tenantOf('bakery', '100', {
    forward: [{ url: `${bot.baseUrl}/hook`, events: ['*'], secret: null }],
  })
  const tenants = openTenants({
    config: configOf(bakery, florist),
    graphUrl: graph.baseUrl,
    stores: [store],
    surroundings: { ...realSurroundings, now: () => clock.now },
    log: (entry) => log.push(entry),
    countsAhead: 60_000,
  })
  open.push(tenants, graph, bot)
  const ask: World['ask'] = (path, tenant, init = {}) => {
    const headers = { authorization: `Bearer ${tenant}-key-0000000001`, 'content-type': 'application/json' }
    return tenants.gateway.fetch(new Request(`http://gateway.test${path}`, { ...init, headers }))
  }
  // The bot answers that it cannot, as often as it is asked until it is told otherwise.
  for (let times = 0; times < 50; times++) bot.answers.push((response) => response.writeHead(503).end())
  for (const [id, number] of [
    ['bakery', '100'],
    ['florist', '101'],
  ] as const) {
    const hook = webhook(number)
    const signature = createHmac('sha256', `${id}-secret`).update(hook).digest('hex')
    const headers = { 'x-hub-signature-256': `sha256=${signature}` }
    const heard = await tenants.gateway.fetch(
      new Request('http://gateway.test/webhooks/whatsapp', { method: 'POST', body: hook, headers }),
    )
    expect(heard.status).toBe(200)
    const message = {
      to: '33639980001',
      text: 'Good morning',
      when: iso(start + HOUR),
      until: iso(start + 2 * HOUR),
    }
    expect((await ask('/messages', id, { method: 'POST', body: JSON.stringify(message) })).status).toBe(202)
  }
  return { tenants, graph, bot, bakery, clock, store, log, ask }
}

const iso = (at: number): string => new Date(at).toISOString()

const webhook = (number: string): string => {
  const message = { from: '33639980001', id: 'wamid.1', timestamp: String(start / 1000), type: 'text' }
  const value = { metadata: { phone_number_id: number }, messages: [message] }
  return JSON.stringify({ entry: [{ id: `2${number}`, changes: [{ field: 'messages', value }] }] })
}

/** How many messages reached WhatsApp from that phone number. */
const sentFrom = ({ reached }: GraphServer, number: string): number =>
  reached.filter(({ url }) => url.endsWith(`/${number}/messages`)).length

const leftBehind = ({ log }: World): readonly object[] =>
  log.filter(({ event }) => event === 'work left behind')

const measured = async ({ ask }: World): Promise<string | undefined> =>
  /^guichet_left_behind (\d+)$/m.exec(await (await ask('/metrics', 'florist')).text())?.[1]

test('what waits for a tenant that is dropped is not worked on, is seen, and goes on when it is back', async () => {
  const world = await worldOf()
  const { tenants, graph, bot, bakery, clock, ask } = world
  await tenants.forget()
  expect([leftBehind(world), await measured(world)]).toEqual([[], '0'])

  await tenants.replace(configOf(florist))
  expect(leftBehind(world)).toEqual([
    {
      level: 'warn',
      event: 'work left behind',
      at: start,
      tenant: 'bakery',
      work: 'deliveries',
      waiting: 1,
      since: iso(start),
    },
    {
      level: 'warn',
      event: 'work left behind',
      at: start,
      tenant: 'bakery',
      work: 'held messages',
      waiting: 1,
      since: iso(start),
    },
  ])
  expect(await measured(world)).toBe('2')
  const before = bot.reached.length
  bot.answers.splice(0)
  clock.now = start + HOUR + 60_000
  // The florist's message is due at the same instant.
  await until(() => sentFrom(graph, '101') === 1)
  expect([sentFrom(graph, '100'), bot.reached.length]).toEqual([0, before])
  await tenants.forget()
  expect(leftBehind(world)).toHaveLength(4)

  await tenants.replace(configOf(bakery, florist))
  await until(() => bot.reached.length > before && sentFrom(graph, '100') === 1)
  expect(bot.reached.at(-1)?.body.toString()).toBe(webhook('100'))
  expect(leftBehind(world)).toHaveLength(4)
  await until(async () => (await (await ask('/outbox?state=over', 'bakery')).text()).includes('accepted'))
  expect(await measured(world)).toBe('0')
})

test('a held message whose time is over when its tenant is back is not sent, and says so', async () => {
  const world = await worldOf()
  const { tenants, graph, bakery, clock, ask } = world
  await tenants.replace(configOf(florist))
  clock.now = start + 3 * HOUR
  await tenants.replace(configOf(bakery, florist))
  await until(async () => (await (await ask('/outbox?state=over', 'bakery')).text()).includes('expired'))
  expect(sentFrom(graph, '100')).toBe(0)
})

test('what waits for an endpoint that a tenant no longer names is seen, too', async () => {
  const world = await worldOf()
  await world.tenants.replace(configOf({ ...world.bakery, forward: [] }, florist))
  expect(leftBehind(world)).toMatchObject([{ tenant: 'bakery', work: 'deliveries', waiting: 1 }])
  expect(await measured(world)).toBe('1')
})

test('the audit trail of a tenant that is dropped ends with its days', async () => {
  const world = await worldOf()
  const { tenants, clock, store } = world
  await tenants.replace(configOf(florist))
  const queue = 'audit-trail@bakery'
  const kept = async (): Promise<number> =>
    (await store.jobs({ queue, state: null, order: 'oldest', after: null, limit: 9 })).length
  expect(await kept()).toBe(1)
  clock.now = start + 89 * DAY
  await tenants.forget()
  expect(await kept()).toBe(1)
  clock.now = start + 91 * DAY
  await tenants.forget()
  expect(await kept()).toBe(0)
})
