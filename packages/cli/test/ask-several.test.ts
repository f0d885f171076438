import { describe, expect, test } from 'vitest'
import { cardOf } from './support/cards.ts'
import { messaged, thread } from './support/events.ts'
import { temporaryFolder } from './support/folder.ts'
import { logOf } from './support/report.ts'
import { run, type Ran } from './support/run.ts'

const folder = temporaryFolder()
const opened = '2026-10-10T09:00:00.000Z'
const inside = '2026-10-10T10:00:00.000Z'
const outside = '2026-10-12T10:00:00.000Z'
const stdin = logOf([messaged('hello', opened), messaged('tuvalu', opened, { customer: '688123456' })])

interface Asked {
  readonly at?: string
  readonly customer?: string
  readonly rates?: string
  readonly format?: string
}

const ask = (
  sends: readonly string[],
  { at = inside, customer = thread.customer, ...more }: Asked = {},
): Promise<Ran> =>
  run(
    [
      'ask',
      '--log=-',
      `--phone=${thread.phoneNumberId}`,
      `--customer=${customer}`,
      `--at=${at}`,
      ...Object.entries(more).flatMap(([name, value]) => [`--${name}`, value]),
      ...sends.flatMap((send) => ['--send', send]),
    ],
    { stdin },
  )

interface AnswerJson {
  readonly message: { readonly kind: string; readonly name?: string }
  readonly answer: string
  readonly charge?: object
  readonly cost?: object | null
}
const answers = async (sends: readonly string[], asked: Asked = {}): Promise<readonly AnswerJson[]> => {
  const { stdout } = await ask(sends, { ...asked, format: 'json' })
  const told: { readonly answers: readonly AnswerJson[] } = JSON.parse(stdout)
  return told.answers
}
const inShort = (told: readonly AnswerJson[]): readonly string[] =>
  told.map(({ message, answer }) => `${message.name ?? message.kind} ${answer}`)

const [sale, order, login] = [
  'template:sale:fr:marketing',
  'template:order:fr:utility',
  'template:login:fr:authentication',
]
const rates = cardOf(
  'France,marketing,EUR,2026-10-01,,,10000',
  'France,utility,EUR,2026-10-01,,,30000',
  'India,authentication,EUR,2026-10-01,,,1',
)

describe('several messages', () => {
  test('come in the order of what they cost, whatever order they were named in', async () => {
    const expected = ['service allowed', 'order allowed', 'sale allowed']
    expect(inShort(await answers([sale, order, 'service']))).toEqual(expected)
    expect(inShort(await answers(['service', order, sale]))).toEqual(expected)
  })

  test('come by the prices of the card where one is given, without a rate after all others', async () => {
    const card = await folder.file('rates.csv', rates)
    expect(inShort(await answers([login, order, sale, 'service'], { rates: card }))).toEqual([
      'service allowed',
      'sale allowed',
      'order allowed',
      'login allowed',
    ])
  })

  test('come with those that are refused last, in the order in which they were named', async () => {
    expect(inShort(await answers(['service', sale, 'reaction', order], { at: outside }))).toEqual([
      'order allowed',
      'sale allowed',
      'service refused',
      'reaction refused',
    ])
  })

  test('exit with 0 where at least one is allowed, else with 1', async () => {
    expect((await ask(['service', order], { at: outside })).code).toBe(0)
    expect((await ask(['service', 'reaction'], { at: outside })).code).toBe(1)
    expect((await ask(['service', 'nothing'], { at: outside })).code).toBe(2)
  })

  test('are answers of their own in JSON, with the charge, and the cost where a card is given', async () => {
    const card = await folder.file('rates.csv', rates)
    const [service, marketing, refused] = await answers(['service', sale], { rates: card })
    expect(refused).toBeUndefined()
    expect(service).toMatchObject({
      message: { kind: 'service' },
      answer: 'allowed',
      charge: { unit: 'message', category: 'service', type: 'free_customer_service' },
      cost: { amount: 0, currency: 'EUR' },
    })
    expect(marketing).toMatchObject({
      message: { kind: 'template', name: 'sale', language: 'fr', category: 'marketing' },
      charge: { category: 'marketing', type: 'regular' },
      cost: { amount: 10_000, currency: 'EUR' },
    })
    for (const answer of await answers(['service', sale])) expect(answer).not.toHaveProperty('cost')
    const [, last] = await answers([sale, 'service'], { rates: card, at: outside })
    expect(last).toMatchObject({ answer: 'refused', reasons: [{ code: 'service-window-closed' }] })
    expect(last).not.toHaveProperty('cost')
  })

  test('are numbered in words, one a line, and how things stand comes after', async () => {
    const card = await folder.file('rates.csv', rates)
    const { stdout } = await ask([login, sale, 'service'], { rates: card })
    const lines = stdout.trimEnd().split('\n')
    expect(lines.map((line) => line.slice(0, 10))).toEqual([
      '1. Allowed',
      '2. Allowed',
      '3. Allowed',
      expect.stringMatching(/^Open/),
    ])
    expect(lines[1]).toContain('It costs EUR 0.01.')
    expect(lines[2]).toContain('The rate card has no rate for authentication in France.')
  })
})

describe('one message', () => {
  test('is answered as before: neither numbered nor in a list', async () => {
    expect((await ask(['service'])).stdout).toMatch(/^Allowed/)
    const told: object = JSON.parse((await ask(['service'], { format: 'json' })).stdout)
    expect(told).toMatchObject({ answer: 'allowed' })
    expect(told).not.toHaveProperty('answers')
    expect(told).not.toHaveProperty('cost')
  })

  test('that is free costs nothing, without a word on prices', async () => {
    const card = await folder.file('rates.csv', rates)
    const { stdout } = await ask(['service'], { rates: card })
    expect(stdout).not.toMatch(/costs|EUR/)
    expect(JSON.parse((await ask(['service'], { rates: card, format: 'json' })).stdout)).toMatchObject({
      cost: { amount: 0, currency: 'EUR' },
    })
  })
})

describe('a customer in a market that the card does not have', () => {
  test('is told so, never a price of nothing', async () => {
    const card = await folder.file('rates.csv', rates)
    const asked = { rates: card, customer: '688123456' }
    expect((await ask([sale], asked)).stdout).toContain('The rate card has no rate for marketing in Other.')
    expect(JSON.parse((await ask([sale], { ...asked, format: 'json' })).stdout)).toMatchObject({
      answer: 'allowed',
      cost: null,
    })
  })

  test('costs what Other costs, where the card has that', async () => {
    const card = await folder.file('other.csv', cardOf('Other,marketing,EUR,2026-10-01,,,60400'))
    const { stdout } = await ask([sale], { rates: card, customer: '688123456' })
    expect(stdout).toContain('It costs EUR 0.0604.')
  })

  test('and a day before the card begins have no price either', async () => {
    const card = await folder.file('later.csv', cardOf('France,marketing,EUR,2026-10-11,,,60400'))
    expect((await ask([sale], { rates: card })).stdout).toContain(
      'The rate card has no rate for marketing in France.',
    )
    expect((await ask([sale], { rates: card, at: outside })).stdout).toContain('It costs EUR 0.0604.')
  })
})
