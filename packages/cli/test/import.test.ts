import { gzipSync } from 'node:zlib'
import { existsSync, rmSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bakery, bakeryLines, bakeryPath } from './support/bakery.ts'
import { broken } from './support/broken.ts'
import { day, messaged, outbound, sent, status, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { auditLines, logOf } from './support/report.ts'
import { run } from './support/run.ts'
import { exported, importing, newStores } from './support/stores.ts'
import { conversations } from './support/traffic.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)

interface Told {
  readonly code: number
  readonly report: Readonly<Record<string, number>> & { readonly unread: readonly unknown[] }
}

const tell = async (store: string, lines: readonly (string | object)[]): Promise<Told> => {
  const { code, stdout, stderr } = await importing(store, logOf(lines), ['--format', 'json'])
  expect(stderr).toBe('')
  return { code, report: JSON.parse(stdout) }
}
const eventsIn = async (store: string): Promise<readonly unknown[]> =>
  (await exported(store))
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))

describe('an import', () => {
  test('says what it read and took in, and what it did not read', async () => {
    const { code, stdout, stderr } = await run(['import', '--store', newStore(), bakeryPath])
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    expect(stdout).toMatch(/^read {11}90 lines: 78 webhook bodies, 11 outbound records\n/)
    expect(stdout).toContain('\ntaken in       88 events\nknown before   1 event\nnot read       4 parts\n')
    expect(stdout).toContain(`message type not known today: poll_vote (${bakeryPath}:89 $.entry[0]`)
  })

  test('names what was not read as the audit does', async () => {
    const lines = Object.values(broken).map(([line]) => line)
    const { code, report } = await tell(newStore(), lines)
    const audited = (await auditLines(lines)).report
    expect(report.unread).toEqual(audited.unread)
    expect({ code, lines: report['lines'] }).toEqual({ code: 1, lines: audited.lines })
  })

  test('that was read completely exits with 0', async () => {
    const { code, report } = await tell(newStore(), [messaged('a', day(9)), sent('b', day(9))])
    expect({ code, report }).toEqual({
      code: 0,
      report: {
        lines: 2,
        webhooks: 0,
        events: 2,
        outbound: 0,
        absorbed: 2,
        duplicates: 0,
        late: 0,
        erased: 0,
        unread: [],
        unreadTotal: 0,
      },
    })
  })

  test('of nothing makes an empty store', async () => {
    const store = newStore()
    expect((await tell(store, [])).code).toBe(0)
    expect(await exported(store)).toBe('')
  })

  test('takes the same from every form of a log', async () => {
    const plain = newStore()
    await importing(plain, bakery)
    const events = await exported(plain)
    const readable = bakeryLines.filter((line) => line.endsWith('}'))
    const forms: Readonly<Record<string, string | Buffer>> = {
      packed: gzipSync(bakery),
      array: `[${readable.join(',\n')}]`,
      wrapped: logOf(readable.map((line) => (line.includes('"entry"') ? { body: JSON.parse(line) } : line))),
      texts: logOf(readable.map((line) => (line.includes('"entry"') ? { payload: line } : line))),
    }
    for (const [name, content] of Object.entries(forms)) {
      const store = newStore()
      await run(['import', '--store', store, await folder.file(name, content)])
      expect(await exported(store), name).toBe(events)
    }
  })

  test('takes several files one after the other, and names those with parts that were not read', async () => {
    const one = await folder.file('one', logOf([messaged('a', day(9)), 'one']))
    const two = await folder.file('two', logOf(['two', messaged('b', day(9))]))
    const { stdout } = await run(['import', '--store', newStore(), '--format', 'json', one, two])
    expect(JSON.parse(stdout)).toMatchObject({
      absorbed: 2,
      unread: [
        { file: one, line: 2, path: '$' },
        { file: two, line: 1, path: '$' },
      ],
    })
  })

  test('says what came too late, and counts it again each time', async () => {
    const store = newStore()
    const lines = [messaged('new', day(28)), messaged('old', day(1))]
    expect((await tell(store, lines)).report).toMatchObject({ absorbed: 1, late: 1 })
    expect((await tell(store, lines)).report).toMatchObject({ absorbed: 0, duplicates: 1, late: 1 })
    expect((await importing(store, logOf(lines))).stdout).toContain('too late       1 event')
  })

  test('takes the rules into account under which events are too late', async () => {
    const lines = logOf([messaged('new', day(28)), messaged('old', day(1))])
    const { stdout } = await importing(newStore(), lines, ['--horizon-hours', '1000', '--format', 'json'])
    expect(JSON.parse(stdout)).toMatchObject({ absorbed: 2, late: 0 })
    expect(await importing(newStore(), lines, ['--time-zone', 'Mars'])).toMatchObject({ code: 2, stdout: '' })
  })

  test('into memory reads everything and keeps nothing', async () => {
    expect(await importing('memory:', bakery)).toMatchObject({ code: 1, stderr: '' })
  })

  test('shows how far it has come where somebody watches', async () => {
    const { stderr } = await run(['import', '--store', newStore(), bakeryPath], { isTerminal: true })
    expect(stderr).toContain('100 %')
  })
})

