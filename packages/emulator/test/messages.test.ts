import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  account,
  customer,
  get,
  inWebhooks,
  phoneNumber,
  post,
  remove,
  send,
  shop,
  templateTo,
  textTo,
  wait,
  type Shop,
} from './support/shop.ts'

const speaking = async (options: Parameters<typeof shop>[0] = {}): Promise<Shop> => {
  const one = shop(options)
  one.emulator.perform({ do: 'say', customer })
  await one.emulator.settle()
  return one
}

describe('a message is taken', () => {
  test('with an answer of Meta’s shape', async () => {
    const one = await speaking()
    expect(await send(one, textTo('+33 6 39 98 00 01'))).toEqual({
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        contacts: [
          { input: '+33 6 39 98 00 01', wa_id: customer, user_id: expect.stringMatching(/^FR\.\d+$/) },
        ],
        messages: [{ id: expect.stringMatching(/^wamid\.\w+$/) }],
      },
    })
    expect((await send(one, templateTo(customer, 'news'))).body).toMatchObject({
      messages: [{ message_status: 'accepted' }],
    })
  })

  test.each([
    ['text', { body: 'x' }],
    ['image', { link: 'https://example.com/a.jpg', caption: 'x' }],
    ['video', { link: 'https://example.com/a.mp4' }],
    ['audio', { link: 'https://example.com/a.ogg' }],
    ['document', { link: 'https://example.com/a.pdf' }],
    ['sticker', { link: 'https://example.com/a.webp' }],
    ['location', { latitude: 48.1, longitude: '2.3' }],
    ['contacts', [{ name: { formatted_name: 'A' } }]],
    [
      'interactive',
      {
        type: 'button',
        body: { text: 'x' },
        action: { buttons: [{ type: 'reply', reply: { id: '1', title: 'x' } }] },
      },
    ],
    ['interactive', { type: 'list', body: { text: 'x' }, action: { button: 'x', sections: [{ rows: [] }] } }],
    ['interactive', list(5, 5)],
    ['interactive', buttons('é'.repeat(20))],
    ['interactive', { type: 'cta_url', body: { text: 'x' }, action: { name: 'cta_url' } }],
  ])('of type %s', async (type, part) => {
    const one = await speaking()
    const body = {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: customer,
      type,
      [type]: part,
    }
    expect((await send(one, body)).status).toBe(200)
  })

  test('and its statuses echo the callback data', async () => {
    const one = await speaking({ readShare: 1 })
    await send(one, textTo(customer, { biz_opaque_callback_data: 'order 42' }))
    await wait(one, 200)
    expect(
      inWebhooks(one, 'statuses').map(({ status, biz_opaque_callback_data }) => [
        status,
        biz_opaque_callback_data,
      ]),
    ).toEqual([
      ['sent', 'order 42'],
      ['delivered', 'order 42'],
      ['read', 'order 42'],
    ])
  })

  test.each(['2022-06-15', '2023-09-15', '2025-09-15', '2026-10-20'])(
    'a reaction in %s is told as sent and never as delivered or read, and is not charged (HOOK-16)',
    async (day) => {
      const one = await speaking({ start: Date.parse(`${day}T12:00:00Z`), readShare: 1 })
      const [written] = inWebhooks(one, 'messages')
      const reaction = { message_id: written?.['id'], emoji: '👍' }
      await send(one, { messaging_product: 'whatsapp', to: customer, type: 'reaction', reaction })
      await wait(one, 86_400)
      const [status, ...others] = inWebhooks(one, 'statuses')
      expect(status).toMatchObject({ status: 'sent' })
      expect(status).not.toHaveProperty('pricing')
      expect(status).not.toHaveProperty('conversation')
      expect(others).toEqual([])
      const { messages, charges } = one.emulator.truth()
      expect(messages).toMatchObject([{ fate: 'sent' }])
      expect(charges).toEqual([])
    },
  )

  test('twice, when it is sent twice: there is no idempotency key', async () => {
    const one = await speaking()
    await send(one, textTo(customer))
    await send(one, textTo(customer))
    expect(one.emulator.truth().messages).toHaveLength(2)
  })

  test('for a user id, whose phone number nobody gets to know', async () => {
    const one = shop()
    const added = await post<{ customer: { id: string } }>(one, '/_control/customers', { knownBy: 'user-id' })
    const made = added.body.customer
    await post(one, `/_control/customers/${made.id}/say`, {})
    const { to: _, ...text } = textTo('') as { to: string }
    const answer = await send(one, { ...text, recipient: made.id })
    expect(answer.body['contacts']).toEqual([{ input: made.id, user_id: made.id }])
    await wait(one, 5)
    expect(inWebhooks(one, 'messages')[0]).not.toHaveProperty('from')
    expect(inWebhooks(one, 'statuses')[0]).not.toHaveProperty('recipient_id')
    expect(inWebhooks(one, 'statuses')[0]).toMatchObject({ recipient_user_id: made.id, status: 'sent' })
  })
})

