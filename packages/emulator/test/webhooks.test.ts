import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  customer,
  inWebhooks,
  noon,
  secret,
  send,
  shop,
  templateTo,
  textTo,
  wait,
  type Shop,
} from './support/shop.ts'

test('webhooks are signed over their exact text, which is ASCII', async () => {
  const one = shop()
  one.emulator.perform({ do: 'say', customer, text: 'Ça va ? 🎉' })
  await one.emulator.settle()
  for (const { body, headers } of one.webhooks) {
    expect(headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    )
    expect(body).toMatch(/^[ -~]+$/)
  }
  expect(inWebhooks(one, 'messages')[0]?.['text']).toEqual({ body: 'Ça va ? 🎉' })
})

describe('a webhook that is not answered with 200', () => {
  const messagesIn = (one: Shop): number => inWebhooks(one, 'messages').length
  test.each([500, 404, 302, 201, 'broken'] as const)(
    'but with %s comes again, more and more rarely',
    async (answer) => {
      const one = shop({ templates: [] })
      one.answers.push(...Array.from({ length: 6 }, () => answer))
      one.emulator.perform({ do: 'say', customer })
      await wait(one, 1)
      expect(one.answers.length).toBe(4)
      await wait(one, 3600)
      expect(one.answers.length).toBe(0)
      await wait(one, 2 * 3600)
      expect(messagesIn(one)).toBe(answer === 'broken' ? 1 : 7)
      await wait(one, 9 * 86_400)
      expect(messagesIn(one)).toBe(answer === 'broken' ? 1 : 7)
    },
  )

  test('is given up after seven days', async () => {
    const one = shop({ templates: [] })
    one.answers.push(...Array.from({ length: 1000 }, () => 'broken' as const))
    one.emulator.perform({ do: 'say', customer })
    await wait(one, 8 * 86_400)
    const attempts = 1000 - one.answers.length
    expect(attempts).toBeGreaterThan(20)
    await wait(one, 30 * 86_400)
    expect(1000 - one.answers.length).toBe(attempts)
  })

  test('can be delivered by hand, once', async () => {
    const one = shop({ templates: [] })
    one.answers.push('broken', 'broken')
    one.emulator.perform({ do: 'say', customer })
    await one.emulator.settle()
    await one.emulator.deliverPending()
    await one.emulator.deliverPending()
    await wait(one, 86_400)
    expect(messagesIn(one)).toBe(1)
  })
})

describe('faults', () => {
  const told = async (faults: object): Promise<Shop> => {
    const one = shop({ faults, templates: [], readShare: 1 })
    for (let index = 0; index < 12; index++) {
      one.emulator.perform({ do: 'say', customer: `3363998${2000 + index}` })
      await wait(one, 1)
    }
    await wait(one, 86_400)
    return one
  }
  const ids = (one: Shop): readonly string[] => inWebhooks(one, 'messages').map(({ id }) => String(id))

  test('nothing, by default', async () => {
    const one = await told({})
    expect(ids(one)).toHaveLength(12)
    expect(one.times).toEqual(Array.from({ length: 12 }, (_, index) => noon + index * 1000))
  })
  test('late', async () =>
    expect((await told({ webhookLate: 1 })).times.some((at) => at > noon + 60_000)).toBe(true))
  test('twice', async () => {
    const one = await told({ webhookTwice: 1 })
    expect(ids(one)).toHaveLength(24)
    expect(new Set(ids(one)).size).toBe(12)
  })
  test('overtaken', async () => {
    const [calm, wild] = [await told({}), await told({ webhookOvertaken: 0.5 })]
    const order = (one: Shop): readonly string[] =>
      inWebhooks(one, 'messages').map(({ from }) => String(from))
    expect(order(wild)).not.toEqual(order(calm))
    expect(order(wild).toSorted()).toEqual(order(calm).toSorted())
  })
  test('lost and tried again', async () => {
    const one = await told({ webhookLost: 1 })
    expect(ids(one)).toHaveLength(12)
    expect(one.times[0]).toBe(noon + 1000)
  })
  test('batched', async () => {
    const one = await told({ webhookBatched: 1 })
    expect(ids(one)).toHaveLength(12)
    expect(one.webhooks.length).toBeLessThan(5)
  })
  test('statuses in the wrong order, with true times', async () => {
    const one = shop({ faults: { statusesSwapped: 0.5 }, readShare: 1 })
    for (let index = 0; index < 20; index++) await send(one, templateTo(`3363998${2000 + index}`, 'news'))
    await wait(one, 600)
    const orders = one.emulator
      .truth()
      .messages.map(({ message }) => inWebhooks(one, 'statuses').filter(({ id }) => id === message))
    const words = new Set(orders.map((list) => list.map(({ status }) => status).join(' ')))
    expect(words.size).toBeGreaterThan(1)
    for (const list of orders) {
      const byTime = list.toSorted((a, b) => Number(a['timestamp']) - Number(b['timestamp']))
      expect(byTime.map(({ status }) => status)).toEqual(['sent', 'delivered', 'read'])
    }
  })
  test.each([
    ['unavailable', 503, 2, 0],
    ['throttled', 429, 130429, 0],
    ['pairThrottled', 429, 131056, 0],
    ['brokenAfterAcceptance', 500, 1, 1],
  ])('%s', async (fault, status, code, taken) => {
    const one = shop({ faults: { [fault]: 1 } })
    expect(await send(one, templateTo(customer, 'news'))).toMatchObject({ status, body: { error: { code } } })
    expect(one.emulator.truth().messages).toHaveLength(taken)
  })
  test('an answer that is lost, of a message that is taken', async () => {
    const one = shop({ faults: { answerLost: 1 } })
    await expect(send(one, templateTo(customer, 'news'))).rejects.toThrow('connection was lost')
    await wait(one, 10)
    expect(one.emulator.truth().messages.map(({ fate }) => fate)).not.toContain('failed')
    expect(inWebhooks(one, 'statuses').length).toBeGreaterThan(1)
  })
  test('an answer that never comes, until it is given up', async () => {
    const given = new AbortController()
    const unanswered: Request[] = []
    const one = shop({
      faults: { answerNever: 1 },
      onUnanswered: (request) => {
        unanswered.push(request)
        given.abort()
      },
    })
    const request = new Request('http://e.example/v24.0/100000000000001/messages', {
      method: 'POST',
      headers: { authorization: 'Bearer a-token' },
      body: JSON.stringify(templateTo(customer, 'news')),
      signal: given.signal,
    })
    await expect(one.emulator.fetch(request)).rejects.toThrow('connection was lost')
    expect(unanswered).toEqual([request])
    expect(one.emulator.truth().messages).toHaveLength(1)
  })
  test.each([
    ['undeliverable', 131026],
    ['marketingCapped', 131049],
  ])('%s fails later', async (fault, code) => {
    const one = shop({ faults: { [fault]: 1 } })
    await send(one, templateTo(customer, 'news'))
    await wait(one, 5)
    expect(one.emulator.truth().messages).toMatchObject([{ fate: 'failed', errorCode: code }])
  })
})

