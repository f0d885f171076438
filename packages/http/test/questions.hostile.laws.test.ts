import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, toIso } from '@guichet/core'
import { holdsLater } from '../../core/test/support/check.ts'
import { questions } from '../src/questions/routes.ts'
import { get, hear, pathOf, post, questionWorld, start } from './support/questions.ts'

/** URLs take `.` and `..` for something else, and stores write a few ids in another way. */
const anyId = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .filter((id) => id !== '.' && id !== '..' && !/^[\s()+-]*\d[\d\s()-]*$/.test(id))

test('any id reaches its thread by the path and by the body', async () => {
  await holdsLater(
    fc.tuple(anyId, anyId),
    async ([phoneNumberId, customer]) => {
      const world = questionWorld()
      const key = { phoneNumberId, customer }
      await hear(world, [{ type: 'customer-messaged', id: 'c', at: start - HOUR, kind: 'text', ...key }])
      const app = questions(world.parts)
      const { status, body } = await get(app, pathOf(key))
      expect([status, body['customer'], body['phoneNumberId']]).toEqual([200, customer, phoneNumberId])
      const answer = await post(app, '/ask', { ...key, message: { kind: 'service' } })
      expect(answer.body['answer']).toBe('allowed')
      expect(answer.body['validUntil']).toBe(toIso(start - HOUR + DAY))
      return true
    },
    150,
  )
})

const anything = fc.oneof(
  fc.string(),
  fc.json(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
)
const bodies = fc.oneof(
  anything,
  fc.record(
    {
      phoneNumberId: fc.oneof(fc.constant('100'), fc.jsonValue()),
      customer: fc.oneof(fc.constant('15550100001'), fc.jsonValue()),
      at: fc.oneof(fc.constant('2026-10-20T12:00:00Z'), fc.jsonValue()),
      message: fc.oneof(fc.constant({ kind: 'service' }), fc.jsonValue()),
      messages: fc.oneof(fc.array(fc.constant({ kind: 'service' })), fc.jsonValue()),
      recipient: fc.jsonValue(),
      key: fc.jsonValue(),
    },
    { requiredKeys: [] },
  ),
)

test('whatever is posted gets an answer or a problem that says what is wrong, never a fault', async () => {
  const app = questions(questionWorld().parts)
  await holdsLater(
    fc.tuple(fc.constantFrom('/ask', '/intents/give-up'), bodies),
    async ([path, body]) => {
      const answer = await post(app, path, body)
      return (
        answer.status === 200 ||
        ([400, 422].includes(answer.status) && String(answer.body['detail']).length > 10)
      )
    },
    400,
  )
})

test('whatever stands in the query gets an answer or a problem that names the parameter', async () => {
  const world = questionWorld()
  await hear(world, [
    { type: 'customer-messaged', id: 'c', at: start, kind: 'text', phoneNumberId: '100', customer: 'a' },
  ])
  const app = questions(world.parts)
  const thread = pathOf({ phoneNumberId: '100', customer: 'a' })
  const paths = [
    '/threads',
    thread,
    `${thread}/history`,
    `${thread}/charges`,
    '/intents',
    '/findings',
    '/unread',
  ]
  const names = ['closing-within', 'reply-within', 'limit', 'at', 'other']
  await holdsLater(
    fc.tuple(
      fc.constantFrom(...paths),
      fc.array(fc.tuple(fc.constantFrom(...names), fc.string()), { maxLength: 4 }),
    ),
    async ([path, parameters]) => {
      const answer = await get(app, `${path}?${new URLSearchParams(parameters)}`)
      if (answer.status === 200) return true
      return (
        [400, 422].includes(answer.status) &&
        names.some((name) => String(answer.body['detail']).includes(name))
      )
    },
    300,
  )
})
