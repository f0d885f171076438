import { describe, expect, test } from 'vitest'
import {
  account,
  customer,
  get,
  inWebhooks,
  noon,
  phoneNumber,
  post,
  send,
  shop,
  templateTo,
  textTo,
  wait,
  type Shop,
} from './support/shop.ts'

const phone = (index: number): string => `3363998${2000 + index}`
const text = textTo(customer)
const control = (path: string): string => `/_control/account/${path}`

/** The code with which a message is refused at once, or fails; `null` if it is delivered. */
const fateOf = async (one: Shop, body: object): Promise<unknown> => {
  const { status, body: answer } = await send(one, body)
  if (status !== 200) return (answer as { error: { code: number } }).error.code
  await wait(one, 10)
  return one.emulator.truth().messages.at(-1)?.errorCode
}

/** The values of webhooks about accounts, by their field. */
const told = (one: Shop, field: string): readonly unknown[] =>
  one.webhooks.flatMap(({ body }) =>
    (
      JSON.parse(body) as { entry: { id: string; changes: { field: string; value: unknown }[] }[] }
    ).entry.flatMap(({ id, changes }) =>
      changes.flatMap((change) => (change.field === field ? [{ account: id, value: change.value }] : [])),
    ),
  )

const speaking = (options: Parameters<typeof shop>[0] = {}): Shop => {
  const one = shop({ readShare: 0, ...options })
  one.emulator.perform({ do: 'say', customer })
  return one
}

describe('the messaging limit (LIM-20)', () => {
  test('refuses templates to one customer more, and to nobody who counts or has a window', async () => {
    const one = speaking({ messagingLimit: 2 })
    expect(await fateOf(one, templateTo(phone(1), 'news'))).toBeNull()
    expect(await fateOf(one, templateTo(phone(2), 'code', ['1']))).toBeNull()
    expect(await fateOf(one, templateTo(phone(3), 'news'))).toBe(131048)
    expect(await fateOf(one, templateTo(phone(2), 'news'))).toBeNull()
    expect(await fateOf(one, templateTo(customer, 'news'))).toBeNull()
    expect(await fateOf(one, text)).toBeNull()
  })

  test('counts from the delivery for 24 hours to the second', async () => {
    const one = shop({ messagingLimit: 1, readShare: 0 })
    await send(one, templateTo(phone(1), 'news'))
    await wait(one, 10)
    const delivered = Date.parse(one.emulator.truth().messages[0]?.since ?? '')
    await one.emulator.advance(delivered + 86_400_000 - 1)
    expect(await fateOf(one, templateTo(phone(2), 'news'))).toBe(131048)
    await one.emulator.advance(delivered + 86_400_000)
    expect(await fateOf(one, templateTo(phone(2), 'news'))).toBeNull()
  })

  test('reserves what is on its way, and gives back what failed', async () => {
    const one = shop({ messagingLimit: 1, readShare: 0, faults: { undeliverable: 1 } })
    expect((await send(one, templateTo(phone(1), 'news'))).status).toBe(200)
    expect((await send(one, templateTo(phone(2), 'news'))).body).toMatchObject({ error: { code: 131048 } })
    await wait(one, 10)
    one.emulator.setFaults({ undeliverable: 0 })
    expect(await fateOf(one, templateTo(phone(2), 'news'))).toBeNull()
  })

  test.each([
    [250, { max_daily_conversations_per_business: 250, max_phone_numbers_per_business: 2 }],
    [2000, { max_daily_conversations_per_business: 2000, max_phone_numbers_per_waba: 25 }],
    [null, { max_daily_conversations_per_business: -1, max_phone_numbers_per_waba: 25 }],
  ])('is set to %s and told', async (limit, value) => {
    const one = shop({ messagingLimit: 1 })
    await send(one, templateTo(phone(1), 'news'))
    await post(one, control('limit'), { limit })
    expect(told(one, 'business_capability_update').at(-1)).toEqual({ account, value })
    expect(await fateOf(one, templateTo(phone(2), 'news'))).toBeNull()
    expect((await get(one, '/_control/account')).body).toMatchObject({ messagingLimit: limit, counted: 2 })
  })
})

