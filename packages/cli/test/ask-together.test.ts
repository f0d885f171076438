import { describe, expect, test } from 'vitest'
import { cardOf } from './support/cards.ts'
import { messaged, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { logOf } from './support/report.ts'
import { run, type Ran } from './support/run.ts'
import { importing, newStores } from './support/stores.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)
const october = '2026-10-01T10:00:00.000Z'
const stdin = logOf([
  messaged('september', '2026-09-30T22:00:00.000Z'),
  messaged('october', '2026-10-01T09:00:00.000Z'),
])

const ask = (options: readonly string[], source: readonly string[] = ['--log=-']): Promise<Ran> =>
  run(['ask', ...source, `--phone=${thread.phoneNumberId}`, `--customer=${thread.customer}`, ...options], {
    stdin,
  })

const lastLine = ({ stdout }: Ran): string => stdout.trimEnd().split('\n').at(-1) ?? ''

describe('guichet ask about messages in a row', () => {
  test('says what joining them saves, and that it saved nothing before October 2026', async () => {
    const three = ['--send=service', '--count=3']
    expect(lastLine(await ask([...three, '--at=2026-09-30T23:00:00Z']))).toBe(
      'Joining the 3 service messages into one saves nothing (PMP-3, PMP-2).',
    )
    expect(lastLine(await ask([...three, `--at=${october}`]))).toBe(
      "Joining the 3 service messages into one saves 2 of the month's free ones (OCT26-2, OCT26-3, POS-12, POS-19).",
    )
  })

  test('by --together keeps the order of the messages, and by --count repeats each', async () => {
    const sends = ['--send=service', '--send=template:order:fr:utility', '--send=service']
    const { stdout, code } = await ask([...sends, '--together', `--at=${october}`])
    expect(code).toBe(0)
    expect(stdout.split('\n').map((line) => line.slice(0, 30))).toEqual([
      '1. Allowed: a service message ',
      '2. Allowed: the template order',
      '3. Allowed: a service message ',
      'Joining the 2 service messages',
      '',
    ])
    const json: { readonly answers: readonly unknown[] } = JSON.parse(
      (await ask(['--send=service', '--send=reaction', '--count=2', `--at=${october}`, '--format=json']))
        .stdout,
    )
    expect(json.answers).toMatchObject(
      ['service', 'service', 'reaction', 'reaction'].map((kind) => ({ message: { kind } })),
    )
  })

  test('prices them by a card, and says what joining saves in money', async () => {
    const rates = await folder.file('rates.csv', cardOf('France,utility,EUR,2026-10-01,,,30000'))
    const amendment = await folder.file(
      'no-tier.json',
      JSON.stringify({ effective: '2026-10-02', changes: { freeTier: null } }),
    )
    const asked = [
      '--send=service',
      '--count=3',
      `--at=${october}`,
      `--rates=${rates}`,
      `--rulebook=${amendment}`,
    ]
    const { stdout } = await ask(asked)
    expect(stdout.split('\n')[0]).toMatch(/It is charged as a service message .* It costs EUR 0\.03\.$/)
    expect(lastLine({ code: 0, stdout, stderr: '' })).toBe(
      'Joining the 3 service messages into one saves EUR 0.06: 2 charged messages (OCT26-2).',
    )
    expect(JSON.parse((await ask([...asked, '--format=json'])).stdout)).toMatchObject({
      answers: Array.from({ length: 3 }, () => ({ cost: { amount: 30_000, currency: 'EUR' } })),
      joined: { saves: { messages: 2, charged: 2, ofFreeTier: 0 } },
      saved: { amount: 60_000, currency: 'EUR' },
    })
  })

  test('is the same by a store', async () => {
    const store = newStore()
    await importing(store, stdin)
    const asked = ['--send=service', '--count=2', `--at=${october}`, '--format=json']
    expect((await ask(asked, ['--store', store])).stdout).toBe((await ask(asked)).stdout)
  })

  test('exits with 1 where none is allowed, and with 2 where it is not answered', async () => {
    const refused = await ask(['--send=service', '--count=2', '--at=2026-10-03T10:00:00Z'])
    expect(refused.code).toBe(1)
    expect(refused.stdout).not.toContain('Joining')
    for (const [options, words] of [
      [['--send=service', '--count=0'], 'write a whole number from 1 to 100'],
      [['--send=service', '--count=101'], 'write a whole number from 1 to 100'],
      [['--send=service', '--together', '--at=2025-01-01T00:00:00Z'], 'No answer: the facts before'],
    ] as const) {
      const { code, stderr } = await ask(options)
      expect([code, stderr.includes(words)]).toEqual([2, true])
    }
    expect((await ask(['--send=service', '--together'], ['--log', folder.path('none')])).code).toBe(2)
  })
})
