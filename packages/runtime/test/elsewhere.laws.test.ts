import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, engine, isLeft, type Answer, type Event, type Instant } from '@guichet/core'
import { holdsLater } from '../../core/test/support/check.ts'
import { memoryPlace } from '../src/index.ts'
import { bodyOf, start, worldOf } from './support/world.ts'

const promo = { kind: 'template', name: 'promo', language: 'en', category: 'marketing' } as const

const ids = ['33639980001', '33639980002', 'FR.1', 'FR.2'] as const

/** The accounts that three phone numbers belong to. */
const accounts: Readonly<Record<string, string>> = { '100': 'A', '200': 'A', '300': 'B' }

interface Heard {
  readonly number: string
  readonly customer: string
  readonly alias: string | null
  readonly hour: number
  readonly isCap: boolean
}

const heard: fc.Arbitrary<Heard> = fc.record({
  number: fc.constantFrom('100', '200', '300'),
  customer: fc.constantFrom(...ids),
  alias: fc.option(fc.constantFrom(...ids), { nil: null, freq: 3 }),
  hour: fc.integer({ min: -30, max: -1 }),
  isCap: fc.boolean(),
})

const eventOf = ({ number, customer, alias, hour, isCap }: Heard, index: number): Event => {
  const about = {
    id: `e${index}`,
    at: start + hour * HOUR + index,
    phoneNumberId: number,
    account: accounts[number] ?? '',
    customer,
    // What a number of another account knows of a customer's ids may be another business's knowledge.
    ...(alias === null || alias === customer || number === '300' ? {} : { aliases: [alias] }),
  }
  return isCap
    ? { type: 'message-status', message: `m${index}`, status: 'failed', errorCode: 131049, ...about }
    : { type: 'customer-messaged', kind: 'text', ...about, at: about.at - DAY }
}

/** Until when the customer gets no marketing. */
const cappedUntil = (answer: Answer): readonly Instant[] =>
  isLeft(answer) && 'reasons' in answer.left
    ? answer.left.reasons.flatMap((reason) => (reason.code === 'marketing-cap-reached' ? [reason.until] : []))
    : []

describe('a cap that WhatsApp reported to another phone number of the account (LIM-26)', () => {
  test('counts in every process as it does for who has all facts in one state', async () => {
    let refused = 0
    await holdsLater(
      fc.array(fc.tuple(heard, fc.boolean()), { minLength: 1, maxLength: 8 }),
      async (story) => {
        const { evolve, initial, ask } = engine()
        const place = memoryPlace()
        const [one, other] = [worldOf({ store: await place.open() }), worldOf({ store: await place.open() })]
        let state = initial
        for (const [index, [each, isOfOther]] of story.entries()) {
          const event = eventOf(each, index)
          state = evolve(state, event)
          await (isOfOther ? other : one).runtime.receive(bodyOf([event]))
          // Both have it in memory, and have to see what the other writes.
          await one.runtime.ask({ phoneNumberId: '100', customer: each.customer }, promo)
        }
        for (const phoneNumberId of ['100', '200'])
          for (const customer of ids)
            for (const world of [one, other]) {
              const key = { phoneNumberId, customer }
              const expected = cappedUntil(ask(state, key, promo, start))
              expect(cappedUntil(await world.runtime.ask(key, promo)), JSON.stringify(key)).toEqual(expected)
              const result = await world.runtime.send({
                phoneNumberId,
                recipient: customer,
                content: promo,
                body: {},
                key: `${world === one}`,
              })
              const answer = result.outcome === 'refused-by-rule' ? result.answer : null
              const reasons = answer !== null && 'reasons' in answer ? answer.reasons : []
              expect(reasons.some(({ code }) => code === 'marketing-cap-reached')).toBe(expected.length > 0)
              refused += expected.length
            }
      },
      60,
    )
    expect(refused).toBeGreaterThan(100)
  })

  test('counts though our clock is a little slow', async () => {
    const { runtime } = worldOf()
    const cap: Heard = { number: '200', customer: 'FR.1', alias: '33639980001', hour: 0, isCap: true }
    await runtime.receive(bodyOf([{ ...eventOf({ ...cap, number: '100', isCap: false }, 0) }]))
    await runtime.receive(bodyOf([{ ...eventOf(cap, 3_000) }]))
    const answer = await runtime.ask({ phoneNumberId: '100', customer: '33639980001' }, promo)
    expect(cappedUntil(answer)).toEqual([start + 3_000 + DAY])
  })
})
