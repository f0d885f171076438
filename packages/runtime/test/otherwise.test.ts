import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, type Event, type ThreadKey } from '@guichet/core'
import {
  callbackDataOf,
  callersDataIn,
  intentIdIn,
  type DispatchOutcome,
  type SendRequest,
} from '../src/index.ts'
import { bodyOf, start, worldOf } from './support/world.ts'
import { assertEach } from '../../core/test/support/check.ts'

const key: ThreadKey = { phoneNumberId: '100', customer: '15550100001' }
const spoken = (at: number): Event => ({ type: 'customer-messaged', id: `c${at}`, at, kind: 'text', ...key })
const service = { content: { kind: 'service' }, body: { text: 'hello' } } as const
const template = {
  content: { kind: 'template', name: 'hello', language: 'en' },
  body: { template: 'hello' },
} as const

const request: SendRequest = {
  phoneNumberId: '100',
  recipient: '15550100001',
  ...service,
  otherwise: template,
  key: 'k',
}

describe('a message with another one otherwise', () => {
  test('is sent itself while the rules allow it', async () => {
    const { runtime, dispatched } = worldOf()
    await runtime.receive(bodyOf([spoken(start - HOUR)]))
    expect(await runtime.send(request)).toMatchObject({ outcome: 'accepted', content: service.content })
    expect(dispatched.map(({ body }) => body)).toEqual([service.body])
  })

  test('gives way to the other one when they do not', async () => {
    const { runtime, dispatched } = worldOf()
    expect(await runtime.send(request)).toMatchObject({
      outcome: 'accepted',
      content: template.content,
      allowed: { validUntil: null, charge: { unit: 'message', type: 'regular' } },
    })
    expect(dispatched.map(({ body }) => body)).toEqual([template.body])
    expect((await runtime.intentsTo(key))[0]?.content).toEqual(template.content)
  })

  test('is told what was sent first, whatever holds now', async () => {
    const { runtime, dispatched, clock } = worldOf()
    await runtime.receive(bodyOf([spoken(start - HOUR)]))
    const first = await runtime.send(request)
    clock.now += 2 * DAY
    const again = await runtime.send(request)
    expect(again).toMatchObject({ outcome: 'accepted', isReplay: true, content: service.content })
    expect('allowed' in again && again.allowed).toEqual('allowed' in first && first.allowed)
    expect(dispatched).toHaveLength(1)
  })

  test('is refused with what the rules say of both', async () => {
    const { runtime } = worldOf()
    const paused: Event = {
      type: 'template-changed',
      id: 't',
      at: start - HOUR,
      name: 'hello',
      language: 'en',
      status: 'PAUSED',
    }
    await runtime.receive(bodyOf([paused]))
    expect(await runtime.send(request)).toMatchObject({
      outcome: 'refused-by-rule',
      answer: { reasons: [{ code: 'service-window-closed' }] },
      otherwise: { reasons: [{ code: 'template-paused' }] },
    })
  })

  test('is another request than the same without it', async () => {
    const { runtime } = worldOf()
    await runtime.send(request)
    const { otherwise: _, ...alone } = request
    expect(await runtime.send(alone)).toEqual({ outcome: 'key-reused' })
    expect(await runtime.send({ ...request, callbackData: 'x' })).toEqual({ outcome: 'key-reused' })
    expect(await runtime.send({ ...request, endpoint: 'marketing_messages' })).toEqual({
      outcome: 'key-reused',
    })
  })

  test('must be one that the rules know', async () => {
    const { runtime } = worldOf()
    // As plain JavaScript may hand it in.
    const wrong: SendRequest = JSON.parse(
      JSON.stringify({ ...request, otherwise: { content: { kind: 'letter' }, body: {} } }),
    )
    await expect(runtime.send(wrong)).rejects.toThrow(TypeError)
  })
})

