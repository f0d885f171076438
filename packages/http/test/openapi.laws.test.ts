import fc from 'fast-check'
import type { Hono } from 'hono'
import { expect, test } from 'vitest'
import { HOUR, MINUTE, toIso, type Event, type ThreadEvent } from '@guichet/core'
import { plausible } from '../../laws/src/generators/plausible.ts'
import { wild } from '../../laws/src/generators/wild.ts'
import { threadsIn, type Story } from '../../laws/src/story.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { changes } from '../src/changes/routes.ts'
import { questions } from '../src/questions/routes.ts'
import { answerProblems } from './support/contract.ts'
import { engineFor, hear, pathOf, questionWorld, start, type QuestionWorld } from './support/questions.ts'

const oneThread = '/threads/{phoneNumberId}/{customer}'
const messages = [
  { kind: 'service' },
  { kind: 'reaction' },
  { kind: 'template', name: 'order_ready', language: 'en' },
  { kind: 'template', name: 'offer', category: 'marketing' },
]

const asGet = async (app: Hono, path: string, template: string): Promise<readonly string[]> =>
  answerProblems('get', template, await app.request(path))

const asPost = async (app: Hono, path: string, body: unknown): Promise<readonly string[]> =>
  answerProblems(
    'post',
    path,
    await app.request(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    }),
  )

/** Everything that can be asked after a story, of every thread in it. */
const askEverything = async (story: Story): Promise<readonly string[]> => {
  const world = questionWorld({ engine: engineFor(story) })
  await hear(world, story.arrivals)
  const app = questions(world.parts)
  const problems: string[] = []
  const now = Math.max(...story.asked, start)
  world.clock.now = now
  for (const path of ['/templates', '/findings', '/unread', '/intents'])
    problems.push(...(await asGet(app, path, path)))
  for (const what of ['closing-within', 'reply-within'])
    problems.push(...(await asGet(app, `/threads?${what}=P1W`, '/threads')))
  for (const key of threadsIn(story)) {
    for (const below of ['/history', '/charges', '/timeline.svg'])
      problems.push(...(await asGet(app, `${pathOf(key)}${below}`, `${oneThread}${below}`)))
    for (const at of story.asked.slice(0, 2)) {
      problems.push(...(await asGet(app, `${pathOf(key)}?at=${toIso(at)}`, oneThread)))
      const request = { ...key, at: toIso(at) }
      problems.push(...(await asPost(app, '/ask', { ...request, messages })))
      problems.push(...(await asPost(app, '/ask', { ...request, messages, together: true })))
      for (const message of messages) {
        problems.push(...(await asPost(app, '/ask', { ...request, message })))
        problems.push(...(await asPost(app, '/plan', { ...key, from: toIso(at), message })))
      }
    }
  }
  return problems
}

test.each([
  ['plausible', plausible],
  ['wild', wild],
])('after %s days, every answer is one that the document describes', async (_name, stories) => {
  await holdsLater(
    stories,
    async (story) => {
      expect(await askEverything(story)).toEqual([])
      return true
    },
    25,
  )
})

const unknownSend = async ({ runtime, answers }: QuestionWorld): Promise<void> => {
  answers.push(async () => ({ outcome: 'unknown', reason: 'the line went dead' }))
  await runtime.send({
    phoneNumberId: '100',
    recipient: 'a',
    content: { kind: 'service' },
    body: {},
    key: 'k',
  })
}

test('sends of unknown fate, findings and unread parts are as the document describes them', async () => {
  const world = questionWorld()
  const key = { phoneNumberId: '100', customer: 'a' }
  const sent = start - MINUTE
  const events: readonly Event[] = [
    { type: 'customer-messaged', id: 'c', at: start - HOUR, kind: 'text', ...key },
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
    { type: 'customer-messaged', id: 'd', at: start - 30_000, kind: 'text', ...key },
    { type: 'customer-messaged', id: 'late', at: start - 1000 * HOUR, kind: 'text', ...key },
    { type: 'template-changed', id: 't', at: start, name: 'offer', language: 'en', status: 'PAUSED' },
  ]
  await hear(world, events)
  await world.runtime.receive('{')
  await unknownSend(world)
  const app = questions(world.parts)
  for (const [path, name] of [
    ['/intents', 'intents'],
    ['/findings', 'findings'],
    ['/unread', 'unread'],
    ['/templates', 'templates'],
  ] as const) {
    const response = await app.request(path)
    const listed = (await response.clone().json()) as Readonly<Record<string, readonly unknown[]>>
    expect(listed[name]?.length).toBeGreaterThan(0)
    expect(await answerProblems('get', path, response)).toEqual([])
  }
  const giveUp = { phoneNumberId: '100', recipient: 'a', key: 'k' }
  expect(await asPost(app, '/intents/give-up', giveUp)).toEqual([])
})

