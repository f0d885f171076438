import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, toIso, type Event } from '@guichet/core'
import { questions } from '../src/questions/routes.ts'
import {
  customerKey as key,
  get,
  known,
  pathOf,
  post,
  questionWorld,
  start,
  wrote,
} from './support/questions.ts'

const paused: Event = {
  type: 'template-changed',
  id: 't1',
  at: start - HOUR,
  account: '7',
  name: 'offer',
  language: 'en',
  category: 'marketing',
  status: 'PAUSED',
}

describe('sends', () => {
  const sendOne = {
    phoneNumberId: '100',
    recipient: key.customer,
    content: { kind: 'service' },
    body: {},
  } as const

  test('of unknown fate are listed, the oldest first, and given up once', async () => {
    const { app, runtime, answers, clock } = await known()
    const reason = 'the line went dead'
    for (const name of ['k1', 'k2']) {
      answers.push(async () => ({ outcome: 'unknown', reason }))
      await runtime.send({ ...sendOne, key: name })
      clock.now += MINUTE
    }
    const { body } = await get(app, '/intents')
    expect(body).toEqual({
      intents: ['k1', 'k2'].map((name, index) => ({
        phoneNumberId: '100',
        recipient: key.customer,
        key: name,
        claimedAt: toIso(start + index * MINUTE),
        content: { kind: 'service' },
        state: { is: 'unknown', reason },
      })),
    })
    expect((await get(app, '/intents?limit=1')).body['intents']).toHaveLength(1)
    const giveUp = { phoneNumberId: '100', recipient: key.customer, key: 'k1' }
    expect((await post(app, '/intents/give-up', giveUp)).body).toEqual({ gaveUp: true })
    expect((await post(app, '/intents/give-up', giveUp)).body).toEqual({ gaveUp: false })
    expect((await get(app, '/intents')).body).toMatchObject({ intents: [{ key: 'k2' }] })
  })

  test('under way say until when, and not who claimed them', async () => {
    const { app, runtime, answers } = await known()
    let answer = (): void => {}
    answers.push(
      () =>
        new Promise((resolve) => {
          answer = () => resolve({ outcome: 'unknown', reason: 'late' })
        }),
    )
    const sending = runtime.send({ ...sendOne, key: 'k' })
    while ((await runtime.openIntents()).length === 0) await new Promise((resolve) => setImmediate(resolve))
    const { body } = await get(app, '/intents')
    expect(body).toMatchObject({ intents: [{ state: { is: 'dispatching', until: toIso(start + MINUTE) } }] })
    expect(JSON.stringify(body)).not.toContain('claim"')
    answer()
    await sending
  })

  test.each([
    [{}, 'phoneNumberId: is missing; recipient: is missing; key: is missing'],
    [{ phoneNumberId: '1', recipient: '2', key: 3 }, 'key: must be a text, but is 3'],
    [[], 'must be a JSON object'],
  ])('are not given up by %j', async (body, told) => {
    const { app } = await known()
    const answer = await post(app, '/intents/give-up', body)
    expect(answer.status).toBe(422)
    expect(answer.body['detail']).toContain(told)
  })
})

describe('messages in a row', () => {
  const service = { kind: 'service' }

  test('are answered one after another, and joining them saves some of the free ones', async () => {
    const { app } = await known()
    const messages = [service, service, { kind: 'reaction' }]
    const { status, body } = await post(app, '/ask', { ...key, messages, together: true })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      answers: [
        { message: service, answer: 'allowed', tier: { used: 0 } },
        { message: service, answer: 'allowed', tier: { used: 1 } },
        { message: { kind: 'reaction' }, answer: 'allowed', tier: null },
      ],
      joined: { saves: { messages: 1, charged: 0, ofFreeTier: 1 } },
    })
    const apart = await post(app, '/ask', { ...key, messages, together: false })
    expect(apart.body).toMatchObject({ answers: [{ tier: { used: 0 } }, { tier: { used: 0 } }, {}] })
    expect(apart.body).not.toHaveProperty('joined')
  })

  test.each([
    [{ message: service, together: true }, 'together: is of several messages'],
    [{ messages: [service], together: 'yes' }, 'together: must be true or false, but is "yes"'],
    [{ messages: [service, { kind: 'call' }], together: true }, 'together: is of messages'],
    [{ messages: [service], together: true, at: '2000-01-01T00:00:00Z' }, 'at: '],
  ])('are not answered where the request is %j', async (request, told) => {
    const { app } = await known()
    const answer = await post(app, '/ask', { ...key, ...request })
    expect(answer.status).toBe(422)
    expect(answer.body['detail']).toContain(told)
  })
})

describe('a plan', () => {
  test('begins now and reaches into the next month unless instants are given', async () => {
    const { app, clock } = await known()
    const { status, body, headers } = await post(app, '/plan', { ...key, message: { kind: 'service' } })
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(body).toMatchObject({
      from: toIso(clock.now),
      until: toIso(clock.now + 31 * DAY),
      now: [{ answer: 'allowed', message: { kind: 'service' } }],
      earliest: 0,
      cheapest: 0,
      options: [{ at: toIso(clock.now), until: toIso(start - HOUR + DAY), needs: [], asked: true }],
    })
  })
})