describe('outbound records without a phone number', () => {
  const unplaced = (id: string, more: object = {}): object => {
    const record: Readonly<Record<string, unknown>> = outbound(id, day(9), { ...more })
    return { ...record, request: (record['request'] as { readonly body: unknown }).body }
  }
  const other = { phoneNumberId: '100000000000002' }
  const sends = async (store: string): Promise<readonly unknown[]> =>
    (await eventsIn(store)).filter((event) => JSON.stringify(event).includes('business-messaged'))

  test('go to the number of a later status of the same message', async () => {
    const store = newStore()
    const lines = [
      messaged('a', day(9), other),
      messaged('b', day(9)),
      unplaced('out'),
      status('out', 'delivered', day(9), other),
    ]
    expect(await tell(store, lines)).toMatchObject({ code: 0, report: { outbound: 1, absorbed: 4 } })
    expect(await sends(store)).toMatchObject([{ id: 'out', ...other }])
  })

  test('or to the only number that the customer wrote with, also in an earlier import', async () => {
    const store = newStore()
    await tell(store, [messaged('a', day(9)), messaged('b', day(9), { ...other, customer: '33639980002' })])
    expect(await tell(store, [unplaced('out')])).toMatchObject({ code: 0, report: { absorbed: 1 } })
    expect(await sends(store)).toMatchObject([{ id: 'out', ...thread }])
  })

  test('or to the only number there is; with several, they are not read', async () => {
    const [single, several] = [newStore(), newStore()]
    await tell(single, [messaged('a', day(9), { ...other, customer: '33639980002' })])
    expect(await tell(single, [unplaced('out')])).toMatchObject({ code: 0 })
    expect(await sends(single)).toMatchObject([{ id: 'out', ...other }])
    const lines = [messaged('a', day(9)), messaged('b', day(9), other), unplaced('out')]
    expect(await tell(several, lines)).toMatchObject({
      code: 1,
      report: {
        unread: [
          {
            line: 3,
            path: '$',
            reason: 'the outbound record names no phone number id, and no status of the same message does',
          },
        ],
      },
    })
    expect(await sends(several)).toEqual([])
  })
})

describe('what cannot be read', () => {
  test.each([
    ['a missing file', () => folder.path('none'), 'no such file'],
    ['a folder', () => folder.path(''), 'is a folder'],
  ])('%s: the others are taken in, and the exit code is 2', async (_, path, reason) => {
    const store = newStore()
    const { code, stdout, stderr } = await run(['import', '--store', store, path(), bakeryPath])
    expect({ code, stderr }).toEqual({ code: 2, stderr: `guichet: ${path()}: ${reason}\n` })
    expect(stdout).toContain('taken in       88 events')
    expect(await eventsIn(store)).toHaveLength(88)
  })

  test('a damaged gzip file: what came before the damage is taken in', async () => {
    const store = newStore()
    const packed = gzipSync(conversations(600))
    const file = await folder.file('cut.gz', packed.subarray(0, packed.length >> 1))
    const { code, stderr } = await run(['import', '--store', store, file])
    expect({ code, stderr }).toEqual({ code: 2, stderr: `guichet: ${file}: the gzip file is cut short\n` })
    expect((await eventsIn(store)).length).toBeGreaterThan(100)
  })
})

describe('a store that fails', () => {
  test('while nothing of it is there: nothing is made', async () => {
    const path = folder.path('no/such/folder.db')
    const { code, stdout, stderr } = await run(['import', '--store', `sqlite:${path}`, bakeryPath])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^guichet: .*there is no folder .*\n$/)
    expect(existsSync(path)).toBe(false)
  })

  test.each(['plain', 'packed'])('in the middle of a %s log: that is said, and why', async (form) => {
    const store = newStore()
    const log = conversations(3000)
    const bytes = form === 'plain' ? Buffer.from(log) : gzipSync(log)
    const { code, stdout, stderr } = await run(['import', '--store', store], {
      stdin: whileRemoving(bytes, store.slice('sqlite:'.length)),
    })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^guichet: the import ended early; .*\nguichet: The SQLite file .*\n$/)
  })
})

/** The file of the store is taken away when half of the log is read. */
function* whileRemoving(bytes: Buffer, path: string): Generator<Buffer> {
  const half = bytes.length >> 1
  yield bytes.subarray(0, half)
  rmSync(path)
  yield bytes.subarray(half)
}

describe('what is dated far ahead', () => {
  const event = (at: string): string =>
    JSON.stringify({
      type: 'customer-messaged',
      id: `wamid.${at}`,
      at,
      kind: 'text',
      phoneNumberId: '100',
      customer: '33639980001',
    })
  const webhook = (at: string): string =>
    JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: '200',
          changes: [
            {
              field: 'messages',
              value: {
                metadata: { phone_number_id: '100' },
                messages: [
                  {
                    id: `wamid.${at}`,
                    from: '33639980001',
                    timestamp: String(Date.parse(at) / 1000),
                    type: 'text',
                  },
                ],
              },
            },
          ],
        },
      ],
    })

  test.each([
    ['an event', event],
    ['a webhook', webhook],
  ])('%s: is not taken in, and its line is told', async (_, written) => {
    const log = [written('2026-10-20T12:00:00.000Z'), written('2099-12-31T12:00:00.000Z')].join('\n')
    const { stdout } = await run(['import', '--store', 'memory:', '-'], { stdin: log })
    expect(stdout).toContain('taken in       1 event')
    expect(stdout).toMatch(/its time is more than a day after it was received.*\(-:2 /)
  })
})