const buttons = (title: string): object => ({
  type: 'button',
  body: { text: 'x' },
  action: { buttons: [{ type: 'reply', reply: { id: '1', title } }] },
})

const list = (...lengths: readonly number[]): object => ({
  type: 'list',
  body: { text: 'x' },
  action: {
    button: 'x',
    sections: lengths.map((length, at) => ({
      title: String(at),
      rows: Array.from({ length }, (_, row) => ({ id: `${at}/${row}`, title: 'x'.repeat(24) })),
    })),
  },
})

const withHeader = (message: object): object => {
  const { template } = message as { readonly template: object }
  const image = { type: 'image', image: { link: 'https://example.com/a.jpg' } }
  return { ...message, template: { ...template, components: [{ type: 'header', parameters: [image] }] } }
}

describe('a request is refused', () => {
  const text = textTo(customer)
  const cases: readonly (readonly [string, unknown, number, number])[] = [
    ['no JSON', 'x{', 400, 100],
    ['a list', '[]', 400, 100],
    ['no messaging_product', { ...text, messaging_product: undefined }, 400, 100],
    ['another product', { ...text, messaging_product: 'signal' }, 400, 100],
    ['nobody to send to', { ...text, to: undefined }, 400, 100],
    ['a strange recipient', { ...text, to: 'bob' }, 400, 131009],
    ['a group', { ...text, recipient_type: 'group' }, 400, 100],
    ['an unknown type', { ...text, type: 'telegram' }, 400, 100],
    ['a type of the prototype', { ...text, type: 'constructor' }, 400, 100],
    ['no part', { ...text, text: undefined }, 400, 100],
    ['an empty text', { ...text, text: { body: '' } }, 400, 131009],
    ['a long text', { ...text, text: { body: 'x'.repeat(4097) } }, 400, 131009],
    ['long callback data', { ...text, biz_opaque_callback_data: 'x'.repeat(513) }, 400, 131009],
    ['a long button', { ...text, type: 'interactive', interactive: buttons('x'.repeat(21)) }, 400, 131009],
    ['a button without a title', { ...text, type: 'interactive', interactive: buttons('') }, 400, 131009],
    ['a list of eleven rows', { ...text, type: 'interactive', interactive: list(5, 6) }, 400, 131009],
    ['a reply to the unknown', { ...text, context: { message_id: 'wamid.x' } }, 400, 131009],
    [
      'a reaction to the unknown',
      { ...text, type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } },
      400,
      131009,
    ],
    ['an image for no header', withHeader(templateTo(customer, 'news')), 400, 132012],
    ['an unknown file', { ...text, type: 'image', image: { id: '12' } }, 400, 131009],
    ['itself', { ...text, to: '33639980000' }, 400, 131021],
    ['a receipt of nothing', { messaging_product: 'whatsapp', status: 'read' }, 400, 131008],
    [
      'a receipt of the unknown',
      { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.x' },
      400,
      131009,
    ],
    ['an unknown template', templateTo(customer, 'nope'), 404, 132001],
    ['too few parameters', templateTo(customer, 'parcel_sent'), 400, 132000],
    ['too many parameters', templateTo(customer, 'news', ['1']), 400, 132000],
    ['an empty parameter', templateTo(customer, 'parcel_sent', ['']), 400, 132012],
  ]
  test.each(cases)('for %s', async (_, body, status, code) => {
    const one = await speaking()
    const answer = await send(one, body)
    expect(answer).toMatchObject({ status, body: { error: { type: 'OAuthException', code } } })
    expect(answer.body['error']).toMatchObject({
      message: expect.any(String),
      fbtrace_id: expect.any(String),
      error_data: { messaging_product: 'whatsapp', details: expect.any(String) },
    })
    expect(one.emulator.truth().messages).toEqual([])
  })

  test.each([
    ['another token', 'Bearer b'],
    ['no token', ''],
  ])('for %s', async (_, authorization) => {
    const one = shop()
    const answer = await post(one, `/v24.0/${phoneNumber}/messages`, text, authorization)
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 190 } } })
  })

  test('for an unknown phone number and an unknown path', async () => {
    const one = shop()
    expect(await post(one, '/v24.0/1/messages', text)).toMatchObject({
      status: 400,
      body: { error: { code: 100, error_subcode: 33 } },
    })
    expect(await get(one, '/v24.0/1')).toMatchObject({
      status: 400,
      body: { error: { code: 100, error_subcode: 33 } },
    })
    expect(await get(one, '/nowhere')).toMatchObject({ status: 400, body: { error: { code: 2500 } } })
  })

  test.each([
    ['PAUSED', 400, 132015],
    ['DISABLED', 400, 132016],
    ['REJECTED', 404, 132001],
    ['PENDING', 404, 132001],
  ])('for a template that is %s', async (status, http, code) => {
    const one = await speaking()
    await post(one, '/_control/templates/news/en/status', { status })
    expect(await send(one, templateTo(customer, 'news'))).toMatchObject({
      status: http,
      body: { error: { code } },
    })
  })

  test('by the marketing endpoint, if it is not marketing', async () => {
    const one = await speaking()
    for (const body of [text, templateTo(customer, 'parcel_sent', ['1'])])
      expect((await send(one, body, 'marketing_messages')).body).toMatchObject({ error: { code: 134100 } })
    expect((await send(one, templateTo(customer, 'news'), 'marketing_messages')).status).toBe(200)
    await wait(one, 10)
    expect(inWebhooks(one, 'statuses').at(1)).toMatchObject({
      pricing: { category: 'marketing_lite', type: 'regular' },
    })
  })

  test('beyond the pair rate, until its debt is paid (LIM-25)', async () => {
    const one = await speaking()
    const statuses = []
    for (let count = 0; count < 46; count++) statuses.push((await send(one, text)).status)
    expect(statuses).toEqual([...Array.from({ length: 45 }, () => 200), 429])
    await wait(one, 269)
    expect((await send(one, text)).body).toMatchObject({ error: { code: 131056 } })
    await wait(one, 1)
    expect((await send(one, text)).status).toBe(200)
  })

  test('beyond the throughput of a second (LIM-35)', async () => {
    const one = shop()
    const send80 = Array.from({ length: 81 }, (_, index) =>
      send(one, templateTo(`3363998${1000 + index}`, 'news')),
    )
    const codes = (await Promise.all(send80)).map(({ status }) => status)
    expect(codes.filter((status) => status === 200)).toHaveLength(80)
    expect((await send(one, text)).body).toMatchObject({ error: { code: 130429 } })
  })
})

