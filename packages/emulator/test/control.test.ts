import { describe, expect, test } from 'vitest'
import { customer, get, inWebhooks, noon, phoneNumber, post, shop, token, wait } from './support/shop.ts'
import { inboundTypes } from '@guichet/emulator'

const control = (path: string): string => `/_control/${path}`

describe('the clock', () => {
  test.each([
    [{ forward: 'PT1H' }, noon + 3_600_000],
    [{ forward: 'P1DT90M' }, noon + 91_800_000],
    [{ at: '2026-10-21T12:00:00+02:00' }, noon + 79_200_000],
  ])('moves by %j', async (body, to) => {
    const one = shop()
    expect(await post(one, control('clock'), body)).toMatchObject({
      status: 200,
      body: { now: new Date(to).toISOString() },
    })
    expect(one.emulator.now()).toBe(to)
  })
  test.each([
    {},
    { forward: '1h' },
    { forward: 'P' },
    { at: 'tomorrow' },
    { at: '2020-01-01T00:00:00Z' },
    { at: '9999-01-01T00:00:00Z' },
  ])('does not move by %j', async (body) => {
    const one = shop()
    expect(await post(one, control('clock'), body)).toMatchObject({
      status: 400,
      body: { ok: false, reason: expect.any(String) },
    })
    expect(one.emulator.now()).toBe(noon)
  })
})

describe('a customer', () => {
  test.each(inboundTypes)('says %s', async (type) => {
    const one = shop()
    const { status } = await post(one, control(`customers/${customer}/say`), { type, text: 'Here' })
    expect(status).toBe(200)
    expect(inWebhooks(one, 'messages')).toHaveLength(1)
    expect(one.emulator.truth().threads[0]?.view.phase).toBe('open')
  })

  test('reacts, which opens nothing, and calls, which does', async () => {
    const one = shop({ templates: [] })
    expect((await post(one, control(`customers/${customer}/react`), {})).status).toBe(400)
    await post(one, control(`customers/${customer}/react`), { message: 'wamid.x', emoji: null })
    expect(inWebhooks(one, 'messages')[0]?.['reaction']).toEqual({ message_id: 'wamid.x' })
    expect(one.emulator.truth().threads[0]?.view.phase).toBe('closed')
    await post(one, control(`customers/${customer}/call`), { seconds: 5 })
    await wait(one, 10)
    expect(inWebhooks(one, 'calls').map(({ event }) => event)).toEqual(['connect', 'terminate'])
    expect(one.emulator.truth().threads[0]?.view.phase).toBe('open')
  })

  test.each([
    [5, { status: 'COMPLETED', duration: 5 }],
    [0, { status: 'COMPLETED' }],
  ])(
    'a call of %i seconds ends as %j: only one that was picked up has times (CALL-19)',
    async (seconds, end) => {
      const one = shop()
      await post(one, control(`customers/${customer}/call`), { seconds })
      await wait(one, 10)
      const [begin, over] = inWebhooks(one, 'calls')
      const times = seconds === 0 ? {} : { start_time: begin?.['timestamp'], end_time: over?.['timestamp'] }
      const { status, start_time, end_time, duration } = Object(over)
      expect({ status, start_time, end_time, duration }).toEqual({ ...end, ...times })
    },
  )

  test.each([
    ['customers/bob/say', {}],
    [`customers/${customer}/sing`, {}],
    [`customers/${customer}/constructor`, {}],
    [`customers/${customer}/say`, { type: 'telegram' }],
    [`customers/${customer}/say`, { through: 'magic' }],
    [`customers/${customer}/say`, { phoneNumberId: '1' }],
    [`customers/${customer}/call`, { seconds: -1 }],
    ['customers', { phone: 'bob' }],
    ['faults', { nonsense: 1 }],
    ['faults', { webhookLate: 2 }],
    ['day', { customers: 1e9 }],
    ['templates/news/en/status', {}],
    ['templates/nope/en/status', { status: 'PAUSED' }],
    ['templates/news/en/category', { category: 'SPAM' }],
    ['clock', '[]'],
    ['clock', '{'],
  ])('cannot: %s %j', async (path, body) => {
    expect(await post(shop(), control(path), body)).toMatchObject({ status: 400, body: { ok: false } })
  })
})

