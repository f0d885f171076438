import { dayOfLife, noFaults, type Faults, type MessageTruth } from '@guichet/emulator'
import { readingCopy, type EventJson } from '@guichet/laws'
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { holdsLater } from '../../core/test/support/check.ts'
import { elementsIn, inWebhooks, noon, shop, wait, type Shop } from './support/shop.ts'

const hostile: Faults = {
  ...noFaults,
  webhookLate: 0.2,
  webhookTwice: 0.2,
  webhookOvertaken: 0.2,
  webhookLost: 0.2,
  webhookBatched: 0.3,
  statusesSwapped: 0.2,
  undeliverable: 0.1,
  marketingCapped: 0.2,
}

const starts = [
  '2022-05-10',
  '2023-07-10',
  '2025-06-30',
  '2025-08-10',
  '2026-02-02',
  '2026-09-30',
  '2026-10-20',
]
const given = fc.record({
  seed: fc.nat(1_000_000),
  faults: fc.constantFrom(noFaults, hostile),
  start: fc.constantFrom(...starts).map((date) => Date.parse(`${date}T15:00:00Z`)),
  customers: fc.integer({ min: 1, max: 6 }),
})

const dayIn = async (options: {
  seed: number
  faults: Faults
  start: number
  customers: number
}): Promise<Shop> => {
  const one = shop({ ...options, timeZone: 'Europe/Paris' })
  const { seed, customers, start } = options
  one.emulator.play(dayOfLife({ seed, customers, from: start, withBusiness: true }))
  await one.emulator.advance(start + 40 * 24 * 3_600_000)
  return one
}

const final = new Set<MessageTruth['fate']>(['delivered', 'read', 'failed', 'expired', 'dropped'])

describe('whatever happens', () => {
  test('every accepted message comes to exactly one final fate, and webhooks tell the same', () =>
    holdsLater(
      given,
      async (options) => {
        const one = await dayIn(options)
        const statuses = inWebhooks(one, 'statuses').filter(({ type }) => type !== 'call')
        for (const { message, fate } of one.emulator.truth().messages) {
          expect(final.has(fate), fate).toBe(true)
          const words = new Set(statuses.filter(({ id }) => id === message).map(({ status }) => status))
          expect(words.has('failed' as never)).toBe(fate === 'failed')
          expect(words.has('delivered' as never)).toBe(fate === 'delivered' || fate === 'read')
          expect(words.has('read' as never)).toBe(fate === 'read')
        }
      },
      30,
    ))

  test('statuses carry the charges that the reading copy tells', () =>
    holdsLater(
      given,
      async (options) => {
        const one = await dayIn(options)
        const delivered = inWebhooks(one, 'statuses').filter(({ status }) => status === 'delivered')
        for (const { message, unit, category, type } of one.emulator.truth().charges) {
          const { pricing } = delivered.find(({ id }) => id === message) ?? {}
          if (unit === 'none') expect(pricing).toBeUndefined()
          else if (unit === 'conversation') expect(pricing).toMatchObject({ pricing_model: 'CBP', category })
          else
            expect(pricing).toMatchObject({
              pricing_model: 'PMP',
              category,
              type,
              billable: type === 'regular',
            })
        }
      },
      30,
    ))

  test('the same seed gives the same webhooks, byte for byte', () =>
    holdsLater(
      given,
      async (options) => {
        const [one, other] = [await dayIn(options), await dayIn(options)]
        expect(one.webhooks.length).toBeGreaterThan(0)
        expect(one.webhooks).toEqual(other.webhooks)
        expect(one.times).toEqual(other.times)
      },
      10,
    ))

  test('faults change no fate but by failures, and lose no webhook', async () => {
    let daysWithMessages = 0
    await holdsLater(
      given,
      async (options) => {
        const late = { ...hostile, undeliverable: 0, marketingCapped: 0 }
        const [calm, wild] = [
          await dayIn({ ...options, faults: noFaults }),
          await dayIn({ ...options, faults: late }),
        ]
        const essence = (one: Shop): readonly string[] =>
          one.emulator
            .truth()
            .messages.map(({ summary, fate, acceptedAt }) => `${acceptedAt} ${summary} ${fate}`)
        expect(essence(wild).length).toBe(essence(calm).length)
        const told = (one: Shop): number =>
          new Set(inWebhooks(one, 'statuses').map(({ id, status }) => `${id} ${status}`)).size
        // One customer alone may have a day without any message.
        expect(told(wild) > 0).toBe(told(calm) > 0)
        if (told(wild) > 0) daysWithMessages++
        for (const { message, fate } of wild.emulator.truth().messages)
          if (fate === 'read')
            expect(
              inWebhooks(wild, 'statuses').filter(({ id }) => id === message).length,
            ).toBeGreaterThanOrEqual(3)
      },
      10,
    )
    expect(daysWithMessages).toBeGreaterThan(5)
  })
})

test('what is accepted and fails, or does not, is what the reading copy says of the webhooks alone', () =>
  holdsLater(
    given,
    async ({ seed, start, customers }) => {
      const one = shop({ seed, start, templates: [] })
      const scenes = dayOfLife({ seed, customers, from: start })
      one.emulator.play(scenes)
      for (let hour = 1; hour <= 60; hour++) {
        await one.emulator.advance(start + hour * 3_600_000)
        const phone = String(33639981000 + (hour % customers))
        const at = new Date(one.emulator.now()).toISOString()
        const told = inWebhooks(one, 'messages')
          .filter(({ from }) => from === phone)
          .map(({ id, timestamp, type }): EventJson => ({
            type: 'customer-messaged',
            id,
            at: new Date(Number(timestamp) * 1000).toISOString(),
            phoneNumberId: '1',
            customer: phone,
            kind: type,
          }))
        const calls = one.webhooks
          .flatMap(({ body }) => elementsIn(JSON.parse(body), 'calls'))
          .filter(({ from, event }) => from === phone && event === 'connect')
          .map(({ id, timestamp }): EventJson => ({
            type: 'customer-called',
            id,
            at: new Date(Number(timestamp) * 1000).toISOString(),
            phoneNumberId: '1',
            customer: phone,
          }))
        const message = { kind: 'service' } as const
        const replies = await readingCopy.answer([
          { op: 'absorb', events: [...told, ...calls] },
          { op: 'ask', phoneNumberId: '1', customer: phone, at, message },
        ])
        const isBlocked = scenes.some(({ action }) => action.do === 'block')
        const done = one.emulator.perform({ do: 'reply', customer: phone, text: 'Bonjour' })
        await wait(one, 2)
        const fate = one.emulator.truth().messages.find(({ message: id }) => done.ok && id === done.id)
        expect(fate?.fate === 'failed').toBe(replies[1]?.['answer'] === 'refused')
        if (fate?.fate === 'failed') expect(fate.errorCode).toBe(131047)
        if (isBlocked) expect(done.ok).toBe(true)
      }
    },
    8,
  ))

test('a day is the same for the same seed, another for another, and within its time', () => {
  const one = dayOfLife({ seed: 1, customers: 50, from: noon, withBusiness: true })
  expect(dayOfLife({ seed: 1, customers: 50, from: noon, withBusiness: true })).toEqual(one)
  expect(dayOfLife({ seed: 2, customers: 50, from: noon, withBusiness: true })).not.toEqual(one)
  expect(one.every(({ at }) => at >= noon && at <= noon + 86_400_000)).toBe(true)
  const kinds = new Set(one.map(({ action }) => action.do))
  for (const kind of ['say', 'click-ad', 'reply', 'send-template', 'react', 'go-silent', 'come-back'])
    expect(kinds).toContain(kind)
})
