import { graphClient, templatesListed, type NotListed, type TemplatesReading } from '@guichet/cloud-api'
import { HOUR, MINUTE } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { memoryStore, storeFailure } from '@guichet/runtime'
import { afterEach, describe, expect, test } from 'vitest'
import { bell } from './support/bell.ts'
import { account, endAll, failing, iso, kept, lostToken, pass, ready } from './support/kept-lists.ts'
import { secrets, signed, start, templateWebhook, worldOf } from './support/world.ts'

afterEach(endAll)

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

describe('a list that cannot be read', () => {
  test.each<readonly [string, NotListed, string]>([
    ['refused', lostToken, 'WhatsApp refuses the request: the access token is wrong or has expired (190)'],
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
      { outcome: 'unknown', reason: 'answer-unreadable', status: 200, details: '$: must have data' },
      'the answer cannot be read ($: must have data)',
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
