import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { readWebhookText } from '@guichet/cloud-api'
import { engine, isRight, parseEvent, readState, type Event, type State } from '@guichet/core'
import { runtime, type Runtime, type SendRequest, type Surroundings } from '@guichet/runtime'
import { sqliteStore } from '@guichet/store-sqlite'
import { describe, expect, test } from 'vitest'

/** What earlier releases wrote, a folder each; what is there says which release and how it was made. */
const folder = fileURLToPath(new URL('../upgrade', import.meta.url))
const releases = readdirSync(folder, { withFileTypes: true }).flatMap((one) =>
  one.isDirectory() ? [one.name] : [],
)

const guichet = engine()
const thread = { phoneNumberId: '100000000000001', customer: '33639980001' }
const morning = Date.parse('2026-10-02T07:00:00Z')

test('there is a release to come from', () => expect(releases).not.toEqual([]))

describe.each(releases)('what %s wrote', (release) => {
  const file = (name: string): string => join(folder, release, name)
  const lines = (name: string): readonly string[] => readFileSync(file(name), 'utf8').trimEnd().split('\n')

  /** What each message cost, as far as money goes. */
  const charged = (text: readonly unknown[]): readonly unknown[] =>
    (text as readonly Readonly<Record<string, unknown>>[])
      .map(({ message, month, rulebook, unit, category, type }) =>
        JSON.stringify([message, month, rulebook, unit, category, type]),
      )
      .sort()
  const kept = charged(lines('charges.ndjson').map((line) => JSON.parse(line)))

  const events = lines('events.ndjson').map((line): Event => {
    const read = parseEvent(JSON.parse(line))
    return isRight(read) ? read.right : expect.unreachable(line)
  })
  const folded = events.reduce(guichet.evolve, guichet.initial)

  const answersOf = (state: State): readonly unknown[] => [
    guichet.ask(state, thread, { kind: 'service' }, morning),
    guichet.view(state, thread, morning),
  ]

  test('as a snapshot is read, charges the same, and answers as its events do', () => {
    const read = readState(JSON.parse(readFileSync(file('snapshot.json'), 'utf8')))
    const state = isRight(read) ? read.right : expect.unreachable('it is refused')
    expect(charged(guichet.charges(state))).toEqual(kept)
    expect(answersOf(state)).toEqual(answersOf(folded))
  })

  test('as events is read, and charges the same', () => {
    expect(charged(guichet.charges(folded))).toEqual(kept)
  })

  test('as an SQLite store is opened: nothing is lost, and nothing is sent twice', async () => {
    const place = mkdtempSync(join(tmpdir(), 'guichet-upgrade-'))
    try {
      const path = join(place, 'store.db')
      writeFileSync(path, gunzipSync(readFileSync(file('store.db.gz'))))
      for (const opened of ['for the first time', 'again']) {
        const bound = await open(path)
        expect(await exported(bound), opened).toEqual(lines('events.ndjson'))
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
    } finally {
      rmSync(place, { recursive: true, force: true })
    }
  })
})

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

const open = async (path: string): Promise<Runtime> =>
  runtime({
    engine: guichet,
    store: await sqliteStore({ path }),
    read: readWebhookText,
    transport: { send: () => expect.unreachable('something is sent') },
    surroundings,
  })

const exported = async ({ exportEvents }: Runtime): Promise<readonly string[]> => {
  const texts: string[] = []
  for await (const text of exportEvents()) texts.push(text)
  return texts
}
