import { describe, expect, test } from 'vitest'
import { bakeryLines, bakeryPath } from './support/bakery.ts'
import { messaged } from './support/events.ts'
import { audit, auditLines } from './support/report.ts'
import { run } from './support/run.ts'

describe('a body that a logger wrapped', () => {
  const body: unknown = JSON.parse(bakeryLines[3] ?? '')

  test.each([
    ['as an object', { time: '2026-10-01T00:00:00Z', body }],
    ['as text', { level: 30, msg: JSON.stringify(body) }],
    ['beside a type of its own', { type: 'webhook', payload: body }],
  ])('%s is read all the same', async (_, line) => {
    const { report } = await auditLines([line])
    expect(report).toMatchObject({ payloads: 1, events: 1, threads: 1, unread: [] })
  })

  test('names what was not read where it stands', async () => {
    const { report } = await auditLines([{ body: { entry: [7] } }])
    expect(report.unread).toMatchObject([{ line: 1, path: '$.body.entry[0]' }])
  })

  test('that is none is not read', async () => {
    const { report } = await auditLines([{ body: 'hello' }, { msg: '{"entry"' }, { payload: { entry: 1 } }])
    expect(report).toMatchObject({ payloads: 0, events: 0 })
    expect(report.unread.map(({ line }) => line)).toEqual([1, 2, 3])
  })
})

describe('who mistypes is told so on standard error', () => {
  const asking = ['ask', '--log', bakeryPath, '--send', 'service', '--at', '2026-10-02T07:00:00Z']

  test('a phone number that the logs do not hold', async () => {
    const { code, stderr } = await run([...asking, '--phone', '42', '--customer', '33639980001'])
    expect(code).toBe(1)
    expect(stderr).toContain(
      'the logs hold nothing of phone number 42; they know 100000000000001, 100000000000002',
    )
  })

  test('a customer that the logs do not hold', async () => {
    const { stderr } = await run([...asking, '--phone', '100000000000001', '--customer', '999'])
    expect(stderr).toContain('the logs hold nothing of 999 at 100000000000001')
  })

  test('nobody who asks about a customer that they do hold', async () => {
    const { stderr } = await run([...asking, '--phone', '100000000000001', '--customer', '33639980001'])
    expect(stderr).not.toContain('hold nothing')
  })

  test('a thread that the log does not hold', async () => {
    const { stderr } = await audit([bakeryPath, '--thread', '1/2'])
    expect(stderr).toContain('the log has no event of customer 2 at phone number 1; check --thread')
  })

  test('a file that is no log', async () => {
    const { stderr, code } = await audit([], { stdin: 'some\nwords\n' })
    expect([stderr, code]).toEqual(['guichet: no line could be read; is this a log of webhook bodies?\n', 2])
  })

  test('a category that no template has', async () => {
    const { code, stderr } = await run([
      ...asking.map((word) => (word === 'service' ? 'template:a:fr:OFFER' : word)),
      '--phone',
      '1',
      '--customer',
      '2',
    ])
    expect(code).toBe(2)
    expect(stderr).toContain('OFFER is not one of marketing, utility, authentication')
  })
})

test.each(['audit', 'ask', 'engine'])('%s --help shows an example', async (command) => {
  const { code, stdout } = await run([command, '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('Example: ')
})

describe('events in the wrong order', () => {
  const [newer, older] = [
    messaged('new', '2026-10-20T09:00:00.000Z'),
    messaged('old', '2026-10-01T09:00:00.000Z'),
  ]
  const log = `${JSON.stringify(newer)}\n${JSON.stringify(older)}\n`

  test('are late, and the report says what to do', async () => {
    const { stdout } = await run(['audit', '-'], { stdin: log })
    expect(stdout).toContain('1 event came too long after a newer event of the same thread')
    expect(stdout).toContain('--horizon-hours')
  })

  test('count with a longer horizon', async () => {
    const { report } = await audit(['--horizon-hours', '1000'], { stdin: log })
    expect(report).toMatchObject({ events: 2, late: 0 })
  })

  test.each(['0', 'x', '-5', '1e9'])('not with a horizon of %s', async (hours) => {
    const { code, stderr } = await run(['audit', `--horizon-hours=${hours}`], { stdin: log })
    expect([code, stderr]).toEqual([2, expect.stringContaining('horizonHours must be at least a second')])
  })
})