describe('a message fails after it was taken', () => {
  const failing = async (one: Shop, body: object): Promise<unknown> => {
    expect((await send(one, body)).status).toBe(200)
    await wait(one, 10)
    const statuses = inWebhooks(one, 'statuses')
    expect(statuses.map(({ status }) => status)).toEqual(['failed'])
    return statuses[0]?.['errors']
  }

  test('outside the window, with 131047', async () =>
    expect(await failing(shop(), textTo(customer))).toMatchObject([{ code: 131047, error_data: {} }]))

  test('at the instant when the window closes, and not a millisecond before', async () => {
    const one = await speaking()
    await one.emulator.advance(one.emulator.now() + 86_400_000 - 1)
    expect((await send(one, textTo(customer))).status).toBe(200)
    await one.emulator.advance(one.emulator.now() + 1)
    expect((await send(one, textTo(customer))).status).toBe(200)
    await wait(one, 10)
    expect(one.emulator.truth().messages.map(({ errorCode }) => errorCode)).toEqual([null, 131047])
  })

  test('or is refused at once, if asked for', async () => {
    const one = shop({ outsideWindow: 'is-refused' })
    expect(await send(one, textTo(customer))).toMatchObject({
      status: 400,
      body: { error: { code: 131047 } },
    })
  })

  test('for a customer who stopped marketing, with 131050, until they resume', async () => {
    const one = shop()
    one.emulator.perform({ do: 'stop-marketing', customer })
    expect(await failing(one, templateTo(customer, 'news'))).toMatchObject([{ code: 131050 }])
    one.emulator.perform({ do: 'resume-marketing', customer })
    await wait(one, 1)
    await send(one, templateTo(customer, 'news'))
    await wait(one, 10)
    expect(one.emulator.truth().messages.at(-1)?.errorCode).toBeNull()
  })

  test('for a customer who is not on WhatsApp, and for an unknown user id, with 131026', async () => {
    const one = shop()
    await post(one, '/_control/customers', { phone: customer, isOnWhatsApp: false })
    expect(await failing(one, templateTo(customer, 'news'))).toMatchObject([{ code: 131026 }])
    const { to: _, ...body } = templateTo('', 'news') as { to: string }
    expect(await failing(shop(), { ...body, recipient: 'FR.1' })).toMatchObject([{ code: 131026 }])
  })

  test('for a number that was changed, with 131026', async () => {
    const one = await speaking()
    one.emulator.perform({ do: 'change-number', customer, phone: '33639980002' })
    await one.emulator.settle()
    expect(inWebhooks(one, 'user_id_update')).toHaveLength(1)
    expect(inWebhooks(one, 'messages').at(-1)).toMatchObject({
      type: 'system',
      system: { type: 'user_changed_number', wa_id: '33639980002' },
    })
    expect(await failing(one, templateTo(customer, 'news'))).toMatchObject([{ code: 131026 }])
  })
})

