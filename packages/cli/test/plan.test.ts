import { describe, expect, test } from 'vitest'
import { bakeryPath } from './support/bakery.ts'
import { cardOf } from './support/cards.ts'
import { messaged, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { logOf } from './support/report.ts'
import { run, type Ran } from './support/run.ts'
import { importing, newStores } from './support/stores.ts'

const folder = temporaryFolder()
const newStore = newStores(folder)
const stdin = logOf([messaged('hello', '2026-09-30T09:00:00.000Z')])
const order = 'template:order:fr:utility'

const plan = (options: readonly string[], source: readonly string[] = ['--log=-']): Promise<Ran> =>
  run(['plan', ...source, `--phone=${thread.phoneNumberId}`, `--customer=${thread.customer}`, ...options], {
    stdin,
  })

interface PlanJson {
  readonly earliest: number | null
  readonly cheapest: number | null
  readonly options: readonly {
    readonly at: string
    readonly needs: readonly string[]
    readonly cost?: unknown
  }[]
}
const json = ({ stdout }: Ran): PlanJson => JSON.parse(stdout)

describe('guichet plan', () => {
  test('says in words what is cheapest and what is earliest, and what is not known', async () => {
    const ran = await plan(['--send', order, '--from=2026-09-30T10:00:00Z'])
    expect(ran).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        '1. Cheapest and earliest: the template order (fr) now until Thu 1 Oct 2026 00:00 UTC. It is free as a utility message (PMP-3, PMP-19, POS-29, POS-15).',
        'Nothing is known of the template order (fr): taken as approved.',
        'Not known: restrictions, throughput.',
        '',
      ].join('\n'),
    })
  })

  test('goes by the midnights of the time zone', async () => {
    const ran = await plan(['--send', order, '--from=2026-09-30T10:00:00Z', '--time-zone=Europe/Paris'])
    expect(ran.stdout).toContain('now until Thu 1 Oct 2026 00:00 Europe/Paris.')
  })

  test('goes by the prices of a card, and by the days on which they change', async () => {
    const card = await folder.file(
      'rates.csv',
      cardOf('France,utility,EUR,2026-10-01,,,30000', 'France,utility,EUR,2026-10-10,,,20000'),
    )
    const asked = ['--send', order, '--from=2026-10-05T10:00:00Z', `--rates=${card}`]
    expect((await plan(asked)).stdout.split('\n').slice(0, 3)).toEqual([
      '1. Cheapest: the template order (fr) from Sat 10 Oct 2026 00:00 UTC. It is charged as a utility message (PMP-1, OCT26-17). It costs EUR 0.02.',
      '2. Earliest: the template order (fr) now until Sat 10 Oct 2026 00:00 UTC. It is charged as a utility message (PMP-1, OCT26-17). It costs EUR 0.03.',
      "3. If the customer writes: a service message. It is free as a service message: 0 of the month's 1000 free ones are used (OCT26-2, OCT26-3, POS-12, POS-19).",
    ])
    const read = json(await plan([...asked, '--format=json']))
    expect([read.cheapest, read.earliest]).toEqual([0, 1])
    expect(read.options.map(({ at, needs, cost }) => [at, needs, cost])).toEqual([
      ['2026-10-10T00:00:00.000Z', [], { amount: 20_000, currency: 'EUR' }],
      ['2026-10-05T10:00:00.000Z', [], { amount: 30_000, currency: 'EUR' }],
      ['2026-10-05T10:00:00.000Z', ['customer-writes'], { amount: 0, currency: 'EUR' }],
    ])
    const unpriced = json(await plan(['--send', order, '--from=2026-10-05T10:00:00Z', '--format=json']))
    for (const option of unpriced.options) expect(option).not.toHaveProperty('cost')
  })

  test('is the same by a store', async () => {
    const store = newStore()
    await importing(store, stdin)
    const asked = ['--send=service', '--send', order, '--from=2026-09-30T10:00:00Z', '--format=json']
    expect((await plan(asked, ['--store', store])).stdout).toBe((await plan(asked)).stdout)
  })

  test('begins now, and exits with 1 where only the customer can make it possible', async () => {
    const ran = await plan(['--send=reaction', '--format=json'])
    expect(ran.code).toBe(1)
    // The clock of the test.
    expect(json(ran)).toMatchObject({
      from: '2026-11-01T00:00:00.000Z',
      until: '2026-12-02T00:00:00.000Z',
      now: [{ answer: 'refused' }],
      earliest: null,
      options: [{ needs: ['customer-writes'] }],
    })
  })

  test('names what was not read, and ids that do not occur', async () => {
    const { stderr } = await plan(['--send=service'], ['--log', bakeryPath])
    expect(stderr).toContain('parts of the log were not read')
    const stranger = await run(
      ['plan', '--log=-', '--phone=7', `--customer=${thread.customer}`, '--send=service'],
      { stdin },
    )
    expect(stranger.stderr).toContain('the logs hold nothing of phone number 7')
  })

  test.each([
    [['--send=service', '--from=2026-10-05T10:00:00Z', '--until=2026-10-05T10:00:00Z'], 'later than --from'],
    [['--send=fax'], 'write service, reaction, or template'],
    [['--send=service', '--from=tomorrow'], 'write it like'],
    [[], '--send'],
    [['--send=service', '--from=2025-01-01T00:00:00Z'], 'No answer: the facts before'],
  ])('%j exits with 2 and says why', async (options, words) => {
    const { code, stdout, stderr } = await plan(options)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(words)
  })

  test('needs a source', async () => {
    expect(await plan(['--send=service'], [])).toMatchObject({ code: 2 })
    expect((await plan(['--send=service'], ['--log', `${bakeryPath}.none`])).code).toBe(2)
  })
})
