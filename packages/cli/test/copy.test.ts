import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readWebhookText } from '@guichet/cloud-api'
import { engine } from '@guichet/core'
import {
  copiedTables,
  realSurroundings,
  runtime,
  type DispatchOutcome,
  type SendRequest,
} from '@guichet/runtime'
import { sqliteWhole } from '@guichet/store-sqlite'
import { withOwnServer } from '../../store-postgres/test/support/suite.ts'
import { openStore } from '../src/store/open.ts'
import { openWhole } from '../src/store/whole.ts'
import { bakery } from './support/bakery.ts'
import { temporaryFolder } from './support/folder.ts'
import { run } from './support/run.ts'
import { exported, importing, newStores } from './support/stores.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)
const now = Date.UTC(2026, 8, 30, 10)
const erased = '33639980002'
const customer = '33639980001'
const phoneNumberId = '100000000000001'

const sending = (key: string): SendRequest => ({
  phoneNumberId,
  recipient: customer,
  content: { kind: 'template', name: 'order_ready', language: 'en' },
  body: { type: 'template', template: { name: 'order_ready', language: { code: 'en' } } },
  key,
})

/** A runtime on the store of that URL, before a WhatsApp that answers so. */
const on = async (url: string, answer: DispatchOutcome) => {
  let asked = 0
  const bound = runtime({
    engine: engine(),
    store: await openStore(url, 'refuse'),
    read: readWebhookText,
    transport: { send: async () => (asked++, answer) },
    surroundings: { ...realSurroundings, now: () => now },
  })
  return { bound, asked: () => asked }
}

const accepted: DispatchOutcome = { outcome: 'accepted', wamid: 'wamid.sent', customer: { waId: customer } }

/** A store in which there is something of everything. */
const fullStore = async (): Promise<string> => {
  const store = newStore()
  await importing(store, bakery)
  await importing(
    store,
    '{"type":"template-changed","id":"t","at":"2026-09-01T00:00:00Z","name":"order_ready","language":"en","status":"APPROVED"}',
  )
  // So many that the thread gets a snapshot.
  const busy = Array.from({ length: 200 }, (_, index) =>
    JSON.stringify({
      type: 'customer-messaged',
      id: `busy ${index}`,
      at: new Date(now - index * 1000).toISOString(),
      phoneNumberId,
      customer: '33639980099',
      kind: 'text',
    }),
  )
  for (const half of [busy.slice(0, 150), busy.slice(150)]) await importing(store, half.join('\n'))
  expect((await run(['erase', '--store', store, '--customer', erased])).code).toBe(0)
  for (const [key, answer] of [
    ['accepted', accepted],
    ['unknown', { outcome: 'unknown', reason: 'connection-lost' }],
    ['refused', { outcome: 'refused', code: 131026, message: 'undeliverable', retryAfter: null, raw: {} }],
  ] as const) {
    const { bound } = await on(store, answer)
    await bound.send(sending(key))
    await bound.receive('no webhook')
    await bound.close()
  }
  const { bound } = await on(store, accepted)
  const until = now + 3_600_000
  await bound.outbox.hold({ request: sending('held'), when: { is: 'open' }, until, atUntil: 'drop' })
  await bound.close()
  return store
}

/** All that a store holds, and which tables are empty. */
const contentOf = async (url: string): Promise<Readonly<Record<string, readonly unknown[]>>> => {
  const { whole } = await openWhole(url, 'refuse')
  const content: Record<string, readonly unknown[]> = {}
  for (const table of copiedTables) content[table.name] = await whole.page(table, null, 1_000_000)
  await whole.close()
  return content
}

const copy = (from: string, to: string, ...more: readonly string[]) =>
  run(['copy', '--from', from, '--to', to, ...more])

/** What counts after a move: the same key is not sent again, what is held waits, and an erased customer does not come back. */
const staysAsItWas = async (url: string): Promise<void> => {
  const { bound, asked } = await on(url, accepted)
  expect(await bound.send(sending('accepted'))).toMatchObject({ outcome: 'accepted', isReplay: true })
  expect(await bound.send(sending('unknown'))).toMatchObject({ outcome: 'unknown', isReplay: true })
  expect(await bound.send(sending('refused'))).toMatchObject({
    outcome: 'refused-by-whatsapp',
    isReplay: true,
  })
  expect(asked()).toBe(0)
  const held = await bound.outbox.list({ isOver: false, after: null, limit: 9 })
  expect(held.map(({ key, when }) => [key, when.is])).toEqual([['held', 'open']])
  await bound.close()
  await importing(url, bakery)
  expect(await exported(url)).not.toContain(erased)
}