test('phones that are off, and customers who block', async () => {
  const one = await speaking({ readShare: 0 })
  one.emulator.perform({ do: 'go-silent', customer })
  await send(one, textTo(customer))
  await wait(one, 3600)
  expect(one.emulator.truth().messages[0]?.fate).toBe('waiting')
  one.emulator.perform({ do: 'come-back', customer })
  await wait(one, 5)
  expect(one.emulator.truth().messages[0]?.fate).toBe('delivered')
  one.emulator.perform({ do: 'read-all', customer })
  expect(one.emulator.truth().messages[0]?.fate).toBe('read')
  one.emulator.perform({ do: 'block', customer })
  await send(one, textTo(customer))
  await wait(one, 60)
  expect(one.emulator.truth().messages[1]?.fate).toBe('dropped')
  expect(one.emulator.perform({ do: 'say', customer })).toMatchObject({
    ok: false,
    reason: expect.stringContaining('unblock'),
  })
  one.emulator.perform({ do: 'unblock', customer })
  one.emulator.perform({ do: 'go-silent', customer })
  await send(one, templateTo(customer, 'code', ['1']))
  await wait(one, 700)
  one.emulator.perform({ do: 'come-back', customer })
  await wait(one, 5)
  expect(one.emulator.truth().messages[2]?.fate).toBe('expired')
})

test('read receipts and typing indicators', async () => {
  const one = await speaking()
  const [{ id } = { id: '' }] = inWebhooks(one, 'messages')
  const receipt = { messaging_product: 'whatsapp', status: 'read', message_id: id }
  expect(await send(one, receipt)).toEqual({ status: 200, body: { success: true } })
  expect(await send(one, { ...receipt, typing_indicator: { type: 'text' } })).toEqual({
    status: 200,
    body: { success: true },
  })
  expect(one.emulator.truth().messages).toEqual([])
})

interface Page {
  readonly data: readonly { readonly status: string }[]
  readonly paging: { readonly cursors: { readonly after: string } }
}

test('templates are handed in, reviewed, listed and deleted', async () => {
  const one = shop()
  const path = `/v24.0/${account}/message_templates`
  const template = {
    name: 'hello',
    language: 'fr',
    category: 'utility',
    components: [{ type: 'BODY', text: 'Bonjour' }],
  }
  expect((await post(one, path, template)).body).toEqual({
    id: expect.any(String),
    status: 'PENDING',
    category: 'UTILITY',
  })
  expect((await post(one, path, template)).body).toMatchObject({
    error: { code: 100, error_subcode: 2388024 },
  })
  await post(one, path, { ...template, name: 'rejected_hello' })
  for (const wrong of [{ name: 'Hello!' }, { language: 'x' }, { category: 'SPAM' }, { components: [] }])
    expect((await post(one, path, { ...template, ...wrong })).status).toBe(400)
  await wait(one, 61)
  const french = await get<Page>(one, `${path}?language=fr`)
  expect(french.body.data.map(({ status }) => status)).toEqual(['APPROVED', 'REJECTED'])
  const { body: page } = await get<Page>(one, `${path}?limit=2`)
  const { body: next } = await get<Page>(one, `${path}?limit=99&after=${page.paging.cursors.after}`)
  expect([page.data.length, next.data.length]).toEqual([2, 3])
  expect((await remove(one, `${path}?name=hello`)).body).toEqual({ success: true })
  expect((await remove(one, `${path}?name=hello`)).status).toBe(400)
  await one.emulator.settle()
  const events = one.webhooks.flatMap(({ body }) => /"event":"(\w+)"/.exec(body)?.[1] ?? [])
  expect(events.slice(3)).toEqual(['APPROVED', 'REJECTED', 'PENDING_DELETION'])
})

