import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { bakery, bakeryLines } from './support/bakery.ts'
import { broken, event, withTimestamp } from './support/broken.ts'
import { temporaryFolder } from './support/folder.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { audit, auditLines, type Report } from './support/report.ts'
import { run } from './support/run.ts'

const folder = temporaryFolder()

/** An opening bracket as the first line is no broken line: it makes the log an array. */
const isNoArray = ([[line], at]: readonly [readonly [string, string], number]): boolean =>
  line !== '[' || at > 0

/** All that an audit says but where it was said, and what was not read. */
const essence = ({ findings, charges, events, duplicates, late, threads }: Report): object => ({
  findings,
  charges,
  events,
  duplicates,
  late,
  threads,
})

const good = [
  event({ id: 'before', at: '2026-10-01T08:00:00Z' }),
  event({ id: 'after', at: '2026-10-01T09:00:00Z' }),
] as const

describe('a line that cannot be read is reported with its line, path and reason, and skipped:', () => {
  test.each(Object.entries(broken))('%s', async (_, [line, path]) => {
    const { code, report } = await auditLines([good[0], line, good[1]])
    expect(report.unread[0]).toEqual({ line: 2, path, reason: expect.stringMatching(/./) })
    expect({ code, events: report.events, threads: report.threads }).toEqual({
      code: 0,
      events: 2,
      threads: 1,
    })
  })

  test('wherever in the example log it stands', async () => {
    const whole = await auditLines(bakeryLines)
    const position = fc.nat({ max: bakeryLines.length })
    await holdsLater(
      fc.tuple(fc.constantFrom(...Object.values(broken)), position).filter(isNoArray),
      async ([[line], at]) => {
        const { code, report } = await auditLines([
          ...bakeryLines.slice(0, at),
          line,
          ...bakeryLines.slice(at),
        ])
        expect(code).toBe(1)
        expect(essence(report)).toEqual(essence(whole.report))
        expect(report.unread.length).toBeGreaterThan(whole.report.unread.length)
        expect(report.unread.some((part) => part.line === at + 1)).toBe(true)
      },
      60,
    )
  })

  test('and whatever bytes it is made of', async () => {
    const whole = await audit(['-'], { stdin: bakery })
    const bytes = fc
      .uint8Array({ minLength: 1, maxLength: 60 })
      .map((array) => array.filter((b) => b !== 0x0a))
    await holdsLater(
      fc.tuple(bytes, fc.integer({ min: 1, max: bakeryLines.length })),
      async ([garbage, at]) => {
        const stdin = Buffer.concat([
          Buffer.from(`${bakeryLines.slice(0, at).join('\n')}\n`),
          Buffer.from(garbage),
          Buffer.from(`\n${bakeryLines.slice(at).join('\n')}\n`),
        ])
        const { report } = await audit(['-'], { stdin })
        expect(essence(report)).toEqual(essence(whole.report))
      },
      60,
    )
  })
})

test('an absurd timestamp of a good shape is no event', async () => {
  const { report } = await auditLines([withTimestamp('1790838720')])
  expect(report.events).toBe(1)
})

test.each(['', '\n', ' \n\t\n\r\n', '\uFEFF', '[]', '[\n]\n'])(
  'an input of %j holds nothing',
  async (content) => {
    const { code, report } = await audit([await folder.file('empty', content)])
    expect({ code, ...report }).toMatchObject({
      code: 0,
      lines: 0,
      events: 0,
      threads: 0,
      unread: [],
      findings: [],
    })
  },
)

test('blank lines count as lines of the file, but are not read', async () => {
  const { report } = await auditLines(['', good[0], '  ', 'null', ''])
  expect(report).toMatchObject({ lines: 2, events: 1, unread: [{ line: 4 }] })
})

test('a webhook body of 3 MB is read', async () => {
  const padded = withTimestamp('1790838720').replace(
    '"id":"wamid.a"',
    `"id":"wamid.a","x":"${'é'.repeat(1_500_000)}"`,
  )
  const { report } = await auditLines([padded])
  expect(report).toMatchObject({ events: 1, unread: [] })
})

test('no more than ten thousand unread parts are listed, but all are counted', async () => {
  const { stdout } = await run(['audit', '--format', 'json'], { stdin: 'null\n'.repeat(12_345) })
  expect(JSON.parse(stdout)).toMatchObject({ lines: 12_345, unreadTotal: 12_345 })
  expect(JSON.parse(stdout).unread).toHaveLength(10_000)
})

test('garbage that begins like a gzip file is said to be damaged', async () => {
  const file = await folder.file('damaged.gz', Buffer.from([0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))
  const { code, stderr, stdout } = await run(['audit', file])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe(`guichet: ${file}: the gzip file is damaged\n`)
})

test('garbage inside a gzip file is like garbage in a plain one', async () => {
  const { report } = await audit([await folder.file('bad.gz', gzipSync(`${good[0]}\n}{\n${good[1]}\n`))])
  expect(report).toMatchObject({ events: 2, unread: [{ line: 2, path: '$', reason: 'not JSON: }{' }] })
})

test('objects are not polluted by any of it', async () => {
  await auditLines(Object.values(broken).map(([line]) => line))
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
})
