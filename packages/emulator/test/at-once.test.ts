import { describe, expect, test } from 'vitest'
import { dayOfLife, emulator, faultNames, type Emulator, type EmulatorOptions } from '../src/index.ts'

const start = Date.UTC(2026, 9, 20, 12)
const day = 24 * 3_600_000

const live = (options: Partial<EmulatorOptions>): Emulator => {
  const one = emulator({
    accessToken: 'a-token',
    appSecret: 'a-secret',
    start,
    webhook: 'http://shop.example/',
    ...options,
  })
  one.play(dayOfLife({ seed: 1, customers: 30, from: start, withBusiness: true }))
  return one
}

/** Webhooks that are answered a moment later. */
const counting = (): {
  readonly deliver: NonNullable<EmulatorOptions['deliver']>
  readonly bodies: string[]
  readonly most: () => number
  readonly underWay: () => number
} => {
  const bodies: string[] = []
  let [underWay, most] = [0, 0]
  return {
    bodies,
    most: () => most,
    underWay: () => underWay,
    deliver: async ({ body }) => {
      most = Math.max(most, ++underWay)
      await new Promise((resolve) => setImmediate(resolve))
      underWay--
      bodies.push(body)
      return { status: 200 }
    },
  }
}

describe('webhooks', () => {
  test('are answered one after the other unless it is said otherwise', async () => {
    const hook = counting()
    await live({ deliver: hook.deliver }).advance(start + day)
    expect([hook.most(), hook.underWay()]).toEqual([1, 0])
  })

  test('are as many on their way as is said, and all of them the same', async () => {
    const [one, several] = [counting(), counting()]
    await live({ deliver: one.deliver }).advance(start + day)
    const many = live({ deliver: several.deliver, webhooksAtOnce: 8 })
    await many.advance(start + day)
    await many.settle()
    expect([several.most(), several.underWay()]).toEqual([8, 0])
    // What they say of times may differ by what was answered when; how many there are may not.
    expect(several.bodies).toHaveLength(one.bodies.length)
  })
})

test('faults are counted, and none hides another', async () => {
  const shares = { undeliverable: 0.2, marketingCapped: 0.2, webhookTwice: 0.2 }
  const one = live({ deliver: async () => ({ status: 200 }), faults: shares })
  const sale = { name: 'autumn_sale', language: 'en' }
  for (let customer = 0; customer < 200; customer++)
    one.perform({ do: 'send-template', customer: String(33_639_981_000 + customer), ...sale })
  await one.advance(start + day)
  const codes = one.truth().messages.map(({ errorCode }) => errorCode)
  const met = one.faultsMet()
  expect(codes.filter((code) => code === 131026)).toHaveLength(met.undeliverable)
  expect(codes.filter((code) => code === 131049)).toHaveLength(met.marketingCapped)
  expect(faultNames.filter((name) => met[name] > 0)).toEqual([
    'webhookTwice',
    'undeliverable',
    'marketingCapped',
  ])
})
