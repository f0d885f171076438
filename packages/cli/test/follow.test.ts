import { existsSync } from 'node:fs'
import { appendFile, copyFile, readFile, rename, truncate, writeFile } from 'node:fs/promises'
import { PassThrough } from 'node:stream'
import { isDeepStrictEqual } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { day, messaged, outbound, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { durableLines, following, stopped } from './support/following.ts'
import { run } from './support/run.ts'
import { byThread, exported, importing, newStores } from './support/stores.ts'
import { conversations, partOf } from './support/traffic.ts'
import { until } from './support/until.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)
let files = 0
const newFile = (content = ''): Promise<string> => folder.file(`feed-${++files}.ndjson`, content)

const log = conversations(60)
const lines = log.split('\n').slice(0, -1)
const part = partOf(log)

const imported = async (store: string): Promise<unknown> => byThread(await exported(store))
const whole = async (): Promise<unknown> => {
  const store = newStore()
  await importing(store, log)
  return imported(store)
}

describe('a pipe', () => {
  test('is imported as it comes, and its end ends the import', async () => {
    const store = newStore()
    const pipe = new PassThrough()
    const feed = following(store, '-', [], { stdin: pipe })
    pipe.write(part(0, 40))
    await feed.durable(40)
    pipe.write(part(40, 120))
    pipe.end()
    const { code, stderr } = await feed.ended
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining('taken in       180 events'),
    })
    expect(durableLines(feed.output()).at(-1)).toBe(120)
    expect(await imported(store)).toEqual(await whole())
  })

  test('says nothing durable that is not stored', async () => {
    const store = newStore()
    const pipe = new PassThrough()
    const feed = following(store, '-', [], { stdin: pipe })
    pipe.write(part(0, 39) + lines[39]?.slice(0, 100))
    await feed.durable(39)
    expect(Object.values(byThread(await exported(store))).flat()).toHaveLength(59)
    pipe.end()
    await feed.ended
  })

  test('goes on after lines that cannot be read, and names them at once', async () => {
    const store = newStore()
    const pipe = new PassThrough()
    const feed = following(store, '-', ['--format', 'json'], { stdin: pipe })
    pipe.write(`${part(0, 2)}{"broken\n\n${part(2, 4)}`)
    await feed.durable(6)
    pipe.end(part(4, 120))
    const { code, stderr } = await feed.ended
    expect(code).toBe(1)
    expect(stderr).toContain('guichet: -:3 $: not JSON: {"broken\n')
    const report: object = JSON.parse(stderr.slice(stderr.indexOf('\n{\n')))
    expect(report).toMatchObject({ lines: 121, unreadTotal: 1, unread: [{ file: '-', line: 3 }] })
    expect(await imported(store)).toEqual(await whole())
  })

  test('of exported events is taken as an import takes it', async () => {
    const [store, other] = [newStore(), newStore()]
    await importing(store, log)
    const feed = following(other, '-', [], { stdin: await exported(store) })
    expect((await feed.ended).code).toBe(0)
    expect(await imported(other)).toEqual(await imported(store))
  })

  test('of outbound records places each by what is stored, for a feed has no end to wait for', async () => {
    const store = newStore()
    const pipe = new PassThrough()
    const feed = following(store, '-', [], { stdin: pipe })
    const unplaced = (wamid: string, at: string): string => {
      const body = { messaging_product: 'whatsapp', to: thread.customer, type: 'text' }
      return `${JSON.stringify(outbound(wamid, at, { request: { body } }))}\n`
    }
    pipe.write(unplaced('wamid.early', day(9)))
    await feed.durable(1)
    pipe.write(`${JSON.stringify(messaged('in', day(9)))}\n`)
    await feed.durable(2)
    pipe.end(unplaced('wamid.late', day(9, '09:05:00.000')))
    const { code, stderr } = await feed.ended
    expect(code).toBe(1)
    expect(stderr).toContain('guichet: -:1 $: the outbound record names no phone number id')
    expect(await exported(store)).toContain('wamid.late')
  })

  test('is stopped by a signal, though it has no end', async () => {
    const pipe = new PassThrough()
    const feed = following(newStore(), '-', [], { stdin: pipe })
    pipe.write(part(0, 10) + '{"begun')
    await feed.durable(10)
    expect((await stopped(feed)).stderr).toContain('read           10 lines')
  })

  test('that is packed is refused', async () => {
    const feed = following(newStore(), '-', [], { stdin: gzipSync(log) })
    expect(await feed.ended).toMatchObject({ code: 2, stderr: expect.stringContaining('packed with gzip') })
  })
})

