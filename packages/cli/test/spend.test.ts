import fc from 'fast-check'
import {
  DAY,
  HOUR,
  engine as engineOf,
  settings,
  isLeft,
  type Event,
  type Instant,
  type ThreadCharge,
} from '@guichet/core'
import { localDate } from '@guichet/core/time'
import { memoryStore, realSurroundings } from '@guichet/runtime'
import { describe, expect, it } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { priceLines } from '../src/bill/bill.ts'
import { countLines, raterOf } from '../src/bill/lines.ts'
import { loadRateCard } from '../src/input/rate-card.ts'
import { openGateway } from '../src/serve/gateway.ts'

const card = await loadRateCard(
  new URL('../../rates/samples/2026-10-01-usd-sample.csv', import.meta.url).pathname,
)
const apiKey = 'the-key-0123456789'
const timeZone = 'Europe/Paris'
/** A quarter past midnight in Paris. */
const start: Instant = Date.UTC(2026, 9, 19, 22, 15)
const french = '33639980001'

interface Sum {
  readonly amount: number
  readonly messages: number
  readonly paid: number
}

interface SpendPart extends Sum {
  readonly unknown: { readonly withoutRate: number; readonly withoutCategory: number }
  readonly lines: readonly (Sum & { readonly category: string; readonly market: string | null })[]
}

interface Spend {
  readonly currency: string
  readonly today: SpendPart
  readonly month: SpendPart
}

const opened = (given: typeof card | null = card) => {
  const clock = { now: start }
  const { gateway, runtime } = openGateway({
    settings: {
      appSecrets: ['the-app-secret'],
      verifyToken: 'the-verify-token',
      accessToken: 'EAAtheAccessToken',
      graphUrl: 'http://127.0.0.1:9',
      apiKeys: [apiKey],
      rates: null,
      timeZone,
      forwardWebhooksTo: null,
      phoneNumberId: '100',
    },
    card: given,
    stores: [memoryStore()],
    surroundings: { ...realSurroundings, now: () => clock.now },
    log: () => undefined,
    timer: () => () => undefined,
  })
  const ask = async (path: string, body?: object): Promise<{ status: number; json: unknown }> => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
    const init = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await gateway.fetch(new Request(`http://gateway.test${path}`, init))
    return { status: answer.status, json: await answer.json() }
  }
  const close = async (): Promise<void> => {
    await gateway.drain()
    await runtime.close()
  }
  return { clock, runtime, ask, close, spend: async () => (await ask('/spend')).json as Spend }
}

const sent = (
  id: string,
  at: Instant,
  customer: string,
  category: string | undefined,
  days = 0,
): readonly Event[] => {
  const thread = { phoneNumberId: '100', customer }
  const template = { kind: 'template', name: `of ${category}`, language: 'fr' } as const
  const content = category === undefined ? ({ kind: 'service' } as const) : { ...template, category }
  const deliveredAt = at + days * DAY
  return [
    { type: 'business-messaged', id, at, content, ...thread } as Event,
    { type: 'message-status', id: `${id}/d`, message: id, at: deliveredAt, status: 'delivered', ...thread },
  ]
}

const wrote = (at: Instant, customer: string): Event => ({
  type: 'customer-messaged',
  id: `in ${at} ${customer}`,
  at,
  kind: 'text',
  phoneNumberId: '100',
  customer,
})

