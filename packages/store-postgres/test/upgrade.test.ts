import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { engine } from '@guichet/core'
import { runtime, type Runtime, type SendRequest, type Surroundings } from '@guichet/runtime'
import { expect, test } from 'vitest'
import { postgresStore } from '../src/index.ts'
import { withClient } from './support/places.ts'
import { withServer } from './support/suite.ts'

/** What earlier releases wrote, a folder each; the README there says how it was made. */
const folder = fileURLToPath(new URL('../../end-to-end/upgrade', import.meta.url))
const releases = readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? [one.name] : [],
)

const thread = { phoneNumberId: '100000000000001', customer: '33639980001' }
const morning = Date.parse('2026-10-02T07:00:00Z')

withServer('a store that an earlier release wrote', (url) => {
  test.each(releases)('%s: nothing is lost, and nothing is sent twice', async (release) => {
    const events = readFileSync(join(folder, release, 'events.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
    const dump = gunzipSync(readFileSync(join(folder, release, 'postgres.sql.gz'))).toString()
    await inNewDatabase(url, async (own) => {
      await withClient(own, (client) => client.query(dump))
      // The first time brings it to this version.
      for (const time of ['for the first time', 'again']) {
        const bound = await open(own)
        expect(await exported(bound), time).toEqual(events)
        expect(await bound.send(request('order-1', 'Your tart is ready.'))).toMatchObject({
          outcome: 'accepted',
          isReplay: true,
        })
        expect(await bound.send(request('order-2', 'lost'))).toMatchObject({
          outcome: 'unknown',
          isReplay: true,
        })
        expect(await bound.ask(thread, { kind: 'service' }, morning)).toMatchObject({
          right: { answer: 'allowed' },
        })
        await bound.close()
      }
    })
  })
})

/** A dump names its schema, so it gets a database of its own. */
const inNewDatabase = async (url: string, use: (own: string) => Promise<void>): Promise<void> => {
  const name = `upgrade_${randomUUID().replaceAll('-', '')}`
  const own = new URL(url)
  own.pathname = name
  await withClient(url, (client) => client.query(`CREATE DATABASE ${name}`))
  try {
    await use(own.href)
  } finally {
    await withClient(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
  }
}

const request = (key: string, body: string): SendRequest => ({
  key,
  phoneNumberId: thread.phoneNumberId,
  recipient: thread.customer,
  content: { kind: 'service' },
  body: { type: 'text', text: { body } },
})

const surroundings: Surroundings = {
  now: () => morning,
  newId: () => randomUUID(),
  nextTurn: () => new Promise((resolve) => setImmediate(resolve)),
}

const open = async (url: string): Promise<Runtime> =>
  runtime({
    engine: engine(),
    store: await postgresStore({ url }),
    read: () => expect.unreachable('something is read'),
    transport: { send: () => expect.unreachable('something is sent') },
    surroundings,
  })

const exported = async ({ exportEvents }: Runtime): Promise<readonly string[]> => {
  const texts: string[] = []
  for await (const text of exportEvents()) texts.push(text)
  return texts
}
