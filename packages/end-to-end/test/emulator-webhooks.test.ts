import { readWebhookText, verifySignature } from '@guichet/cloud-api'
import {
  agreementOf,
  engine,
  isRight,
  settings,
  viewToJson,
  type Event,
  type Settlement,
} from '@guichet/core'
import { dayOfLife, emulator, type Faults, type Truth } from '@guichet/emulator'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'

const timeZone = 'Europe/Paris'
const appSecret = 'a-secret'
const token = 'a-token'
const day = 24 * 3_600_000

interface Lived {
  readonly events: readonly Event[]
  readonly unread: readonly string[]
  readonly echoes: number
  readonly truth: Truth
  readonly now: number
}

const starts = [
  '2022-05-10',
  '2023-02-28',
  '2023-07-10',
  '2025-06-30',
  '2025-08-10',
  '2026-02-02',
  '2026-09-30',
  '2026-10-20',
]
const hostile: Partial<Faults> = {
  webhookLate: 0.2,
  webhookTwice: 0.2,
  webhookOvertaken: 0.2,
  webhookLost: 0.2,
  webhookBatched: 0.3,
  statusesSwapped: 0.2,
  undeliverable: 0.1,
}
const given = fc.record({
  seed: fc.nat(1_000_000),
  start: fc.constantFrom(...starts).map((date) => Date.parse(`${date}T15:00:00Z`)),
  faults: fc.constantFrom<Partial<Faults>>({}, hostile),
  customers: fc.integer({ min: 1, max: 8 }),
})
type Given = typeof given extends fc.Arbitrary<infer One> ? One : never

/** Lives through three days of a shop and reads every webhook of them. */
const live = async ({ seed, start, faults, customers }: Given): Promise<Lived> => {
  const events: Event[] = []
  const unread: string[] = []
  let echoes = 0
  const one = emulator({
    accessToken: token,
    appSecret,
    timeZone,
    seed,
    start,
    faults,
    webhook: 'http://shop.example/',
    deliver: async ({ body, headers }) => {
      const bytes = new TextEncoder().encode(body)
      const check = verifySignature({
        body: bytes,
        header: headers['x-hub-signature-256'],
        secret: appSecret,
      })
      const read = readWebhookText(body, { receivedAt: one.now() })
      events.push(...read.events)
      unread.push(...read.unread.map(({ kind, reason }) => `${kind}: ${reason}`))
      echoes += read.echoes.length
      return { status: check.ok ? 200 : 401 }
    },
  })
  for (const from of [start, start + day, start + 2 * day])
    one.play(dayOfLife({ seed: seed + from, customers, from, withBusiness: true }))
  await one.advance(start + 4 * day)
  return { events, unread, echoes, truth: one.truth(), now: one.now() }
}

const chosen = settings({ timeZone })
const guichet = engine(isRight(chosen) ? chosen.right : undefined)

const holds = (predicate: (lived: Lived) => void, runs = 20): Promise<void> =>
  holdsLater(given, async (one) => predicate(await live(one)), runs)

describe('what the emulator tells by webhook', () => {
  test('is signed right and read whole', () =>
    holds(({ unread, events, truth }) => {
      expect(new Set(unread)).toEqual(new Set())
      if (truth.messages.length > 0) expect(events.length).toBeGreaterThan(0)
    }))

  test('gives core the charges that the reading copy tells, and Meta’s report agrees', () =>
    holds(({ events, truth }) => {
      let state = guichet.initial
      const settled: Settlement['charges'][number][] = []
      for (const event of events) {
        const next = guichet.absorb(state, event)
        state = next.state
        settled.push(...next.settled.charges)
      }
      const charges = guichet.charges(state)
      const told = new Map(truth.charges.map((one) => [one.message, one]))
      expect(charges.length + settled.length).toBe(truth.charges.length)
      for (const charge of charges) {
        const { unit, category, type } = charge
        const { unit: u, category: c, type: t } = told.get(charge.message) ?? {}
        expect([unit, category, type]).toEqual([u, c, t])
        expect(agreementOf(charge)).not.toMatchObject({ is: 'disagrees' })
      }
    }))

  test('gives core the windows that the reading copy tells', () =>
    holds(({ events, truth, now }) => {
      const state = events.reduce(guichet.evolve, guichet.initial)
      for (const { phoneNumberId, customer, view } of truth.threads) {
        const seen = guichet.view(state, { phoneNumberId, customer }, now)
        if (!isRight(seen)) throw new Error('too old')
        const { serviceWindow, phase } = JSON.parse(JSON.stringify(viewToJson(seen.right)))
        expect([serviceWindow, phase]).toEqual([view.serviceWindow, view.phase])
      }
    }))
})
