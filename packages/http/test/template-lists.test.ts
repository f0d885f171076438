import { graphClient, templatesListed, type NotListed, type TemplatesReading } from '@guichet/cloud-api'
import { HOUR, left, MINUTE, right, type ListedTemplate } from '@guichet/core'
import { memoryStore, storeFailure, type Store } from '@guichet/runtime'
import { afterEach, describe, expect, test } from 'vitest'
import type { ListWanted } from '../src/index.ts'
import { bell, type Bell } from './support/bell.ts'
import { json } from './support/graph-server.ts'
import {
  post,
  secrets,
  signed,
  start,
  templateTo,
  templateWebhook,
  worldOf,
  type Told,
  type World,
} from './support/world.ts'

const account = '200'
const ready: ListedTemplate = {
  name: 'order_ready',
  language: 'en_US',
  status: 'APPROVED',
  category: 'utility',
}

/** A gateway whose lists are read by hand: `answers` are what reading comes to, then the list of one template. */
interface Kept extends World {
  readonly bell: Bell
  readonly wanted: ListWanted[]
  readonly answers: ((wanted: ListWanted) => Promise<TemplatesReading>)[]
  readonly lists: () => Promise<unknown>
}

const worlds: Kept[] = []

const kept = async (store: Store = memoryStore()): Promise<Kept> => {
  const ringing = bell()
  const wanted: ListWanted[] = []
  const answers: Kept['answers'] = []
  const readList = async (one: ListWanted): Promise<TemplatesReading> => {
    wanted.push(one)
    return (answers.shift() ?? listed(ready))(one)
  }
  const world = await worldOf({ store, options: { templates: { readList, timer: ringing.timer } } })
  const lists = async (): Promise<unknown> => Object(JSON.parse((await world.ask('/templates')).text)).lists
  const made = { ...world, bell: ringing, wanted, answers, lists }
  worlds.push(made)
  return made
}

afterEach(async () => {
  for (const { gateway, close } of worlds.splice(0)) {
    await gateway.drain()
    await close()
  }
})

const listed =
  (...templates: readonly ListedTemplate[]): Kept['answers'][number] =>
  async ({ at }) =>
    right(templatesListed({ account, at, templates }))

const failing =
  (why: NotListed): Kept['answers'][number] =>
  async () =>
    left(why)

const lostToken: NotListed = {
  outcome: 'refused',
  status: 401,
  code: 190,
  message: `Session of ${secrets.accessToken} has expired`,
  fault: 'access',
  freesKey: true,
  retryAfter: null,
  raw: {},
}

/** Lets time pass, second by second as far as anybody looks. */
const pass = async ({ clock, bell: { ring } }: Kept, time: number): Promise<void> => {
  clock.now += time
  await ring(1_000)
}

describe('a list is read', () => {
  test('when the account is met by a webhook, and not before', async () => {
    const world = await kept()
    await pass(world, 1_000)
    expect([await world.lists(), world.wanted.length]).toEqual([[], 0])
    await world.hear('33639980001')
    await pass(world, 500)
    expect(world.wanted).toMatchObject([{ account, at: start + 1_000, attempt: 0 }])
    expect(await world.lists()).toEqual([
      { account, complete: true, listedAt: iso(start + 1_000), readAt: iso(start + 1_000), failure: null },
    ])
  })

  test('at the start, for the accounts that the store knows', async () => {
    const store = memoryStore()
    const first = await kept(store)
    await first.hear('33639980001')
    const second = await kept(store)
    await pass(second, 1_000)
    expect(second.wanted).toMatchObject([{ account }])
  })

  test('every three hours', async () => {
    const world = await kept()
    await world.hear('33639980001')
    await pass(world, 0)
    expect(world.wanted).toHaveLength(1)
    await pass(world, 3 * HOUR - 1)
    expect(world.wanted).toHaveLength(1)
    await pass(world, 1)
    expect(world.wanted).toHaveLength(2)
  })

  test('ten seconds after a webhook about a template, once for a burst of them', async () => {
    const world = await kept()
    await world.hear('33639980001')
    await pass(world, 0)
    await pass(world, 5 * MINUTE)
    const before = world.wanted.length
    for (const name of ['a', 'b', 'c'])
      await world.askAs('/webhooks/whatsapp', signed(templateWebhook(name, 'APPROVED', world.clock.now)))
    await pass(world, 9_000)
    expect(world.wanted).toHaveLength(before)
    await pass(world, 1_000)
    expect(world.wanted).toHaveLength(before + 1)
  })

  test('one at a time of an account', async () => {
    const world = await kept()
    let finish: (reading: TemplatesReading) => void = () => undefined
    world.answers.push(() => new Promise((resolve) => (finish = resolve)))
    await world.hear('33639980001')
    for (let hours = 0; hours < 5; hours++) await pass(world, HOUR)
    expect(world.wanted).toHaveLength(1)
    finish(right(templatesListed({ account, at: start, templates: [ready] })))
    await pass(world, 1_000)
    expect(world.log.filter(({ event }) => event === 'templates listed')).toHaveLength(1)
  })
})

