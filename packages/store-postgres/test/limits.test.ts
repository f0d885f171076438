import { expect, test } from 'vitest'
import { DAY, type Event } from '@guichet/core'
import type { SendResult } from '@guichet/runtime'
import { accepted, bodyOf, start, worldOf, type World } from '../../runtime/test/support/world.ts'
import { newSchema, withStores } from './support/places.ts'
import { withServer } from './support/suite.ts'

const limit: Event = {
  type: 'messaging-limit-changed',
  id: 'limit',
  at: start - DAY,
  account: 'A',
  limit: 250,
}

const spoke: Event = {
  type: 'customer-messaged',
  id: 'hello',
  at: start - 1_000,
  kind: 'text',
  phoneNumberId: '100',
  customer: '15550100000',
  account: 'A',
}

const promo = { kind: 'template', name: 'promo', language: 'en', category: 'marketing' } as const

const codesOf = (result: SendResult): readonly string[] =>
  result.outcome === 'refused-by-rule' && 'reasons' in result.answer
    ? result.answer.reasons.map(({ code }) => code)
    : []

await withServer('two gateways on one server', (url) => {
  test('together exceed neither a messaging limit nor the pair rate', async () => {
    await withStores({ url, schema: newSchema() }, 2, async (stores) => {
      const worlds = stores.map((store, name): World => {
        const world = worldOf({ store, largestBatch: 50 })
        world.answers.push(
          ...Array.from(
            { length: 2_000 },
            (_, index) => () => Promise.resolve(accepted(`wamid.${name}.${index}`)),
          ),
        )
        return world
      })
      const [one] = worlds
      await one?.runtime.receive(bodyOf([limit, spoke]))
      // The first tenth to the customer who wrote, the rest each to another one.
      const sent = await Promise.all(
        Array.from({ length: 2_000 }, (_, index) => {
          const isReply = index % 10 === 0
          const to = isReply ? spoke.customer : `1555${String(1_000_000 + index)}`
          const content = isReply ? ({ kind: 'service' } as const) : promo
          return worlds[Math.floor(index / 10) % 2]?.runtime.send({
            phoneNumberId: '100',
            recipient: to,
            content,
            body: { to, index },
            key: `${index}`,
          })
        }),
      )
      const bodies = worlds.flatMap(({ dispatched }) => dispatched.map(({ body }) => JSON.stringify(body)))
      const replies = bodies.filter((body) => body.includes(spoke.customer))
      expect(replies).toHaveLength(45)
      expect(bodies.length - replies.length).toBe(250)
      const refusals = sent.flatMap((result) => (result === undefined ? [] : codesOf(result)))
      expect(new Set(refusals)).toEqual(new Set(['messaging-limit-reached', 'pair-rate-reached']))
      expect(refusals).toHaveLength(2_000 - 295)
      expect(await stores[0]?.openIntents(10)).toEqual([])
    })
  })
})
