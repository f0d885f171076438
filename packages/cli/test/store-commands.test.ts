import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { leftOut } from '../src/commands/export.ts'
import { bakeryPath } from './support/bakery.ts'
import { day, messaged, sent, status, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { logOf } from './support/report.ts'
import { run, type Ran } from './support/run.ts'
import { exported, importing, newStores } from './support/stores.ts'
import { webhook } from './support/traffic.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)

const storeOf = async (...lines: readonly (string | object)[]): Promise<string> => {
  const store = newStore()
  await importing(store, logOf(lines))
  return store
}
const ask = (by: readonly string[], customer: string = thread.customer, at = day(10)): Promise<Ran> => {
  const about = ['--phone', thread.phoneNumberId, '--customer', customer, '--at', at, '--send', 'service']
  return run(['ask', ...by, ...about])
}

describe('guichet ask --store', () => {
  test('answers in words and with the exit code, and names strangers', async () => {
    const store = await storeOf(messaged('a', day(9)))
    expect(await ask(['--store', store], '+33 6 39 98 00 01', day(9, '10:00:00.000'))).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Allowed: .*\nOpen: .*\n$/),
      stderr: '',
    })
    expect(await ask(['--store', store])).toMatchObject({ code: 1, stderr: '' })
    expect((await ask(['--store', store], '33639980002')).stderr).toBe(
      `guichet: the store holds nothing of 33639980002 at ${thread.phoneNumberId}\n`,
    )
    const elsewhere = await storeOf(messaged('a', day(9), { phoneNumberId: '2' }))
    expect((await ask(['--store', elsewhere])).stderr).toBe(
      `guichet: the store holds nothing of phone number ${thread.phoneNumberId}; it knows 2\n`,
    )
    expect((await ask(['--store', 'memory:'])).stderr).toBe(
      `guichet: the store holds nothing of phone number ${thread.phoneNumberId}\n`,
    )
  })

  test("heeds WhatsApp's own word on the window until the customer writes again, as --log does", async () => {
    const refused = [
      messaged('a', day(9)),
      sent('b', day(9, '10:00:00.000')),
      status('b', 'failed', day(9, '10:00:01.000'), { errorCode: 131047 }),
    ]
    const answers: number[] = []
    for (const lines of [refused, [...refused, messaged('c', day(9, '11:00:00.000'))]]) {
      const log = await folder.file('refused.ndjson', logOf(lines))
      const by = [
        ['--store', await storeOf(...lines)],
        ['--log', log],
      ]
      const at = day(9, '12:00:00.000')
      const [one, other] = [await ask(by[0] ?? [], undefined, at), await ask(by[1] ?? [], undefined, at)]
      expect(one).toEqual(other)
      answers.push(one.code)
      if (one.code === 1) expect(one.stdout).toContain('CSW-5')
    }
    expect(answers).toEqual([1, 0])
  })

  test('of an instant that is too old is unusable', async () => {
    const store = await storeOf(...[1, 12, 28].map((n) => messaged(`m${n}`, day(n))))
    expect(await ask(['--store', store], undefined, '2026-08-01T00:00:00Z')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^guichet: .+\n$/),
    })
  })

  test('goes by logs or by a store, and by one of them', async () => {
    expect(await ask([])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'guichet: nothing to decide from; give --log FILE or --store URL\n',
    })
    expect(await ask(['--store', 'memory:', '--log', bakeryPath])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'guichet: give --log FILE or --store URL, not both\n',
    })
  })
})

describe('guichet audit --store', () => {
  test('takes no files beside it', async () => {
    expect(await run(['audit', '--store', 'memory:', bakeryPath])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'guichet: give FILEs or --store URL, not both\n',
    })
  })

  test('of nothing finds nothing, and does not wait for standard input', async () => {
    const { code, stdout } = await run(['audit', '--store', 'memory:'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^read {11}0 lines/)
  })

  test('reports the same as an audit of its export', async () => {
    const store = newStore()
    await run(['import', '--store', store, bakeryPath])
    const file = await folder.file('events.ndjson', await exported(store))
    for (const format of ['text', 'json', 'html']) {
      const ofStore = await run(['audit', '--format', format, '--store', store])
      expect(ofStore).toEqual(await run(['audit', '--format', format, file]))
      expect(ofStore.code).toBe(1)
    }
  })
})

describe('what is put into a temporary file', () => {
  const before = process.env['TMPDIR']
  afterEach(() => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  })

  test('goes, whatever happens', async () => {
    const store = await storeOf(messaged('a', day(9)))
    mkdirSync(folder.path('temporary'))
    process.env['TMPDIR'] = folder.path('temporary')
    const audit = async (...options: readonly string[]): Promise<number> =>
      (await run(['audit', '--format', 'html', '--store', store, ...options])).code
    expect(await audit()).toBe(0)
    expect(await audit('--out', folder.path('no/such/report.html'))).toBe(2)
    expect(readdirSync(folder.path('temporary'))).toEqual([])
  })
})

