import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  ask,
  confidence,
  deliver,
  messageBody,
  ownFolder,
  phoneNumberId,
  secrets,
  serve,
  signatureOf,
  speak,
  upload,
  type Served,
} from './support/hostile-server.ts'

const folder = ownFolder()
const hour = 3_600_000
const limit = 3 * 1024 * 1024

let gateway: Served
beforeAll(async () => {
  gateway = await serve(`sqlite:${folder.path('security.db')}`)
})
afterAll(async () => {
  gateway.signal('SIGTERM')
  await gateway.gone
  folder.remove()
})

/** A customer of whom nothing is known yet. */
let customers = 0
const somebody = (): string => String(33_639_980_100 + customers++)

const threadOf = async (customer: string): Promise<{ status: number; phase: string | undefined }> => {
  const answer = await ask(gateway, `/threads/${phoneNumberId}/${customer}`)
  const { view } = (await answer.json()) as { view?: { phase: string } }
  return { status: answer.status, phase: view?.phase }
}

/** What the gateway keeps in all: any webhook that it took would change it. */
const known = async (): Promise<string> => {
  const paths = ['/unread', '/findings', '/templates', '/threads?closing-within=P1D']
  const answers = await Promise.all(paths.map(async (path) => (await ask(gateway, path)).json()))
  return JSON.stringify(answers, (key, value: unknown) => (key === 'now' ? undefined : value))
}

describe('a forged webhook', () => {
  test('opens no window, whatever is wrong with its signature', async () => {
    const customer = somebody()
    const body = messageBody('wamid.forged', customer, Date.now())
    const right = signatureOf(body)
    const forgeries = [
      null,
      '',
      'sha256=',
      right.slice(0, -1),
      `${right}0`,
      right.replace('sha256=', 'sha1='),
      signatureOf(body, 'another-secret'),
      signatureOf(`${body} `),
      signatureOf('', secrets.appSecret),
      `sha256=${'0'.repeat(64)}`,
    ]
    const before = await known()
    for (const forgery of forgeries)
      expect([forgery, (await deliver(gateway, body, forgery)).status]).toEqual([forgery, 401])
    expect(await threadOf(customer)).toEqual({ status: 404, phase: undefined })
    expect(await known()).toBe(before)
    // The very same body opens it once it is signed.
    expect((await deliver(gateway, body)).status).toBe(200)
    expect(await threadOf(customer)).toEqual({ status: 200, phase: 'open' })
  })

  test('closes none either, and says nothing in a customer’s name', async () => {
    const customer = somebody()
    await deliver(gateway, messageBody('wamid.true', customer, Date.now() - hour))
    const before = await (await ask(gateway, `/threads/${phoneNumberId}/${customer}/history`)).text()
    await deliver(gateway, messageBody('wamid.lie', customer, Date.now()), signatureOf('{}'))
    expect(await (await ask(gateway, `/threads/${phoneNumberId}/${customer}/history`)).text()).toBe(before)
  })
})

describe('a webhook that is replayed', () => {
  test('is taken once', async () => {
    const customer = somebody()
    const body = messageBody('wamid.again', customer, Date.now() - hour)
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver(gateway, body)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const history = await ask(gateway, `/threads/${phoneNumberId}/${customer}/history`)
    expect(((await history.json()) as { events: unknown[] }).events).toHaveLength(1)
  })

  test('opens no window anew a day later', async () => {
    const customer = somebody()
    const body = messageBody('wamid.old', customer, Date.now() - 25 * hour)
    expect((await deliver(gateway, body)).status).toBe(200)
    expect(await threadOf(customer)).toEqual({ status: 200, phase: 'closed' })
  })
})

describe('a webhook that is too large', () => {
  const filler = Buffer.alloc(64 * 1024, ' ')

  test('by its length is refused before its body comes', async () => {
    const { status } = upload(gateway, {
      'content-length': String(limit + 1),
      'x-hub-signature-256': signatureOf('x'),
    })
    expect(await status).toBe(413)
  })

  test('without a length is refused as soon as it is', async () => {
    const sending = upload(gateway, {
      'transfer-encoding': 'chunked',
      'x-hub-signature-256': signatureOf('x'),
    })
    for (let sent = 0; sent < limit; sent += filler.length) sending.write(filler)
    sending.write(Buffer.from(' '))
    expect(await sending.status).toBe(413)
  })

  test('is one byte larger than the largest that is taken', async () => {
    const customer = somebody()
    const short = messageBody('wamid.large', customer, Date.now())
    const body = short + ' '.repeat(limit - Buffer.byteLength(short))
    expect((await deliver(gateway, body)).status).toBe(200)
    expect(await threadOf(customer)).toMatchObject({ phase: 'open' })
    expect((await deliver(gateway, `${body} `)).status).toBe(413)
  })
})