describe('a growing file', () => {
  test('is followed, and after a stop from where it was', async () => {
    const store = newStore()
    const file = await newFile(part(0, 30))
    const first = following(store, file)
    await first.durable(30)
    await appendFile(file, part(30, 50) + lines[50]?.slice(0, 20))
    await first.durable(50)
    expect((await stopped(first)).stderr).toContain('read           50 lines')
    await appendFile(file, `${lines[50]?.slice(20)}\n${part(51, 120)}`)
    const second = following(store, file)
    await second.durable(120)
    const { stderr } = await stopped(second)
    expect(stderr).toContain(`${file}: going on after line 50`)
    expect(stderr).toContain('read           70 lines')
    expect(await imported(store)).toEqual(await whole())
  })

  test('is waited for', async () => {
    const store = newStore()
    const file = folder.path('not-yet.ndjson')
    const feed = following(store, file)
    await until(() => existsSync(folder.path('store-1.db')))
    await writeFile(file, log)
    await feed.durable(120)
    await stopped(feed)
    expect(await imported(store)).toEqual(await whole())
  })

  /** Each moves the file's content away and begins the file anew with that text. */
  const rotations: Readonly<Record<string, (file: string, text: string) => Promise<void>>> = {
    'renamed and made anew': async (file, text) => {
      await rename(file, `${file}.1`)
      await writeFile(file, text)
    },
    'copied and cut': async (file, text) => {
      await copyFile(file, `${file}-20261130`)
      await truncate(file)
      await appendFile(file, text)
    },
  }

  test.each(Object.entries(rotations))('that is %s is followed on', async (_how, rotate) => {
    const store = newStore()
    const file = await newFile(part(0, 40))
    const feed = following(store, file)
    await feed.durable(40)
    await rotate(file, part(40, 50))
    await feed.durable(10)
    await appendFile(file, part(50, 120))
    await feed.durable(80)
    expect((await stopped(feed)).stderr).toContain('read           120 lines')
    expect(await imported(store)).toEqual(await whole())
  })

  test.each(Object.entries(rotations))(
    'that is %s while nobody follows loses nothing',
    async (_how, rotate) => {
      const store = newStore()
      const file = await newFile(part(0, 40))
      const first = following(store, file)
      await first.durable(40)
      await stopped(first)
      await appendFile(file, part(40, 50))
      await rotate(file, part(50, 120))
      const second = following(store, file)
      await second.durable(70)
      expect((await stopped(second)).stderr).toContain('read           80 lines')
      expect(await imported(store)).toEqual(await whole())
    },
  )

  test('that is rotated twice while nobody follows loses nothing', async () => {
    const store = newStore()
    const file = await newFile(part(0, 40))
    const first = following(store, file)
    await first.durable(40)
    await stopped(first)
    await rename(file, `${file}.2`)
    // The last line of a file that is whole may have no end.
    await writeFile(`${file}.1`, part(40, 80).trimEnd())
    await writeFile(file, part(80, 120))
    const second = following(store, file)
    const all = await whole()
    // Each file is stored in as many pieces as the machine's load makes of it: only the store tells the end.
    await until(async () => isDeepStrictEqual(await imported(store), all))
    await stopped(second)
    expect(await imported(store)).toEqual(all)
  })

  test('whose earlier part is gone is begun anew, and that is said', async () => {
    const store = newStore()
    const file = await newFile(part(0, 40))
    const first = following(store, file)
    await first.durable(40)
    await stopped(first)
    await writeFile(file, part(40, 120))
    const second = following(store, file)
    await second.durable(80)
    const { stderr } = await stopped(second)
    expect(stderr).toContain('what it held after line 40 is not read')
    expect(await imported(store)).toEqual(await whole())
  })

  test('is read from its beginning into another store', async () => {
    const file = await newFile(log)
    for (const store of [newStore(), newStore()]) {
      const feed = following(store, file)
      await feed.durable(120)
      await stopped(feed)
      expect(await imported(store)).toEqual(await whole())
    }
  })

  test('has its offsets where they are wanted, and says where they cannot be', async () => {
    const file = await newFile(log)
    const offsets = folder.path('elsewhere')
    const feed = following(newStore(), file, ['--offsets', offsets])
    await feed.durable(120)
    await stopped(feed)
    expect(existsSync(`${file}.offset`)).toBe(false)
    expect(JSON.parse(await readFile(offsets, 'utf8'))).toMatchObject({ line: 120, offset: log.length })
    await writeFile(offsets, 'nonsense')
    const refused = await following(newStore(), file, ['--offsets', offsets]).ended
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('does not hold offsets') })
    const nowhere = await following(newStore(), file, ['--offsets', '/nowhere/at/all']).ended
    expect(nowhere).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('name another file by --offsets'),
    })
  })
})

test.each([
  [['--follow', 'a', 'b'], '--follow takes one FILE'],
  [['--follow', '--offsets', 'o', '-'], 'use --acknowledge'],
  [['--offsets', 'o', 'a'], 'belong to --follow'],
])('the arguments %o are refused', async (args, words) => {
  expect(await run(['import', '--store', 'memory:', ...args])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(words),
  })
})