describe('guichet export', () => {
  test('writes a file whole, in the place of another, and leaves nothing beside it', async () => {
    const store = await storeOf(messaged('a', day(9)))
    const events = await exported(store)
    const before = readdirSync(folder.path(''))
    for (const out of [folder.path('new.ndjson'), await folder.file('old.ndjson', 'old')]) {
      expect(await run(['export', '--store', store, '--out', out])).toEqual({
        code: 0,
        stdout: '',
        stderr: leftOut,
      })
      expect(readFileSync(out, 'utf8')).toBe(events)
    }
    expect(readdirSync(folder.path('')).sort()).toEqual([...before, 'new.ndjson', 'old.ndjson'].sort())
  })

  test('writes through a link, and into what is no file', async () => {
    const store = await storeOf(messaged('a', day(9)))
    const target = await folder.file('target.ndjson', '')
    symlinkSync(target, folder.path('link.ndjson'))
    await run(['export', '--store', store, '--out', folder.path('link.ndjson')])
    expect(readFileSync(target, 'utf8')).toBe(await exported(store))
    expect(await run(['export', '--store', store, '--out', '/dev/null'])).toMatchObject({ code: 0 })
  })

  test.each([
    ['into a folder that is not there', 'no/such/events.ndjson', 'its folder does not exist'],
    ['over a folder', '', 'is a folder'],
  ])('%s says so', async (_, name, reason) => {
    const store = await storeOf(messaged('a', day(9)))
    const out = folder.path(name)
    const stderr = `guichet: ${out}: ${reason}\n`
    expect(await run(['export', '--store', store, '--out', out])).toEqual({ code: 2, stdout: '', stderr })
  })
})

describe('guichet erase', () => {
  const lines = [
    messaged('a', day(9), { customer: 'FR.1', aliases: ['33639980001'] }),
    messaged('b', day(9), { customer: 'FR.1', phoneNumberId: '2' }),
    messaged('c', day(9), { customer: '33639980002' }),
  ]

  test('forgets a customer by any id, for good', async () => {
    const store = await storeOf(...lines)
    expect(await run(['erase', '--store', store, '--customer', '+33 639980001'])).toEqual({
      code: 0,
      stdout:
        `Erased 33639980001, FR.1: 2 threads.\n  ${thread.phoneNumberId}/FR.1\n  2/FR.1\nEvents until ` +
        'now stay erased, even if they are imported again.\n',
      stderr: '',
    })
    const left = await exported(store)
    expect(left.split('\n')).toHaveLength(2)
    expect(left).toContain('33639980002')
    const { stdout } = await importing(store, logOf(lines))
    expect(stdout).toContain('erased         2 events of erased customers')
    expect(await exported(store)).toBe(left)
  })

  test('of somebody unknown says so', async () => {
    const store = await storeOf(...lines)
    const { code, stdout } = await run(['erase', '--store', store, '--customer', '4915100000000'])
    expect({ code, first: stdout.split('\n')[0] }).toEqual({
      code: 0,
      first: 'The store held no thread of 4915100000000.',
    })
    expect((await exported(store)).split('\n')).toHaveLength(4)
  })
})

describe('guichet prune', () => {
  const now = Date.UTC(2026, 10, 1)
  const prune = (store: string, days: string, at: number): Promise<Ran> =>
    run(['prune', '--store', store, '--older-than', days], { now: at })

  test('forgets the webhook bodies of long ago, and nothing else', async () => {
    const lines = ['a', 'b'].map((id) =>
      webhook({ messages: [{ from: '1', id, timestamp: '1790838720', type: 'text' }] }),
    )
    const store = await storeOf(...lines, messaged('c', day(9)))
    const before = await exported(store)
    const pruned = async (days: string, after: number): Promise<string> =>
      (await prune(store, days, now + after * 86_400_000)).stdout
    expect(await pruned('2', 1)).toBe('Pruned no webhook body; events and answers stay as they are.\n')
    expect(await pruned('2', 3)).toBe('Pruned 2 webhook bodies; events and answers stay as they are.\n')
    expect(await pruned('2', 3)).toContain('no webhook body')
    expect(await exported(store)).toBe(before)
  })

  test.each(['', '-1', '1.5', 'a week', '1e3'])('takes no %j for days', async (days) => {
    const { code, stdout, stderr } = await prune('memory:', days, now)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('write a whole number of days, such as 90')
  })
})