describe('a slow sender', () => {
  test('keeps nobody else from being answered', async () => {
    const slow = Array.from({ length: 200 }, () =>
      upload(gateway, { 'content-length': '1000', 'x-hub-signature-256': signatureOf('x') }),
    )
    for (const { write } of slow) write(Buffer.from('{'))
    const customer = somebody()
    expect((await deliver(gateway, messageBody('wamid.fast', customer, Date.now()))).status).toBe(200)
    expect(await threadOf(customer)).toMatchObject({ phase: 'open' })
    for (const { write, end } of slow) {
      write(Buffer.alloc(999, ' '))
      end()
    }
    expect(new Set(await Promise.all(slow.map(({ status }) => status)))).toEqual(new Set([401]))
  })
})

describe('what is malformed', () => {
  test('and signed is acknowledged, for Meta would send it for days, and can be looked at', async () => {
    for (const body of [
      '',
      'no JSON',
      '{"object":',
      '[]',
      '{"object":"whatsapp_business_account","entry":[7]}',
    ])
      expect([body, (await deliver(gateway, body)).status]).toEqual([body, 200])
    const { unread } = (await (await ask(gateway, '/unread')).json()) as { unread: unknown[] }
    expect(unread.length).toBeGreaterThanOrEqual(3)
  })

  test('is no send', async () => {
    for (const body of ['', 'no JSON', '[]', '{}', '{"to":', 'null']) {
      const headers = { 'content-type': 'application/json' }
      const { status } = await ask(gateway, '/messages', { method: 'POST', body, headers })
      expect([body, status >= 400 && status < 500]).toEqual([body, true])
    }
  })

  test.each([
    ['no HTTP at all', 'HELO shop\r\n\r\n', /^HTTP\/1\.1 400 /],
    [
      'two lengths',
      'POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\nabcd',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'a length and chunks, as smugglers have it',
      'POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
    [
      'headers without an end',
      `GET /healthz HTTP/1.1\r\nhost: x\r\n${'x-more: 0123456789\r\n'.repeat(2000)}`,
      /^HTTP\/1\.1 431 /,
    ],
  ])('as HTTP is refused: %s', async (_, bytes, answer) => {
    expect(await speak(gateway, bytes)).toMatch(answer)
    expect((await ask(gateway, '/healthz', {}, null)).status).toBe(200)
  })
})

describe('who has no key', () => {
  interface Operation {
    readonly security?: readonly unknown[]
  }

  test('gets nothing from any endpoint of the document', async () => {
    const described = (await (await ask(gateway, '/openapi.json')).json()) as {
      paths: Record<string, Record<string, Operation>>
    }
    const methods = new Set(['get', 'post', 'put', 'patch', 'delete'])
    const endpoints = Object.entries(described.paths).flatMap(([path, operations]) =>
      Object.entries(operations)
        .filter(([method, { security }]) => methods.has(method) && security?.length !== 0)
        .map(([method]) => ({ path: path.replaceAll(/\{[^}]*\}/g, '1'), method: method.toUpperCase() })),
    )
    expect(endpoints.length).toBeGreaterThan(15)
    for (const { path: plain, method } of endpoints) {
      const path =
        plain.startsWith('/v1.1/') || plain.startsWith('/v1/')
          ? `/v24.0/${plain.split('/').slice(2).join('/')}`
          : plain
      const body = method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
      for (const key of [null, 'the-api-key-012345678', `${secrets.apiKey}x`, secrets.accessToken, ''])
        expect([method, path, key, (await ask(gateway, path, { method, ...body }, key)).status]).toEqual([
          method,
          path,
          key,
          401,
        ])
    }
  })

  test('is not helped by the key in the address', async () => {
    expect((await ask(gateway, `/unread?key=${secrets.apiKey}`, {}, null)).status).toBe(401)
    expect((await ask(gateway, `/threads?access_token=${secrets.apiKey}`, {}, null)).status).toBe(401)
  })
})

test('after all that, no secret and nothing that a customer said stands in any line of the log', () => {
  const output = gateway.output()
  expect(output).toContain('"event":"serving"')
  for (const secret of [...Object.values(secrets), confidence, 'Amélie'])
    expect([secret, output.includes(secret)]).toEqual([secret, false])
})