test('every problem that a question can meet is one that the document describes', async () => {
  const world = questionWorld()
  await hear(world, [
    { type: 'customer-messaged', id: 'c', at: start, kind: 'text', phoneNumberId: '100', customer: 'a' },
  ])
  const app = questions(world.parts)
  const a = pathOf({ phoneNumberId: '100', customer: 'a' })
  const nobody = pathOf({ phoneNumberId: '100', customer: 'nobody' })
  const asked: readonly (readonly [string, string])[] = [
    ['/threads', '/threads'],
    [`${a}?at=2020-01-01T00:00:00Z`, oneThread],
    [`${a}?at=x`, oneThread],
    ...['', '/history', '/charges', '/timeline.svg'].map(
      (below) => [`${nobody}${below}`, `${oneThread}${below}`] as const,
    ),
    [`${a}/history?limit=x`, `${oneThread}/history`],
    [`${a}/charges?limit=x`, `${oneThread}/charges`],
    [`${a}/timeline.svg?theme=x`, `${oneThread}/timeline.svg`],
    ...['/intents', '/findings', '/unread'].map((path) => [`${path}?limit=x`, path] as const),
  ]
  for (const [path, template] of asked) expect(await asGet(app, path, template)).toEqual([])
  const bodies = [
    null,
    {},
    { phoneNumberId: '100', customer: 'a', at: '2020-01-01T00:00:00Z', message: { kind: 'service' } },
  ]
  for (const body of bodies)
    for (const path of ['/ask', '/intents/give-up']) expect(await asPost(app, path, body)).toEqual([])
  for (const [type, body] of [
    ['application/json', '{'],
    ['text/xml', '<ask/>'],
    ['application/json', `"${'x'.repeat(1_000_001)}"`],
  ] as const)
    for (const path of ['/ask', '/intents/give-up']) {
      const response = await app.request(path, { method: 'POST', body, headers: { 'content-type': type } })
      expect(await answerProblems('post', path, response)).toEqual([])
    }
})

test('changes come as the document describes them', async () => {
  const world = questionWorld()
  const app = changes(world.parts)
  expect(await answerProblems('get', '/events', await app.request('/events'))).toEqual([])
  world.drain()
  expect(await answerProblems('get', '/events', await app.request('/events'))).toEqual([])
})

test('mutant: an answer with a member that nobody described is refuted', async () => {
  const checked = await fc.check(
    fc.asyncProperty(plausible, async (story) => {
      const world = questionWorld({ engine: engineFor(story) })
      await hear(world, story.arrivals)
      const response = await questions(world.parts).request('/threads?closing-within=P1D')
      const body = (await response.json()) as object
      return (await answerProblems('get', '/threads', Response.json({ ...body, secret: 1 }))).length === 0
    }),
    { numRuns: 3, endOnFailure: true },
  )
  expect(checked.failed).toBe(true)
})

test('a history may hold an event of every type that a thread has', async () => {
  const key = { phoneNumberId: '100', customer: 'a' }
  const at = start - MINUTE
  const events: { readonly [T in ThreadEvent['type']]: Extract<ThreadEvent, { readonly type: T }> } = {
    'customer-messaged': { type: 'customer-messaged', id: 'm', at, kind: 'text', ...key },
    'customer-called': { type: 'customer-called', id: 'c', at, ...key },
    'business-call-accepted': { type: 'business-call-accepted', id: 'a', at, ...key },
    'business-messaged': { type: 'business-messaged', id: 'w', at, content: { kind: 'service' }, ...key },
    'message-status': { type: 'message-status', id: 's', at, message: 'w', status: 'sent', ...key },
    'marketing-preference': { type: 'marketing-preference', id: 'p', at, value: 'stop', ...key },
    'call-permission-changed': {
      type: 'call-permission-changed',
      id: 'g',
      at,
      permission: 'temporary',
      until: start + HOUR,
      source: 'customer',
      ...key,
    },
    'call-permission-requested': { type: 'call-permission-requested', id: 'w', at, by: 'service', ...key },
    'call-ended': { type: 'call-ended', id: 'e', at, direction: 'business', connected: true, ...key },
    'customer-renamed': { type: 'customer-renamed', id: 'r', at, previous: 'a', current: 'b', ...key },
  }
  const world = questionWorld()
  await hear(world, Object.values(events))
  const answer = await questions(world.parts).request(`${pathOf(key)}/history`)
  const { events: told }: { events: readonly ThreadEvent[] } = await answer.clone().json()
  expect(new Set(told.map(({ type }) => type))).toEqual(new Set(Object.keys(events)))
  expect(await answerProblems('get', `${oneThread}/history`, answer)).toEqual([])
})