test('templates change and are announced', async () => {
  const one = shop()
  await post(one, control('templates/news/en/status'), { status: 'PAUSED' })
  await post(one, control('templates/parcel_sent/en/category'), { category: 'MARKETING' })
  expect(one.webhooks.slice(-2).map(({ body }) => JSON.parse(body).entry[0].changes[0])).toMatchObject([
    { field: 'message_template_status_update', value: { event: 'PAUSED', message_template_name: 'news' } },
    { field: 'template_category_update', value: { previous_category: 'UTILITY', new_category: 'MARKETING' } },
  ])
  const listed = await get<{ templates: { status: string }[] }>(one, control('templates'))
  expect(listed.body.templates.map(({ status }) => status)).toEqual(['PAUSED', 'APPROVED', 'APPROVED'])
})

test('truth, customers, messages, faults and webhooks can be read; all begins anew', async () => {
  const one = shop()
  await post(one, control('day'), { customers: 3, seed: 7 })
  await post(one, control('clock'), { forward: 'P2D' })
  await post(one, control('faults'), { webhookLate: '0.5' })
  expect((await get(one, control('truth'))).body).toEqual(JSON.parse(JSON.stringify(one.emulator.truth())))
  const listed = await get<{ customers: object[] }>(one, control('customers'))
  expect(listed.body.customers).toHaveLength(3)
  expect((await get(one, control('faults'))).body).toMatchObject({ webhookLate: 0.5, webhookLost: 0 })
  expect((await get(one, control('webhooks'))).body).toMatchObject({ lost: 0, held: 0 })
  expect((await get(one, control('nothing'))).status).toBe(404)
  await post(one, control('reset'), {})
  expect(one.emulator.truth()).toMatchObject({ threads: [], messages: [], charges: [] })
  expect(one.emulator.now()).toBe(noon + 2 * 86_400_000)
})

test('pages of other sites may not steer it', async () => {
  const one = shop()
  const request = (site: string): Request =>
    new Request('http://e.example/_control/clock', {
      method: 'POST',
      headers: { 'sec-fetch-site': site, 'content-type': 'application/json' },
      body: '{"forward":"PT1H"}',
    })
  expect((await one.emulator.fetch(request('cross-site'))).status).toBe(403)
  expect((await one.emulator.fetch(request('same-origin'))).status).toBe(200)
})

describe('the page', () => {
  const shown = async (one: ReturnType<typeof shop>): Promise<string> =>
    (await one.emulator.fetch(new Request('http://e.example/'))).text()

  test('shows everything, and no markup of anybody else', async () => {
    const one = shop()
    await post(one, control('customers'), { phone: customer, name: '<script>alert(1)</script>' })
    one.emulator.perform({ do: 'say', customer })
    one.emulator.perform({ do: 'reply', customer, text: '<b onclick="x">&' })
    await wait(one, 100)
    const page = await shown(one)
    expect(page).not.toMatch(/<script|<b |onclick="/)
    for (const text of [
      'Clock',
      'Customers',
      'Templates',
      'Faults',
      'news',
      'window open until',
      '&#60;script',
    ])
      expect(page).toContain(text)
    expect(page).not.toContain(token)
  })

  test('allows its own style and nothing else', async () => {
    const answer = await shop().emulator.fetch(new Request('http://e.example/'))
    const page = await answer.text()
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? ''
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style)))
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`'sha256-${digest.toString('base64')}'`)
    expect(policy).toContain("default-src 'none'")
  })

  test('has forms that work, and lead back', async () => {
    const one = shop()
    one.emulator.perform({ do: 'say', customer, phoneNumberId: phoneNumber })
    const forms = [...(await shown(one)).matchAll(/<form method="post" action="([^"]+)">([^]*?)<\/form>/g)]
    expect(forms.length).toBeGreaterThan(15)
    for (const [, action = '', inside = ''] of forms) {
      const fields = [...inside.matchAll(/name="([^"]+)"[^>]*?value="([^"]*)"/g)].map(
        ([, name = '', value = '']) => [name, value],
      )
      const answer = await one.emulator.fetch(
        new Request(`http://e.example${action}`, { method: 'POST', body: new URLSearchParams(fields) }),
      )
      expect([action, answer.status, answer.headers.get('location')]).toEqual([action, 303, '/'])
    }
  })
})