await withOwnServer('a copy', ({ url }) => {
  test('carries everything from SQLite to PostgreSQL and back', async () => {
    const [source, back] = [await fullStore(), newStore()]
    const before = await contentOf(source)
    const empty = Object.keys(before).filter((name) => before[name]?.length === 0)
    expect(empty).toEqual([])

    const there = await copy(source, url, '--format', 'json')
    expect(there).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(there.stdout)).toMatchObject({
      from: source,
      resumed: false,
      complete: true,
      rows: Object.fromEntries(Object.entries(before).map(([name, rows]) => [name, rows.length])),
      differing: [],
    })
    expect(await contentOf(url)).toEqual(before)
    const again = await copy(url, back)
    expect(again).toMatchObject({ code: 0, stderr: '' })
    expect(again.stdout).toMatch(/^Copied postgres.* to sqlite:.*\nBoth hold the same\.\n$/s)
    expect(await contentOf(back)).toEqual(before)
    expect(await exported(back)).toBe(await exported(source))
    await staysAsItWas(url)
    await staysAsItWas(back)
  })

  test('is refused where the target holds something', async () => {
    const { code, stdout, stderr } = await copy(await fullStore(), url)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(
      /^guichet: nothing was copied to postgres:.*: it is not empty: it has tombstones\n$/,
    )
  })
})

describe('a copy that is killed', () => {
  const script = fileURLToPath(new URL('./support/killed-copy.mjs', import.meta.url))
  const killedAt = async (
    from: string,
    to: string,
    page: number,
    when: 'before' | 'after',
  ): Promise<void> => {
    const child = spawn(process.execPath, [script, from, to, String(page), when], { stdio: 'inherit' })
    expect(await once(child, 'close')).toEqual([null, 'SIGKILL'])
  }

  test.each([1, 2, 5, 9])(
    'at page %i is no store until it is gone on with, and then holds all',
    async (page) => {
      const source = await fullStore()
      const before = await contentOf(source)
      for (const when of ['before', 'after'] as const) {
        const target = newStore()
        await killedAt(source, target, page, when)
        if (page > 1 || when === 'after') {
          expect(await run(['export', '--store', target])).toMatchObject({
            code: 2,
            stderr: expect.stringContaining('a copy into it was not finished'),
          })
          expect(await copy(await fullStore(), target)).toMatchObject({
            code: 2,
            stderr: expect.stringContaining('go on with that one'),
          })
          await killedAt(source, target, 2, when)
        }
        const { code, stdout } = await copy(source, target)
        expect([code, stdout]).toEqual([0, expect.stringContaining('Both hold the same.')])
        expect(await contentOf(target)).toEqual(before)
      }
    },
  )
})

test('a source that is written to meanwhile is told, and the target stays unfinished', async () => {
  const [source, target] = [await fullStore(), newStore()]
  const { whole: from } = await openWhole(source, 'refuse')
  const { whole: to } = await openWhole(target, 'make')
  const { copyWhole } = await import('@guichet/runtime')
  let isWritten = false
  const copied = await copyWhole({
    from,
    to: {
      ...to,
      add: async (...given) => {
        await to.add(...given)
        if (given[0].name !== 'findings' || isWritten) return
        isWritten = true
        const { bound } = await on(source, { ...accepted, wamid: 'wamid.meanwhile' })
        await bound.send(sending('meanwhile'))
        await bound.close()
      },
    },
    name: source,
  })
  expect(copied).toMatchObject({
    is: 'copied',
    differing: expect.arrayContaining(['threads', 'intents', 'events']),
  })
  expect(await to.note()).not.toBeNull()
  await Promise.all([from.close(), to.close()])
})

test.each([
  [
    'memory:',
    'sqlite:x.db',
    'a memory: store ends with its process; copy from and to sqlite:PATH or postgres://…',
  ],
  ['sqlite:nowhere.db', 'sqlite:x.db', 'the store sqlite:nowhere.db does not exist'],
  ['mysql://user:secret@db', 'sqlite:x.db', 'mysql://user:***@db is not the URL of a store'],
])('is refused: from %s to %s', async (from, to, reason) => {
  const { code, stdout, stderr } = await copy(from, to)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(`guichet: ${reason}`)
  expect(stderr).not.toContain('secret')
})

test('an empty store is copied, too', async () => {
  const [source, target] = [newStore(), newStore()]
  await (await sqliteWhole(source.slice('sqlite:'.length))).close()
  expect(await copy(source, target)).toMatchObject({ code: 0 })
  expect(await exported(target)).toBe('')
})