describe('what statuses say of prices, by date', () => {
  const cases: readonly (readonly [string, object, object | undefined])[] = [
    [
      '2022-05-10',
      { pricing_model: 'CBP', category: 'user_initiated' },
      { origin: { type: 'user_initiated' } },
    ],
    ['2023-07-10', { pricing_model: 'CBP', category: 'service' }, { origin: { type: 'service' } }],
    [
      '2025-08-10',
      { pricing_model: 'PMP', category: 'service', type: 'free_customer_service', billable: false },
      { origin: { type: 'service' } },
    ],
    ['2025-11-10', { pricing_model: 'PMP', category: 'service', type: 'free_customer_service' }, undefined],
    ['2026-10-20', { pricing_model: 'PMP', category: 'service', type: 'free_customer_service' }, undefined],
  ]
  test.each(cases)('%s', async (date, pricing, conversation) => {
    const one = shop({ start: Date.parse(`${date}T12:00:00Z`) })
    one.emulator.perform({ do: 'say', customer })
    await send(one, textTo(customer))
    await wait(one, 5)
    const [sent, delivered] = inWebhooks(one, 'statuses')
    expect(delivered).toMatchObject({ status: 'delivered', pricing })
    if (conversation === undefined) expect(delivered).not.toHaveProperty('conversation')
    else expect(delivered).toMatchObject({ conversation })
    expect('pricing' in (sent ?? {})).toBe(date < '2025')
    if (date < '2025')
      expect(sent).toMatchObject({ conversation: { expiration_timestamp: expect.any(String) } })
  })

  test('conversations are shared by what rides them', async () => {
    const one = shop({ start: Date.parse('2023-07-10T12:00:00Z') })
    one.emulator.perform({ do: 'say', customer })
    await send(one, textTo(customer))
    await wait(one, 60)
    await send(one, textTo(customer))
    await wait(one, 60)
    const found = inWebhooks(one, 'statuses').map(
      ({ conversation }) => (conversation as { id: string } | undefined)?.id,
    )
    expect(new Set(found.filter((id) => id !== undefined)).size).toBe(1)
  })

  test('a free entry point is named with its end, as the message leaves', async () => {
    const one = shop()
    one.emulator.perform({ do: 'click-ad', customer })
    await send(one, textTo(customer))
    await wait(one, 5)
    const end = String((noon + 72 * 3_600_000) / 1000)
    expect(inWebhooks(one, 'statuses')).toMatchObject([
      {
        status: 'sent',
        conversation: { expiration_timestamp: end, origin: { type: 'referral_conversion' } },
      },
      { status: 'delivered', pricing: { type: 'free_entry_point', billable: false } },
    ])
    expect(inWebhooks(one, 'messages')[0]).toMatchObject({ referral: { source_type: 'ad' } })
  })
})

test('the first thousand service messages of a month are free, and the next ones cost', async () => {
  const one = shop({ readShare: 0, limits: false, templates: [] })
  const phones = Array.from({ length: 210 }, (_, index) => String(33639985000 + index))
  for (const phone of phones) one.emulator.perform({ do: 'say', customer: phone })
  for (const phone of phones) for (let turn = 0; turn < 5; turn++) await send(one, textTo(phone))
  await wait(one, 60)
  const types = inWebhooks(one, 'statuses').flatMap(
    ({ pricing }) => (pricing as { type: string } | undefined)?.type ?? [],
  )
  expect(types.filter((type) => type === 'free_customer_service')).toHaveLength(1000)
  expect(types.filter((type) => type === 'regular')).toHaveLength(50)
  const free = one.emulator.truth().charges.filter(({ type }) => type === 'free_customer_service')
  const claimed = inWebhooks(one, 'statuses').filter(
    ({ pricing }) => (pricing as { type: string } | undefined)?.type === 'free_customer_service',
  )
  expect(new Set(claimed.map(({ id }) => id))).toEqual(new Set(free.map(({ message }) => message)))
})