const iso = (at: number): string => new Date(at).toISOString()

describe('a list that cannot be read', () => {
  test.each<readonly [string, NotListed, string]>([
    ['refused', lostToken, 'WhatsApp refuses it: the access token is wrong or has expired (190)'],
    [
      'no connection',
      { outcome: 'failed', reason: 'no-connection', retryAfter: 1000 },
      'WhatsApp cannot be reached',
    ],
    [
      'server',
      { outcome: 'unknown', reason: 'server-fault', status: 500, code: 1 },
      'a fault inside WhatsApp',
    ],
    [
      'garbage',
      { outcome: 'unknown', reason: 'answer-unreadable', status: 200, details: '$: it has no data' },
      'the answer cannot be read ($: it has no data)',
    ],
  ])('is seen: %s', async (_, why, detail) => {
    const world = await kept()
    world.answers.push(failing(why))
    await world.hear('33639980001')
    await pass(world, 0)
    expect(await world.lists()).toMatchObject([
      {
        account,
        complete: false,
        readAt: null,
        failure: {
          since: iso(start),
          at: iso(start),
          outcome: why.outcome,
          detail,
          retryAt: iso(start + MINUTE),
        },
      },
    ])
    expect(world.log.filter(({ level }) => level === 'warn')).toMatchObject([
      { event: 'templates not listed', account, outcome: why.outcome, detail, retryInSeconds: 60 },
    ])
    const metrics = (await world.ask('/metrics')).text
    expect(metrics).toContain(`guichet_template_lists_total{outcome="${why.outcome}"} 1`)
    expect(metrics).toContain('guichet_template_lists_missing 1')
    expect(`${JSON.stringify(world.log)}${world.told.join('')}`).not.toContain(secrets.accessToken)
  })

  test('is tried again later and later, and the knowledge that there was stays', async () => {
    const world = await kept()
    await world.hear('33639980001')
    await pass(world, 0)
    const [read] = world.wanted.splice(0)
    for (let index = 0; index < 20; index++) world.answers.push(failing(lostToken))
    for (let minutes = 0; minutes < 24 * 60; minutes += 1) await pass(world, MINUTE)
    // After 3 h, then 1, 2, 4 … 128 minutes, then every three hours.
    const hours = world.wanted.map(({ at }) => Math.floor((at - start) / HOUR))
    expect(hours).toEqual([3, 3, 3, 3, 3, 3, 4, 5, 7, 10, 13, 16, 19, 22])
    expect(world.wanted.map(({ attempt }) => attempt)).toEqual(hours.map((_, index) => index))
    expect(await world.lists()).toMatchObject([{ complete: true, listedAt: iso(read?.at ?? 0) }])
    const age = /guichet_template_list_age_seconds (\d+)/.exec((await world.ask('/metrics')).text)?.[1]
    expect(Number(age)).toBe(24 * 3600)
  })

  test('waits as long as WhatsApp asks', async () => {
    const world = await kept()
    world.answers.push(failing({ outcome: 'failed', reason: 'throttled', code: 80007, retryAfter: 2 * HOUR }))
    await world.hear('33639980001')
    await pass(world, 0)
    await pass(world, 2 * HOUR - 1)
    expect(world.wanted).toHaveLength(1)
    await pass(world, 1)
    expect(world.wanted).toHaveLength(2)
  })

  test('for its reader throws', async () => {
    const world = await kept()
    world.answers.push(() => Promise.reject(new Error(`of ${secrets.accessToken}`)))
    await world.hear('33639980001')
    await pass(world, 0)
    expect(await world.lists()).toMatchObject([{ failure: { outcome: 'unknown' } }])
    expect(JSON.stringify(world.log)).not.toContain(secrets.accessToken)
  })

  test('into a store that fails', async () => {
    const store = memoryStore()
    let isDown = false
    const world = await kept({
      ...store,
      commit: (change) =>
        isDown ? Promise.reject(storeFailure('unavailable', 'it is down')) : store.commit(change),
    })
    await world.hear('33639980001')
    isDown = true
    await pass(world, 0)
    expect(await world.lists()).toMatchObject([{ complete: false, failure: { outcome: 'not-stored' } }])
    isDown = false
    await pass(world, MINUTE)
    expect(await world.lists()).toMatchObject([{ complete: true, failure: null }])
  })
})

