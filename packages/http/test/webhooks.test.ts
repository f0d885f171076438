import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { memoryStore, storeFailure, type Store } from '@guichet/runtime'
import { sqliteStore } from '../../store-sqlite/src/index.ts'
import {
  customer,
  inbound,
  phoneNumberId,
  secrets,
  signed,
  start,
  webhookOf,
  worldOf,
  type World,
} from './support/world.ts'

const path = '/webhooks/whatsapp'
const limit = 3 * 1024 * 1024
let world: World

beforeEach(async () => {
  world = await worldOf()
})
afterEach(() => world.close())

const heard = async ({ runtime }: World = world): Promise<readonly string[]> =>
  (await runtime.events({ phoneNumberId, customer })).map(({ id }) => id)

const body = webhookOf([inbound(customer, start, 'wamid.a')])

describe('the handshake', () => {
  const query = (token: string): string =>
    `${path}?hub.mode=subscribe&hub.challenge=%3Cb%3E7&hub.verify_token=${token}`

  test('gives the challenge as plain text to who knows the token', async () => {
    const { status, text, headers } = await world.askAs(query(secrets.verifyToken))
    expect([status, text, headers.get('content-type')]).toEqual([200, '<b>7', 'text/plain; charset=utf-8'])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('and every refusal beside it are no page, whatever a browser makes of them', async () => {
    const oddly: RequestInit = { method: 'PUT' }
    for (const init of [{}, oddly, signed(body, 'wrong'), signed(new Uint8Array(limit + 1))])
      expect((await world.askAs(path, init)).headers.get('x-content-type-options')).toBe('nosniff')
    await world.gateway.drain()
    expect((await world.askAs(path)).headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('gives nothing to anybody else', async () => {
    for (const token of ['', 'wrong', secrets.apiKey, secrets.appSecret])
      expect((await world.askAs(query(token))).status).toBe(403)
    expect((await world.ask(path)).status).toBe(403)
  })
})

describe('a webhook', () => {
  test('that is signed is taken in', async () => {
    expect((await world.askAs(path, signed(body))).status).toBe(200)
    expect(await heard()).toEqual(['wamid.a'])
  })

  test('that comes twice is taken in once, and acknowledged twice', async () => {
    for (const _ of [1, 2]) expect((await world.askAs(path, signed(body))).status).toBe(200)
    expect(await heard()).toEqual(['wamid.a'])
    expect((await world.ask('/metrics')).text).toContain(
      'guichet_webhook_events_total{outcome="duplicate"} 1',
    )
  })

  test('may be signed with the old secret or the new one', async () => {
    const both = await worldOf({ options: { appSecrets: ['old', 'new'] } })
    for (const secret of ['old', 'new'])
      expect((await both.askAs(path, signed(body, secret))).status).toBe(200)
    expect((await both.askAs(path, signed(body, secrets.appSecret))).status).toBe(401)
    await both.close()
  })

  const header = (value: string): RequestInit => ({
    method: 'POST',
    body,
    headers: { 'x-hub-signature-256': value },
  })

  test.each([
    ['unsigned', { method: 'POST', body }],
    [
      'with an API key in the place of a signature',
      { method: 'POST', body, headers: { authorization: `Bearer ${secrets.apiKey}` } },
    ],
    ['signed with another secret', signed(body, 'another')],
    ['signed with the verify token', signed(body, secrets.verifyToken)],
    ['signed for another body', { ...signed(`${body} `), body }],
    ['with an empty signature', header('')],
    ['with half a signature', header('sha256=abcdef')],
    ['with the signature of another algorithm', header(`sha1=${'a'.repeat(40)}`)],
    ['with a signature of zeros', header(`sha256=${'0'.repeat(64)}`)],
  ])('%s is refused, and changes nothing', async (_, init) => {
    const { status, text } = await world.askAs(path, init)
    expect(status).toBe(401)
    expect(text).not.toMatch(/[0-9a-f]{40}|sha256/)
    expect(await heard()).toEqual([])
    expect(await world.runtime.unread()).toEqual([])
  })

  test('that is refused is told in one way, whatever is wrong', async () => {
    const texts = await Promise.all(
      [{ method: 'POST', body }, signed(body, 'x'), header('sha256=zz')].map(
        async (init) => (await world.askAs(path, init)).text,
      ),
    )
    expect(new Set(texts).size).toBe(1)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('is not sent with %s', async (method) => {
    const { status, headers } = await world.askAs(path, { method })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, POST'])
  })
})

describe('what is signed and cannot be read', () => {
  test.each([
    ['no JSON', 'nonsense'],
    ['half of it', body.slice(0, 50)],
    ['empty', ''],
    ['another object', '{"object":"page","entry":[]}'],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x00])],
    ['a list in a list', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('is journalled and acknowledged, for Meta would send it for days: %s', async (_, unreadable) => {
    expect((await world.askAs(path, signed(unreadable))).status).toBe(200)
    expect(await world.runtime.unread()).toHaveLength(1)
  })

  test('hides nothing beside it', async () => {
    const bytes = Buffer.from(
      webhookOf([inbound(customer, start, 'wamid.b')]).replace('PRIVATE', '\u0001\u0002'),
    )
    const broken = Buffer.from(bytes.map((byte) => (byte === 1 || byte === 2 ? 0xff : byte)))
    expect((await world.askAs(path, signed(broken))).status).toBe(200)
    expect(await heard()).toEqual(['wamid.b'])
  })
})

describe('a webhook that is too large', () => {
  const large = Buffer.alloc(limit + 1, 0x20)

  test('is refused by its length alone, before it is read', async () => {
    let pulled = 0
    const stream = new ReadableStream<Uint8Array>({ pull: () => void pulled++ }, { highWaterMark: 0 })
    const headers = { 'x-hub-signature-256': 'sha256=00', 'content-length': String(limit + 1) }
    const { status } = await world.askAs(path, { method: 'POST', body: stream, duplex: 'half', headers })
    expect([status, pulled]).toEqual([413, 0])
  })

  test.each([undefined, '10'])('is read no further than the limit when its length is %s', async (length) => {
    let given = 0
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        given += 65_536
        // It ends some time, so that a gateway that reads on is found out.
        if (given > 2 * limit) controller.close()
        else controller.enqueue(new Uint8Array(65_536))
      },
    })
    const headers = {
      'x-hub-signature-256': 'sha256=00',
      ...(length === undefined ? {} : { 'content-length': length }),
    }
    const { status } = await world.askAs(path, { method: 'POST', body: stream, duplex: 'half', headers })
    expect(status).toBe(413)
    expect(given).toBeLessThan(limit + 4 * 65_536)
  })

  test('is so from one byte on', async () => {
    expect((await world.askAs(path, signed(large))).status).toBe(413)
    expect((await world.askAs(path, signed(large.subarray(0, limit)))).status).toBe(200)
  })

  test('is not read at all without a signature', async () => {
    let pulled = 0
    const stream = new ReadableStream<Uint8Array>({ pull: () => void pulled++ }, { highWaterMark: 0 })
    expect((await world.askAs(path, { method: 'POST', body: stream, duplex: 'half' })).status).toBe(401)
    expect(pulled).toBe(0)
  })
})

describe('a webhook from a server that enforces its length', () => {
  test('is read in one go, up to the same limit', async () => {
    const other = await worldOf({
      options: { limits: { lengthIsEnforced: true, webhookBytes: Buffer.byteLength(body) } },
    })
    const withLength = (text: string, length = Buffer.byteLength(text)): RequestInit => {
      const { headers, ...init } = signed(text)
      return { ...init, headers: { ...headers, 'content-length': String(length) } }
    }
    expect((await other.askAs(path, withLength(body))).status).toBe(200)
    expect(await heard(other)).toEqual(['wamid.a'])
    expect((await other.askAs(path, withLength(`${body} `))).status).toBe(413)
    expect((await other.askAs(path, withLength(`${body} `, 1))).status).toBe(413)
    expect((await other.askAs(path, signed(`${body} `))).status).toBe(413)
    await other.close()
  })
})

describe('a webhook that breaks off', () => {
  test('is not taken in', async () => {
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('gone')),
    })
    const { headers = {} } = signed(body)
    const { status } = await world.askAs(path, { method: 'POST', body: stream, duplex: 'half', headers })
    expect(status).toBe(400)
    expect(await world.runtime.unread()).toEqual([])
  })
})

describe('a store', () => {
  test('that fails makes Meta send it again, and then it is there', async () => {
    const store = memoryStore()
    let isBroken = true
    const flaky: Store = {
      ...store,
      commit: (change) =>
        isBroken ? Promise.reject(storeFailure('full', 'no space left')) : store.commit(change),
    }
    const other = await worldOf({ store: flaky })
    const { status, headers, text } = await other.askAs(path, signed(body))
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
    expect(text).not.toContain('no space left')
    expect(other.log).toMatchObject([{ level: 'error', event: 'webhook not kept', reason: 'full' }])
    isBroken = false
    expect((await other.askAs(path, signed(body))).status).toBe(200)
    expect(await heard(other)).toEqual(['wamid.a'])
    await other.close()
  })

  test('has it on the disk before Meta is told', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'guichet-http-'))
    const file = join(folder, 'guichet.db')
    const writer = await worldOf({ store: await sqliteStore({ path: file }) })
    expect((await writer.askAs(path, signed(body))).status).toBe(200)
    // Another process that opens the file finds it while the first still has it open.
    const reader = await worldOf({ store: await sqliteStore({ path: file }) })
    expect(await heard(reader)).toEqual(['wamid.a'])
    await Promise.all([writer.close(), reader.close()])
    rmSync(folder, { recursive: true })
  })
})