describe('lists', () => {
  test('of templates', async () => {
    const { app } = await known(paused)
    expect((await get(app, '/templates')).body).toEqual({
      templates: [
        {
          account: '7',
          name: 'offer',
          language: 'en',
          status: 'PAUSED',
          category: 'marketing',
          since: toIso(start - HOUR),
        },
      ],
      lists: [],
    })
  })

  test('of templates: the account has a list', async () => {
    const { app, runtime } = await known()
    const at = start - HOUR
    const templates = [{ name: 'offer', language: 'en', status: 'APPROVED' }]
    await runtime.record([
      { type: 'templates-listed', id: 'list', at, account: '7', templates },
      { type: 'templates-listed', id: 'older', at: at - HOUR, account: '7', templates: [] },
    ])
    expect((await get(app, '/templates')).body['lists']).toEqual([
      { account: '7', complete: true, listedAt: toIso(at), readAt: toIso(at), failure: null },
    ])
  })

  test('of findings: WhatsApp refuses a message while the window is open', async () => {
    const sent = start - MINUTE
    const { app } = await known(
      wrote(start - HOUR),
      { type: 'business-messaged', id: 'b', at: sent, content: { kind: 'service' }, ...key },
      {
        type: 'message-status',
        id: 's',
        at: sent + 1,
        message: 'b',
        status: 'failed',
        errorCode: 131047,
        ...key,
      },
    )
    expect((await get(app, '/findings')).body).toEqual({
      findings: [
        {
          code: 'meta-refused-inside-window',
          ...key,
          message: 'b',
          at: toIso(sent + 1),
          because: ['CSW-5'],
          window: { opensAt: toIso(start - HOUR), closesAt: toIso(start - HOUR + DAY) },
          template: null,
          explanation: expect.stringMatching(
            /^WhatsApp refused .* window, which is open until Wed 21 Oct .*\.$/,
          ),
        },
      ],
    })
  })

  test('of findings: a category becomes known after the charge was settled, and the charge has it', async () => {
    const sent = start - 60 * DAY
    const { app, runtime } = await known(
      {
        type: 'business-messaged',
        id: 'b',
        at: sent,
        content: { kind: 'template', name: 'offer', language: 'en' },
        ...key,
      },
      { type: 'message-status', id: 's', at: sent + 1, message: 'b', status: 'delivered', ...key },
      wrote(start - 30 * DAY),
    )
    const categories = async (): Promise<unknown> =>
      ((await get(app, `${pathOf(key)}/charges`)).body['charges'] as { category: unknown }[]).map(
        ({ category }) => category,
      )
    expect([(await get(app, '/findings')).body, await categories()]).toEqual([{ findings: [] }, ['unknown']])
    await runtime.record([
      { type: 'template-changed', id: 't', at: sent, name: 'offer', language: 'en', category: 'MARKETING' },
    ])
    expect(await categories()).toEqual(['marketing'])
    expect((await get(app, '/findings')).body).toEqual({
      findings: [
        {
          code: 'category-known-late',
          ...key,
          message: 'b',
          at: toIso(sent),
          because: ['category-unknown', 'TPL-8'],
          window: null,
          template: { name: 'offer', language: 'en', category: 'marketing' },
          explanation: expect.stringMatching(
            /^The template offer was sent at .* Its category, marketing, became/,
          ),
        },
      ],
    })
  })

  test('of what gave no event: a body that is no JSON', async () => {
    const { app, runtime } = await known()
    await runtime.receive('{')
    const { body } = await get(app, '/unread')
    expect(body).toMatchObject({
      unread: [
        { source: expect.stringMatching(/^[\da-f]{64}$/), path: '$', reason: 'not JSON', event: null },
      ],
    })
  })

  test('of the limits of phone numbers, how far they are used, and of restrictions', async () => {
    const { app, runtime } = await known()
    const about = { account: '7', at: start - HOUR } as const
    const to = { ...about, phoneNumberId: key.phoneNumberId, customer: '33639989999' }
    const content = { kind: 'template', name: 'offer', language: 'en' } as const
    await runtime.record([
      { ...about, type: 'messaging-limit-changed', id: 'l1', limit: 1 },
      { ...about, type: 'account-restricted', id: 'r1', restriction: 'replies', until: start + DAY },
      { ...to, type: 'business-messaged', id: 'm1', content },
      { ...to, type: 'message-status', id: 'm1/delivered', message: 'm1', status: 'delivered' },
    ])
    expect((await get(app, '/phone-numbers')).body).toEqual({
      phoneNumbers: [
        {
          phoneNumberId: key.phoneNumberId,
          accounts: ['7'],
          messagingLimit: { limit: 1, used: 1, freesAt: toIso(start - HOUR + DAY) },
          perSecond: null,
          restrictions: [{ restriction: 'replies', until: toIso(start + DAY) }],
        },
      ],
    })
  })

  test.each(['/templates', '/phone-numbers', '/findings', '/unread', '/intents'])(
    '%s of nothing',
    async (path) => {
      const { body } = await get(questions(questionWorld().parts), path)
      for (const list of Object.values(body)) expect(list).toEqual([])
    },
  )
})

test('a store that fails gives no answer: the failure reaches the server', async () => {
  const { app, runtime } = await known()
  await runtime.close()
  app.onError((failure) => Response.json({ failure: failure.name }, { status: 503 }))
  expect((await get(app, pathOf(key))).body).toEqual({ failure: 'StoreFailure' })
})
