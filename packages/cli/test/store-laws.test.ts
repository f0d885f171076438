import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bakery, bakeryLines, bakeryPath } from './support/bakery.ts'
import { temporaryFolder } from './support/folder.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { audit, auditLines, logOf } from './support/report.ts'
import { run, type Ran } from './support/run.ts'
import {
  auditStore,
  byThread,
  comparable,
  exported,
  fingerprint,
  importing,
  newStores,
} from './support/stores.ts'
import { conversations } from './support/traffic.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)

const zone = ['--time-zone', 'Europe/Paris']
const everything = bakeryLines.map((_, index) => index)
/** Lines of the example log in any order, some of them more than once. */
const logs = fc
  .tuple(
    fc.shuffledSubarray(everything, { minLength: 1 }),
    fc.array(fc.constantFrom(...everything), { maxLength: 20 }),
  )
  .map(([some, again]) => logOf([...some, ...again].map((index) => bakeryLines[index] ?? '')))

const phones = ['100000000000001', '100000000000002', '100000000000003']
const customers = [
  ...Array.from({ length: 12 }, (_, n) => `339${String(60000000 + n)}`),
  ...Array.from({ length: 12 }, (_, n) => `336399800${String(n).padStart(2, '0')}`),
  ...Array.from({ length: 12 }, (_, n) => `FR.10000000000000000${String(n).padStart(2, '0')}`),
]
const inquiries = fc.record({
  phone: fc.constantFrom(...phones),
  customer: fc.constantFrom(...customers),
  send: fc.subarray(['service', 'reaction', 'template:order_ready:fr', 'template:autumn_tarts'], {
    minLength: 1,
  }),
  at: fc
    .date({
      min: new Date('2026-09-28T00:00:00Z'),
      max: new Date('2026-10-09T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString()),
  format: fc.constantFrom('text', 'json'),
})

const ask = (
  by: readonly string[],
  { phone, customer, send, at, format }: typeof inquiries extends fc.Arbitrary<infer A> ? A : never,
): Promise<Ran> =>
  run([
    'ask',
    ...by,
    ...zone,
    ...Object.entries({ phone, customer, at, format }).flatMap(([name, value]) => [`--${name}`, value]),
    ...send.flatMap((message) => ['--send', message]),
  ])

/** The same but for what only a log or only a store says of itself. */
const inWordsOfLogs = ({ code, stdout, stderr }: Ran): Ran => ({
  code,
  stdout,
  stderr: stderr
    .replace(/^guichet: .* of the log .* not read; .*\n/, '')
    .replace('the store holds', 'the logs hold')
    .replace('it knows', 'they know'),
})

describe('a store that a log was imported into', () => {
  test('gives the answers that the log gives', () =>
    holdsLater(
      fc.tuple(logs, fc.array(inquiries, { minLength: 10, maxLength: 25 })),
      async ([log, asked]) => {
        const store = newStore()
        const file = await folder.file('asked.ndjson', log)
        await importing(store, log, zone)
        for (const inquiry of asked)
          expect(inWordsOfLogs(await ask(['--store', store], inquiry))).toEqual(
            inWordsOfLogs(await ask(['--log', file], inquiry)),
          )
      },
      8,
    ))

  test('gives the findings and charges that the log gives', () =>
    holdsLater(
      logs,
      async (log) => {
        const store = newStore()
        await importing(store, log, zone)
        const options = [...zone, '--compare', '2025-07-01,2026-10-01']
        expect(comparable(await auditStore(store, ...options))).toEqual(
          comparable(await auditLines(log.trimEnd().split('\n'), ...options)),
        )
      },
      12,
    ))

  test('has nothing more after another import of any of it', () =>
    holdsLater(
      fc.tuple(logs, logs),
      async ([log, again]) => {
        const store = newStore()
        await importing(store, bakery)
        const before = await exported(store)
        for (const text of [log, again]) {
          const { stdout } = await importing(store, text, ['--format', 'json'])
          expect(JSON.parse(stdout)).toMatchObject({ absorbed: 0, late: 0, erased: 0 })
        }
        expect(await exported(store)).toBe(before)
      },
      8,
    ))

  test('exports what another store exports that takes it in', () =>
    holdsLater(
      logs,
      async (log) => {
        const [one, other] = [newStore(), newStore()]
        await importing(one, log)
        const events = await exported(one)
        await importing(other, events)
        expect(await exported(other)).toBe(events)
        expect((await auditStore(other, ...zone)).report).toEqual((await auditStore(one, ...zone)).report)
      },
      12,
    ))
})

describe('a log of many blocks', () => {
  const log = conversations(900)

  test('is exported in the order of each thread, and again in the same order', async () => {
    const [one, two, three] = [newStore(), newStore(), newStore()]
    await importing(one, log)
    const first = await exported(one)
    await importing(two, first)
    const second = await exported(two)
    expect(fingerprint(byThread(second))).toBe(fingerprint(byThread(first)))
    expect(first.trimEnd().split('\n')).toHaveLength(2700)
    // The customer whose id is the last of all wrote long before the one whose id is the first.
    expect(first.indexOf('"in.57"')).toBeLessThan(first.indexOf('"in.844"'))
    await importing(three, second)
    expect(fingerprint(await exported(three))).toBe(fingerprint(second))
  })

  test('gives the audit that the log gives', async () => {
    const store = newStore()
    await importing(store, log)
    expect(comparable(await auditStore(store))).toEqual(comparable(await audit(['-'], { stdin: log })))
  })
})

test('the example log gives the same, findings, prices and pictures', async () => {
  const store = newStore()
  await run(['import', '--store', store, ...zone, bakeryPath])
  const page = async (...of: readonly string[]): Promise<string> =>
    (await run(['audit', '--format', 'html', ...zone, '--thread', '100000000000002/33639980002', ...of]))
      .stdout
  const figures = (html: string): readonly string[] => html.match(/<figure[^]*?<\/figure>/g) ?? []
  expect(figures(await page('--store', store))).toEqual(figures(await page(bakeryPath)))
  expect(figures(await page('--store', store))).not.toEqual([])
  expect(await page('--store', store)).not.toContain('spool')
})