test.each([
  ['held_for_quality_assessment', true],
  ['accepted', undefined],
  [undefined, undefined],
])('a message that WhatsApp accepts with the word %s is held: %s (TPL-12)', async (messageStatus, held) => {
  const { runtime, answers } = worldOf()
  const word = messageStatus === undefined ? {} : { messageStatus }
  answers.push(() => Promise.resolve({ outcome: 'accepted', wamid: 'w', customer: {}, ...word }))
  await runtime.send({ phoneNumberId: '100', recipient: '15550100001', ...template, key: 'k' })
  const [sent] = await runtime.events(key)
  expect(sent).toMatchObject({ type: 'business-messaged', id: 'w' })
  expect(sent?.type === 'business-messaged' && sent.held).toBe(held)
})

describe('what an answer said is said again', () => {
  const twice = async (outcome: DispatchOutcome) => {
    const { runtime, answers } = worldOf()
    answers.push(() => Promise.resolve(outcome))
    return [await runtime.send(request), await runtime.send(request)] as const
  }

  test('who the customer is, and Meta’s word for a template', async () => {
    const customer = { waId: '15550100001', userId: 'US.1' }
    const [first, again] = await twice({ outcome: 'accepted', wamid: 'w', customer, messageStatus: 'paused' })
    const told = { wamid: 'w', customer, messageStatus: 'paused', content: template.content }
    expect(first).toMatchObject({ ...told, isReplay: false })
    expect(again).toMatchObject({ ...told, isReplay: true, answer: null })
  })

  test('HTTP’s status of a refusal', async () => {
    const refused = { status: 403, code: 131026, message: 'no', raw: {} }
    const [first, again] = await twice({ outcome: 'refused', ...refused, retryAfter: null })
    const told = { ...refused, fault: null, keyIsFree: false }
    expect(first).toEqual({ outcome: 'refused-by-whatsapp', ...told, isReplay: false })
    expect(again).toEqual({ outcome: 'refused-by-whatsapp', ...told, isReplay: true })
  })

  test('the code of a failure', async () => {
    const failed = { outcome: 'failed', reason: 'throttled', code: 131056, retryAfter: 4000 } as const
    const [first, again] = await twice(failed)
    expect(first).toEqual({ ...failed, isReplay: false })
    expect(again).toEqual({ ...failed, isReplay: true })
  })
})

describe('callback data', () => {
  test('holds the caller’s beside ours, and gives both back', () => {
    assertEach(
      fc.property(fc.string(), fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }), (id, own) => {
        const data = callbackDataOf(id, own)
        expect(intentIdIn(data)).toBe(intentIdIn(callbackDataOf(id)))
        expect(callersDataIn(data)).toBe(own ?? null)
      }),
      100,
    )
  })

  test('of somebody else stays theirs', () => {
    expect(intentIdIn('order 42')).toBeNull()
    expect(callersDataIn('order 42')).toBe('order 42')
    expect(intentIdIn('guichet:%zz:x')).toBe('%zz')
  })

  test('and the endpoint reach the transport', async () => {
    const { runtime, dispatched } = worldOf()
    await runtime.send({ ...request, callbackData: 'order 42', endpoint: 'marketing_messages' })
    expect(dispatched[0]?.endpoint).toBe('marketing_messages')
    expect(callersDataIn(dispatched[0]?.callbackData ?? '')).toBe('order 42')
  })

  test('leads a status back to the intent', async () => {
    const { runtime, dispatched, answers } = worldOf()
    answers.push(() => Promise.resolve({ outcome: 'unknown', reason: 'timed-out' }))
    await runtime.send({ ...request, callbackData: 'a:b' })
    const echo = {
      callbackData: dispatched[0]?.callbackData ?? '',
      message: 'wamid.echo',
      phoneNumberId: '100',
      customer: key.customer,
      at: start,
    }
    await runtime.receive(bodyOf([], [echo]))
    expect(await runtime.send({ ...request, callbackData: 'a:b' })).toMatchObject({ wamid: 'wamid.echo' })
  })
})
