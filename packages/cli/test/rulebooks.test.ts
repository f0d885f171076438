import { writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bakeryPath } from './support/bakery.ts'
import { delivered, messaged, template } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { audit } from './support/report.ts'
import { run } from './support/run.ts'
import { absorb, last } from './support/talk.ts'

const folder = temporaryFolder()
const hypothesis = new URL('../examples/hypothesis.json', import.meta.url).pathname

const written = (name: string, value: unknown): string => {
  const path = folder.path(name)
  writeFileSync(path, JSON.stringify(value))
  return path
}

const amendment = (changes: object): object => ({ effective: '2027-04-01', changes })
const smallTier = (amount: number): object =>
  amendment({ freeTier: { amount, counts: 'service-messages', per: 'phone-number', because: ['APR27-1'] } })

const day = '2026-10-05T09:00:00.000Z'
const messages = (count: number): string =>
  [messaged('hi', day), ...Array.from({ length: count }, (_, n) => delivered(`s${n}`, day)).flat()]
    .map((event) => JSON.stringify(event))
    .join('\n')

describe('what would it cost', () => {
  test('if only 500 service messages of a month were free', async () => {
    const log = folder.path('log.ndjson')
    writeFileSync(log, messages(600))
    const { report } = await audit(['--compare', `2026-10-01,${hypothesis}`, log])
    expect(report.compare?.map(({ rulebook, messages: all, paid }) => [rulebook, all, paid])).toEqual([
      ['2026-10-01', 600, 0],
      ['2027-04-01', 600, 100],
    ])
  })

  test('if utility in the window were free again', async () => {
    const { report } = await audit(['--compare', `2026-10-01,${hypothesis}`, bakeryPath])
    expect(report.compare?.map(({ rulebook, paid }) => [rulebook, paid])).toEqual([
      ['2026-10-01', 8],
      ['2027-04-01', 5],
    ])
  })

  test('if an amendment came on top of another', async () => {
    const path = written('two.json', {
      amendments: [
        smallTier(3),
        { effective: '2027-07-01', changes: { reactions: { areCharged: true, because: [] } } },
      ],
    })
    const log = folder.path('log.ndjson')
    writeFileSync(log, messages(10))
    const { report } = await audit(['--compare', path, log])
    expect(report.compare).toMatchObject([{ rulebook: '2027-07-01', messages: 10, paid: 7 }])
  })
})

describe('guichet ask --rulebook FILE', () => {
  test('answers by the rulebook of the file', async () => {
    const log = folder.path('log.ndjson')
    writeFileSync(log, messages(2))
    const { code, stdout } = await run([
      'ask',
      '--log',
      log,
      '--phone',
      '100000000000001',
      '--customer',
      '33639980001',

      '--at',
      '2026-10-05T10:00:00Z',
      '--send',
      'service',
      '--rulebook',
      written('tier.json', smallTier(2)),
    ])
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("the month's 2 free ones are used up (OCT26-2, APR27-1)"),
    })
  })
})

describe('guichet rulebooks', () => {
  test('lists them', async () => {
    const { code, stdout } = await run(['rulebooks'])
    expect([code, stdout.split('\n').length]).toEqual([0, 8])
    expect(JSON.parse((await run(['rulebooks', '--format', 'json'])).stdout)).toMatchObject({
      rulebooks: expect.arrayContaining([{ id: '2026-10-01', summary: expect.any(String) }]),
    })
  })

  test('prints the rules of one in the form in which an amendment is written', async () => {
    const { stdout } = await run(['rulebooks', '2026-10-01', '--format', 'json'])
    const { id, rules, clauses } = JSON.parse(stdout)
    expect([id, rules.freeTier.amount]).toEqual(['2026-10-01', 1000])
    const again = written('again.json', { effective: '2027-04-01', changes: rules, clauses })
    const shown = JSON.parse((await run(['rulebooks', again, '--format', 'json'])).stdout)
    expect([shown.rules, shown.clauses]).toEqual([rules, clauses])
  })

  test('shows one of a file with its own clauses', async () => {
    const { code, stdout } = await run(['rulebooks', hypothesis])
    expect(code).toBe(0)
    expect(stdout).toMatch(/freeTier +amount 500, counts service-messages, per phone-number {2}\[WHAT-IF-1\]/)
    expect(stdout).toContain('WHAT-IF-2 A utility template inside the window is free.')
  })

  test.each([
    ['2026-10-02', 'unknown rulebook 2026-10-02; known are 2022-02-01'],
    ['missing.json', 'missing.json: ENOENT'],
  ])('does not know %s', async (name, words) => {
    const { code, stderr } = await run(['rulebooks', name])
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
  })
})

describe('a bad file of amendments', () => {
  test.each([
    [smallTier(-1), 'amendments[0].changes.freeTier.amount: must be a whole number'],
    [{ effective: '2027-02-29', changes: {} }, 'amendments[0].effective: must be a date that exists'],
    [[], 'it holds no amendment'],
    [7, 'amendments[0]: must be an object, not number'],
  ])('%o is refused: %s', async (value, words) => {
    const path = written('bad.json', value)
    for (const args of [
      ['rulebooks', path],
      ['audit', '--compare', path, bakeryPath],
      ['audit', '--rulebook', path, bakeryPath],
    ]) {
      const { code, stdout, stderr } = await run(args)
      expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(words)])
    }
  })
})

describe('amendments in the protocol', () => {
  test('are known to the session, and decide', async () => {
    const reset = {
      op: 'reset',
      amendments: [amendment({ utilityInWindow: { isFree: true, because: ['X-1'] } })],
    }
    expect(await last([reset])).toMatchObject({ ok: true, rulebooks: expect.arrayContaining(['2027-04-01']) })
    const [asked, charged] = ['2027-04-05T09:00:00.000Z', '2027-04-05T10:00:00.000Z']
    const lines = [
      reset,
      ...[messaged('hi', asked), ...delivered('u', charged, template('order', 'utility'))].map(absorb),
    ]
    expect(await last([...lines, { op: 'charges' }])).toMatchObject({
      charges: [
        { rulebook: '2027-04-01', type: 'free_customer_service', because: expect.arrayContaining(['X-1']) },
      ],
    })
  })

  test('that are wrong change nothing', async () => {
    const good = { op: 'reset', amendments: [smallTier(2)], rulebook: '2027-04-01' }
    const bad = { op: 'reset', amendments: [smallTier(-2)] }
    expect(await last([good, bad])).toMatchObject({
      ok: false,
      error: {
        code: 'invalid-argument',
        message: expect.stringContaining('amendments[0].changes.freeTier.amount'),
      },
    })
    const ask = {
      op: 'ask',
      phoneNumberId: '100000000000001',
      customer: '33639980001',
      at: day,
      message: { kind: 'service' },
    }
    expect(await last([good, absorb(messaged('hi', day)), bad, ask])).toMatchObject({
      rulebook: '2027-04-01',
      tier: { used: 0, amount: 2 },
    })
  })
})