describe('before a template is refused as unknown', () => {
  /** A gateway that knows the list, of a minute and more ago. */
  const listedWorld = async (): Promise<Kept> => {
    const world = await kept()
    await world.askAs('/webhooks/whatsapp', signed(templateWebhook('order_update', 'APPROVED')))
    await pass(world, 10_000)
    world.clock.now += MINUTE
    world.wanted.length = 0
    return world
  }

  const send = ({ ask }: Kept): Promise<Told> =>
    ask('/v24.0/100/messages', post(templateTo('33639980001', 'no_such_template')))

  test('the list is read again, once a minute, also while nobody knows whose the number is', async () => {
    const world = await listedWorld()
    for (let index = 0; index < 3; index++) expect(await send(world)).toMatchObject({ status: 404 })
    expect(world.wanted).toMatchObject([{ account }])
    world.clock.now += MINUTE
    await send(world)
    expect(world.wanted).toHaveLength(2)
    expect(world.graph.reached).toEqual([])
  })

  test('several sends wait for the same reading', async () => {
    const world = await listedWorld()
    let finish: (reading: TemplatesReading) => void = () => undefined
    world.answers.push(() => new Promise((resolve) => (finish = resolve)))
    const sends = [send(world), send(world), send(world)]
    await world.bell.ring(0)
    finish(right(templatesListed({ account, at: world.clock.now, templates: [ready] })))
    for (const sent of await Promise.all(sends)) expect(sent.status).toBe(404)
    expect(world.wanted).toHaveLength(1)
  })

  test('nobody waits longer than five seconds', async () => {
    const world = await listedWorld()
    world.answers.push(() => new Promise(() => undefined))
    const sent = send(world)
    await world.bell.ring(0)
    expect(world.bell.waiting()).toContain(5_000)
    await world.bell.ring(5_000)
    expect(await sent).toMatchObject({ status: 404 })
  })

  test('a list that cannot be read refuses no less and no more', async () => {
    const world = await listedWorld()
    world.answers.push(failing(lostToken))
    expect(await send(world)).toMatchObject({ status: 404 })
    world.clock.now += MINUTE - 1
    await send(world)
    expect(world.wanted).toHaveLength(1)
  })
})

test('once the gateway drains, nothing is read and what is under way is given up', async () => {
  const world = await kept()
  world.answers.push(
    ({ signal }) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () =>
          resolve(left({ outcome: 'unknown', reason: 'connection-lost' })),
        ),
      ),
  )
  await world.hear('33639980001')
  await pass(world, 0)
  expect(world.bell.waiting()).toEqual([1_000])
  await world.gateway.drain()
  expect([world.bell.waiting(), world.wanted.length]).toEqual([[], 1])
  await pass(world, 3 * HOUR)
  expect(world.log.filter(({ event }) => event.startsWith('templates'))).toEqual([])
})

describe('a list that passes through', () => {
  const page = (names: readonly string[], after?: string): object => ({
    data: names.map((name) => ({
      name,
      language: 'en_US',
      status: 'APPROVED',
      category: 'UTILITY',
      components: [],
    })),
    paging: {
      cursors: { before: 'x', after: after ?? 'end' },
      ...(after === undefined
        ? {}
        : { next: `https://graph.facebook.com/?access_token=${secrets.accessToken}&after=${after}` }),
    },
  })

  const path = '/v24.0/200/message_templates'

  /** Resolves once something became known of templates. */
  const told = ({ runtime }: World): Promise<void> =>
    new Promise((resolve) => {
      const stop = runtime.onChange(({ is }) => {
        if (is !== 'templates') return
        stop()
        resolve()
      })
    })

  test('page by page is read, and the client gets what it would have got', async () => {
    const world = await worldOf()
    const known = told(world)
    world.graph.answers.push(json(200, page(['a', 'b'], 'MQ')), json(200, page(['c'])))
    const first = await world.ask(`${path}?limit=2`)
    world.clock.now += 5_000
    const second = await world.ask(`${path}?limit=2&after=MQ`)
    expect([first.status, second.text]).toEqual([200, JSON.stringify(page(['c']))])
    await known
    expect(await world.runtime.templateLists()).toMatchObject([
      { account, at: start, templates: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] },
    ])
    await world.close()
  })

  test.each<readonly [string, string, number, unknown]>([
    ['of some templates only', `${path}?name=a`, 200, page(['a'])],
    [
      'without statuses',
      `${path}?fields=name,language`,
      200,
      { data: [{ name: 'a', language: 'fr', id: '1' }] },
    ],
    ['whose next page nobody asks for', path, 200, page(['a'], 'MQ')],
    ['that begins in the middle', `${path}?after=MQ`, 200, page(['a'])],
    ['that is an error', path, 400, { error: { code: 100 } }],
    ['that is no JSON', path, 200, '<html>'],
  ])('%s is not', async (_, asked, status, body) => {
    const world = await worldOf()
    world.graph.answers.push(json(status, body))
    expect((await world.ask(asked)).status).toBe(status)
    await new Promise((resolve) => setImmediate(resolve))
    expect(await world.runtime.templateLists()).toEqual([])
    await world.close()
  })
})

test('the client of the Cloud API fits the port', async () => {
  const ringing = bell()
  const pages = [{ data: [{ name: 'a', language: 'fr', status: 'PAUSED' }] }]
  const client = graphClient({ accessToken: secrets.accessToken, fetch: async () => Response.json(pages[0]) })
  const world = await worldOf({
    options: { templates: { readList: client.readTemplates, timer: ringing.timer } },
  })
  await world.hear('33639980001')
  await ringing.ring(1_000)
  expect(await world.runtime.templateLists()).toMatchObject([
    { templates: [{ name: 'a', status: 'PAUSED' }] },
  ])
  await world.gateway.drain()
  await world.close()
})