test('files are uploaded, described, fetched with the token, and deleted', async () => {
  const one = shop()
  const form = new FormData()
  form.set('messaging_product', 'whatsapp')
  form.set('file', new File(['hello'], 'a.txt', { type: 'text/plain' }))
  const authorization = 'Bearer a-token'
  const upload = await one.emulator.fetch(
    new Request(`http://e.example/v24.0/${phoneNumber}/media`, {
      method: 'POST',
      headers: { authorization },
      body: form,
    }),
  )
  const { id } = (await upload.json()) as { id: string }
  const { body } = await get(one, `/v24.0/${id}`)
  expect(body).toMatchObject({
    mime_type: 'text/plain',
    file_size: '5',
    url: expect.stringContaining('http://emulator.example/'),
  })
  const fetchFile = (headers: HeadersInit): Promise<Response> =>
    one.emulator.fetch(new Request(body['url'] ?? '', { headers }))
  expect(await (await fetchFile({ authorization })).text()).toBe('hello')
  expect((await fetchFile({})).status).toBe(401)
  const image = { ...textTo(customer), type: 'image', image: { id } }
  expect((await send(one, image)).status).toBe(200)
  expect((await remove(one, `/v24.0/${id}`)).body).toEqual({ success: true })
  expect((await remove(one, `/v24.0/${id}`)).status).toBe(400)
})

describe('a body', () => {
  const upload = (body: BodyInit, query = '', headers: Record<string, string> = {}): Promise<Response> =>
    shop().emulator.fetch(
      new Request(`http://e.example/v24.0/${phoneNumber}/media${query}`, {
        method: 'POST',
        headers: { authorization: 'Bearer a-token', ...headers },
        body,
        duplex: 'half',
      }),
    )
  const form = (): FormData => {
    const made = new FormData()
    made.set('file', new File(['hello'], 'a.txt', { type: 'text/plain' }))
    return made
  }

  test('may leave parameters to the query, as with Graph', async () => {
    expect((await upload(form())).status).toBe(400)
    expect((await upload(form(), '?messaging_product=whatsapp')).status).toBe(200)
  })

  test('is read where its length is not told', async () => {
    const whole = new Response(form())
    const headers = { 'content-type': whole.headers.get('content-type') ?? '' }
    const answer = await upload(whole.body ?? '', '?messaging_product=whatsapp', headers)
    expect(answer.status).toBe(200)
  })

  test('that never ends is refused, and not kept', async () => {
    let given = 0
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given++
        controller.enqueue(new Uint8Array(1024 * 1024))
      },
    })
    expect((await upload(endless)).status).toBe(413)
    expect(given).toBeLessThan(25)
    expect((await upload('x', '', { 'content-length': String(18 * 1024 * 1024) })).status).toBe(413)
  })

  test('that breaks off does nothing', async () => {
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode('{'))
        controller.error(new Error('the sender is gone'))
      },
    })
    expect((await upload(broken)).status).toBe(413)
  })
})

test('phone numbers are described', async () => {
  const one = shop()
  expect((await get(one, `/v24.0/${phoneNumber}`)).body).toMatchObject({
    id: phoneNumber,
    display_phone_number: '+33639980000',
  })
  expect((await get(one, `/v24.0/${account}/phone_numbers`)).body).toMatchObject({
    data: [{ id: phoneNumber }],
  })
})

test.each(['image', 'video', 'audio', 'document', 'sticker'] as const)(
  'a file that a customer sends can be fetched, and is what the webhook says: %s',
  async (type) => {
    const one = shop()
    one.emulator.perform({ do: 'say', customer, type })
    await one.emulator.settle()
    const [message] = inWebhooks(one, 'messages')
    const told = message?.[type] as {
      readonly id: string
      readonly sha256: string
      readonly mime_type: string
    }
    const described = await get<{ readonly url: string }>(one, `/v24.0/${told.id}`)
    expect(described).toMatchObject({ status: 200, body: { ...pick(told), id: told.id } })
    const headers = { authorization: 'Bearer a-token' }
    const file = await one.emulator.fetch(new Request(described.body.url, { headers }))
    const bytes = new Uint8Array(await file.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(told.sha256)
    expect(file.headers.get('content-type')).toBe(told.mime_type)
  },
)

const pick = ({ sha256, mime_type }: { readonly sha256: string; readonly mime_type: string }): object => ({
  sha256,
  mime_type,
})
