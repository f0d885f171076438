import { describe, expect, test } from 'vitest'
import { HOUR, type Event, type ThreadKey } from '@guichet/core'
import type { SendRequest } from '../src/index.ts'
import { accepted, bodyOf, start, worldOf, type World } from './support/world.ts'

const key: ThreadKey = { phoneNumberId: '100', customer: '15550100001' }
const hello: Event = { type: 'customer-messaged', id: 'c1', at: start - HOUR, kind: 'text', ...key }

const mayWeCall: SendRequest = {
  phoneNumberId: '100',
  recipient: '15550100001',
  content: { kind: 'service' },
  asksToCall: 'service',
  body: { type: 'interactive', interactive: { type: 'call_permission_request' } },
  key: 'call-1',
}

const openWorld = async (): Promise<World> => {
  const world = worldOf()
  await world.runtime.receive(bodyOf([hello]))
  return world
}

const sentIn = async ({ runtime }: World): Promise<readonly unknown[]> =>
  (await runtime.events(key))
    .filter(({ id }) => id !== hello.id)
    .map((event) => ({
      type: event.type,
      id: event.id,
      at: event.at,
      ...('by' in event ? { by: event.by } : {}),
    }))

const both = (wamid: string, by: 'service' | 'template' = 'service'): readonly unknown[] => [
  { type: 'business-messaged', id: wamid, at: start },
  { type: 'call-permission-requested', id: wamid, at: start, by },
]

describe('a request for permission to call that WhatsApp accepts is two events of one wamid (CALL-13)', () => {
  test.each(['service', 'template'] as const)('by %s', async (by) => {
    const world = await openWorld()
    await world.runtime.send({ ...mayWeCall, asksToCall: by })
    expect(await sentIn(world)).toEqual(both('wamid.1', by))
    await world.runtime.send({ ...mayWeCall, asksToCall: by })
    expect(await sentIn(world)).toHaveLength(2)
  })

  test('also where only a status says that it was accepted', async () => {
    const world = await openWorld()
    world.answers.push(() => Promise.resolve({ outcome: 'unknown', reason: 'time-out' }))
    await world.runtime.send(mayWeCall)
    expect(await sentIn(world)).toEqual([])
    const callbackData = world.dispatched[0]?.callbackData ?? ''
    const echo = { callbackData, message: 'wamid.7', ...key, at: start }
    await world.runtime.receive(bodyOf([], [echo]))
    await world.runtime.receive(bodyOf([], [echo]))
    expect(await sentIn(world)).toEqual(both('wamid.7'))
  })

  test('where WhatsApp knows the customer by another id, both are of that customer', async () => {
    const world = await openWorld()
    world.answers.push(() => Promise.resolve(accepted('wamid.8', { userId: 'US.9', waId: key.customer })))
    await world.runtime.send(mayWeCall)
    const events = (await world.runtime.events({ ...key, customer: 'US.9' })).slice(1)
    expect(events).toMatchObject([
      { type: 'business-messaged', customer: 'US.9', aliases: ['15550100001'] },
      { type: 'call-permission-requested', customer: 'US.9', aliases: ['15550100001'] },
    ])
  })
})

test('one that WhatsApp refuses was no request', async () => {
  const world = await openWorld()
  world.answers.push(() =>
    Promise.resolve({
      outcome: 'refused',
      status: 400,
      code: 138009,
      message: 'too many',
      retryAfter: null,
      raw: {},
    }),
  )
  await world.runtime.send(mayWeCall)
  const types = (await world.runtime.events(key)).map(({ type }) => type)
  expect(types).toEqual(['customer-messaged', 'business-messaged', 'message-status'])
})

test('what goes out in its place is none', async () => {
  const world = worldOf()
  const template = { kind: 'template', name: 'n', language: 'fr', category: 'utility' } as const
  await world.runtime.send({ ...mayWeCall, otherwise: { content: template, body: { type: 'template' } } })
  expect(await sentIn(world)).toEqual([{ type: 'business-messaged', id: 'wamid.1', at: start }])
})

test('a message that says nothing of it is none', async () => {
  const world = await openWorld()
  const { asksToCall: _, ...plain } = mayWeCall
  await world.runtime.send(plain)
  expect(await sentIn(world)).toEqual([{ type: 'business-messaged', id: 'wamid.1', at: start }])
})

test('a word that is neither is a mistake of the caller', async () => {
  const { runtime } = await openWorld()
  const wrong: SendRequest = JSON.parse(JSON.stringify({ ...mayWeCall, asksToCall: 'letter' }))
  await expect(async () => runtime.send(wrong)).rejects.toThrow('asksToCall is neither service nor template')
})

describe('a second request for permission to call does not leave (CALL-13)', () => {
  const again: SendRequest = { ...mayWeCall, key: 'call-2' }
  const tooSoon = {
    outcome: 'refused-by-rule',
    answer: { reasons: [{ code: 'call-permission-requested-lately' }] },
  }

  test('after one that WhatsApp accepted', async () => {
    const world = await openWorld()
    await world.runtime.send(mayWeCall)
    expect(await world.runtime.send(again)).toMatchObject(tooSoon)
    expect(world.dispatched).toHaveLength(1)
  })

  test('while another is on its way', async () => {
    const world = await openWorld()
    const results = await Promise.all([world.runtime.send(mayWeCall), world.runtime.send(again)])
    expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['accepted', 'refused-by-rule'])
    expect(world.dispatched).toHaveLength(1)
  })

  test('while the permission is permanent', async () => {
    const world = await openWorld()
    const permanent = { type: 'call-permission-changed', permission: 'permanent', source: 'profile' } as const
    await world.runtime.receive(bodyOf([{ ...permanent, id: 'p1', at: start, ...key }]))
    expect(await world.runtime.send(again)).toMatchObject({
      outcome: 'refused-by-rule',
      answer: { reasons: [{ code: 'call-permission-is-permanent' }] },
    })
  })
})