describe('restrictions (LIM-29)', () => {
  test.each([
    ['business-initiated-messages', 'RESTRICTED_BIZ_INITIATED_MESSAGING', [368, null, null, null]],
    ['replies', 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING', [null, 368, null, 368]],
    ['direct-send-utility', 'RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES', [null, 131047, null, null]],
    ['business-initiated-calls', 'RESTRICTED_BUSINESS_INITIATED_CALLING', [null, 131047, null, null]],
  ])('%s is told, refuses, and ends', async (restriction, type, codes) => {
    const one = speaking()
    await post(one, control('restrict'), { restriction, for: 'PT1H' })
    const expiration = noon / 1000 + 3600
    expect(told(one, 'account_update')).toEqual([
      {
        account,
        value: {
          event: 'ACCOUNT_RESTRICTION',
          restriction_info: [{ restriction_type: type, expiration }],
        },
      },
    ])
    const stranger = phone(1)
    const asked = [templateTo(stranger, 'news'), textTo(stranger), templateTo(customer, 'news'), text]
    const met = []
    // A stranger is refused a text for the closed window, too; the restriction comes first.
    for (const body of asked) met.push(await fateOf(one, body))
    expect(met).toEqual(restriction === 'business-initiated-messages' ? [368, 131047, null, null] : codes)
    await one.emulator.advance(noon + 3_600_000)
    expect(await fateOf(one, templateTo(stranger, 'news'))).toBeNull()
    expect(await fateOf(one, text)).toBeNull()
  })

  test('a ban refuses everything until it is released', async () => {
    const one = speaking()
    await post(one, control('restrict'), { restriction: 'all-messages' })
    expect(await fateOf(one, text)).toBe(131031)
    expect(await fateOf(one, templateTo(phone(1), 'news'))).toBe(131031)
    await wait(one, 1)
    await post(one, control('release'), {})
    expect(await fateOf(one, text)).toBeNull()
    expect(told(one, 'account_update')).toEqual(
      ['DISABLE', 'REINSTATE'].map((state) => ({
        account,
        value: {
          event: 'DISABLED_UPDATE',
          ban_info: { waba_ban_state: state, waba_ban_date: 'October 20, 2026' },
        },
      })),
    )
  })

  test('one of a single number leaves the other number alone', async () => {
    const other = '100000000000009'
    const one = shop({
      phoneNumbers: [
        { id: phoneNumber, number: '33639980000', verifiedName: 'The Shop' },
        { id: other, number: '33639980009', verifiedName: 'The Workshop' },
      ],
    })
    await post(one, control('restrict'), {
      restriction: 'business-initiated-messages',
      phoneNumberId: other,
      until: '2026-10-21T12:00:00Z',
    })
    expect(told(one, 'account_update')).toMatchObject([{ value: { phone_number: '33639980009' } }])
    expect(await fateOf(one, templateTo(phone(1), 'news'))).toBeNull()
    const sent = await post(one, `/v24.0/${other}/messages`, templateTo(phone(1), 'news'))
    expect(sent.body).toMatchObject({ error: { code: 368 } })
  })
})

describe('marketing', () => {
  test('after a cap was reached it fails for 24 hours, except in the window (LIM-26)', async () => {
    const one = shop({ faults: { marketingCapped: 1 }, readShare: 0 })
    expect(await fateOf(one, templateTo(customer, 'news'))).toBe(131049)
    one.emulator.setFaults({ marketingCapped: 0 })
    expect(await fateOf(one, templateTo(customer, 'news'))).toBe(131049)
    expect(await fateOf(one, templateTo(customer, 'parcel_sent', ['1']))).toBeNull()
    one.emulator.perform({ do: 'say', customer })
    expect(await fateOf(one, templateTo(customer, 'news'))).toBeNull()
    await wait(one, 86_400)
    expect(await fateOf(one, templateTo(customer, 'news'))).toBeNull()
    expect(one.emulator.truth().messages.map(({ reasons }) => reasons)).toEqual([
      [],
      ['marketing-cap-reached'],
      [],
      [],
      [],
    ])
  })

  test('is not delivered in the United States (LIM-39)', async () => {
    const one = shop()
    expect(await fateOf(one, templateTo('12125550100', 'news'))).toBe(131049)
    expect(await fateOf(one, templateTo('12125550100', 'parcel_sent', ['1']))).toBeNull()
    expect(await fateOf(one, templateTo('14165550100', 'news'))).toBeNull()
  })
})

test('a throughput is raised and told; messages of customers count, too (LIM-35)', async () => {
  const one = shop({ perSecond: 2 })
  one.emulator.perform({ do: 'say', customer })
  expect((await send(one, text)).status).toBe(200)
  expect((await send(one, text)).body).toMatchObject({ error: { code: 130429 } })
  await post(one, control('throughput'), { perSecond: 1000 })
  expect((await send(one, text)).status).toBe(200)
  expect(told(one, 'phone_number_quality_update')).toEqual([
    {
      account,
      value: {
        display_phone_number: '33639980000',
        event: 'THROUGHPUT_UPGRADE',
        current_limit: 'TIER_UNLIMITED',
      },
    },
  ])
})

test('by the bucket model a token comes back every six seconds (POS-34)', async () => {
  const one = speaking({ pairRateModel: 'bucket' })
  for (let count = 0; count < 45; count++) expect((await send(one, text)).status).toBe(200)
  expect((await send(one, text)).body).toMatchObject({ error: { code: 131056 } })
  await wait(one, 6)
  expect((await send(one, text)).status).toBe(200)
  expect((await send(one, text)).body).toMatchObject({ error: { code: 131056 } })
})

test('what rules refused at once is listed', async () => {
  const one = shop({ messagingLimit: 1 })
  await send(one, templateTo(phone(1), 'news'))
  await send(one, templateTo(phone(2), 'news'))
  expect((await get(one, '/_control/refused')).body).toMatchObject({
    refused: [{ at: '2026-10-20T12:00:00.000Z', code: 131048, reasons: ['messaging-limit-reached'] }],
  })
  expect(inWebhooks(one, 'statuses')).toEqual([])
})

test.each([
  ['limit', { limit: 0 }, /limit must/],
  ['limit', {}, /limit must/],
  ['throughput', { perSecond: -1 }, /perSecond must/],
  ['restrict', { restriction: 'everything' }, /restriction must be one of/],
  ['restrict', { restriction: 'replies', for: '1h' }, /give until/],
  ['restrict', { restriction: 'replies', phoneNumberId: '7' }, /no phone number/],
  ['restrict', { restriction: 'all-messages', for: 'PT1H' }, /ban of the whole account/],
  ['release', { account: '7' }, /no account/],
  ['bless', {}, /restrict and release/],
])('wrong input for %s: %j', async (what, body, reason) => {
  const one = shop()
  const answer = await post(one, control(what), body)
  expect(answer.status).toBe(400)
  expect(answer.body).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
})

test('the page has the buttons, and a form restricts and releases', async () => {
  const one = shop({ messagingLimit: 250 })
  const form = (path: string, body: string): Promise<Response> =>
    one.emulator.fetch(
      new Request(`http://emulator.example${control(path)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
      }),
    )
  const page = async (): Promise<string> =>
    (await one.emulator.fetch(new Request('http://emulator.example/'))).text()
  expect((await form('restrict', 'restriction=replies&for=PT1H')).status).toBe(303)
  expect(await page()).toContain('replies until 2026-10-20 13:00 UTC')
  await wait(one, 1)
  expect((await form('release', '')).status).toBe(303)
  expect((await form('limit', 'limit=unlimited')).status).toBe(303)
  const html = await page()
  expect(html).not.toContain('replies until')
  expect(html).toContain('0 customers of\n      any number')
})