describe('GET /spend', () => {
  it('has today and this month in the time zone of the account, and says what is not known', async () => {
    const { runtime, spend, close } = opened()
    await runtime.record([
      ...sent('before', start - HOUR, french, 'marketing'),
      ...sent('today', start, french, 'marketing'),
      ...sent('utility', start, '33639980002', 'utility'),
      ...sent('no rate', start, '33639980003', 'authentication'),
      wrote(start, french),
      ...sent('free', start, french, undefined),
    ])
    const { currency, today, month } = await spend()
    expect(currency).toBe('USD')
    expect(today).toMatchObject({ from: '2026-10-19T22:00:00.000Z', amount: 115_900, messages: 4, paid: 3 })
    expect(today.unknown).toEqual({ withoutRate: 1, withoutCategory: 0 })
    expect(month).toMatchObject({ from: '2026-09-30T22:00:00.000Z', amount: 201_800, messages: 5, paid: 4 })
    expect(month.lines.map(({ category, market, amount }) => [category, market, amount])).toEqual([
      ['authentication', 'France', 0],
      ['marketing', 'France', 171_800],
      ['service', 'France', 0],
      ['utility', 'France', 30_000],
    ])
    await close()
  })

  it('is what the whole log costs, however the threads change between two requests', async () => {
    const happening = fc.record({
      hours: fc.nat({ max: 30 * 24 }),
      who: fc.constantFrom(french, '33639980002', '918888888888'),
      what: fc.constantFrom('marketing', 'utility', undefined, 'wrote'),
      days: fc.nat({ max: 2 }),
      asks: fc.boolean(),
    })
    const rules = settings({ timeZone })
    if (isLeft(rules)) throw new Error('the settings are wrong')
    const guichet = engineOf(rules.right)
    await holdsLater(
      fc.array(happening, { minLength: 1, maxLength: 12 }),
      async (happenings) => {
        const { clock, runtime, spend, close } = opened()
        const all: Event[] = []
        const events = happenings.flatMap(({ hours, who, what, days, asks }, index) => {
          const at = start + hours * HOUR
          const come = what === 'wrote' ? [wrote(at, who)] : sent(`out ${index}`, at, who, what, days)
          return come.map((event) => ({ event, asks }))
        })
        for (const { event, asks } of events.toSorted((one, other) => one.event.at - other.event.at)) {
          clock.now = event.at
          all.push(event)
          await runtime.record([event])
          if (asks) await spend()
        }
        clock.now = start + 33 * DAY
        const { month } = await spend()
        await close()
        const counter = countLines(raterOf(card, timeZone))
        const name = localDate(clock.now, timeZone).slice(0, 7)
        const settled: ThreadCharge[] = []
        const state = all.reduce((before, event) => {
          const absorbed = guichet.absorb(before, event)
          const { thread } = absorbed
          if (thread !== null) settled.push(...absorbed.settled.charges.map((one) => ({ ...thread, ...one })))
          return absorbed.state
        }, guichet.initial)
        for (const charge of guichet.charges(state, settled)) if (charge.month === name) counter.count(charge)
        const { total } = priceLines(counter.lines(), card)
        expect(month).toMatchObject({
          amount: Number(total.amount),
          messages: total.messages,
          paid: total.paid,
        })
        return true
      },
      20,
    )
  })

  it('is not there without a rate card, and neither are prices', async () => {
    const { ask, runtime, close } = opened(null)
    await runtime.record([wrote(start, french)])
    expect((await ask('/spend')).json).toMatchObject({ currency: null, today: null, month: null })
    const { json } = await ask('/ask', {
      phoneNumberId: '100',
      customer: french,
      message: { kind: 'service' },
    })
    expect(json).not.toHaveProperty('price')
    await close()
  })
})

/** A webhook named the account for the rate of customers abroad. */
const dearer = (exceptCountries: readonly string[]): Event => ({
  type: 'authentication-rate-changed',
  id: 'dearer',
  at: start - DAY,
  account: 'A',
  from: start - HOUR,
  exceptCountries,
})

describe('a price', () => {
  it('stands in answers, in plans, in histories and in charges', async () => {
    const { ask, runtime, close } = opened()
    await runtime.record([wrote(start, french), ...sent('promo', start, french, 'marketing')])
    const key = { phoneNumberId: '100', customer: french }
    const marketing = { kind: 'template', name: 'of marketing', language: 'fr', category: 'marketing' }
    const price = { amount: 85_900, currency: 'USD' }
    const free = { amount: 0, currency: 'USD' }
    const messages = [{ kind: 'service' }, marketing]
    expect((await ask('/ask', { ...key, message: marketing })).json).toMatchObject({ price })
    expect((await ask('/ask', { ...key, messages })).json).toMatchObject({
      answers: [{ price: free }, { price }],
    })
    expect((await ask('/ask', { ...key, messages, together: true })).json).toMatchObject({
      answers: [{ price: free }, { price }],
    })
    expect((await ask('/plan', { ...key, message: marketing })).json).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ asked: true, price })]),
    })
    expect((await ask(`/threads/100/${french}/history`)).json).toMatchObject({ messages: [{ price }] })
    expect((await ask(`/threads/100/${french}/charges`)).json).toMatchObject({ charges: [{ price }] })
    await close()
  })

  // What a webhook says of the account · the customer · the price of a login code
  it.each<[heard: readonly Event[], customer: string, amount: number]>([
    [[], '919876543210', 1_400],
    [[dearer([])], '919876543210', 30_400],
    [[dearer(['IN'])], '919876543210', 1_400],
  ])('of authentication is the one that the account pays: %j, %s', async (heard, customer, amount) => {
    const { ask, runtime, close } = opened()
    await runtime.record([wrote(start - 2 * DAY, customer), ...heard])
    const key = { phoneNumberId: '100', customer }
    const login = { kind: 'template', name: 'login', language: 'en', category: 'authentication' }
    const price = { amount, currency: 'USD' }
    const answer = (await ask('/ask', { ...key, message: login })).json
    expect(answer).toMatchObject({ price, charge: { category: 'authentication', type: 'regular' } })
    expect((await ask('/plan', { ...key, message: login })).json).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ asked: true, price })]),
    })
    await close()
  })
})
