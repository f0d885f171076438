import { describe, expect, test } from 'vitest'
import { delivered, messaged, pricing, sent, status, template, thread } from './support/events.ts'
import { absorb, last, refused, talk } from './support/talk.ts'

const day = (n: number): string => new Date(Date.UTC(2026, 9, n, 9)).toISOString()
const other = '100000000000002'
const charges = (filter: object = {}): object => ({ op: 'charges', ...filter })

interface ChargeJson {
  readonly phoneNumberId: string
  readonly customer: string
  readonly message: string
  readonly at: string
  readonly type: string
}
const chargesAfter = async (
  lines: readonly object[],
  filter: object = {},
): Promise<readonly ChargeJson[]> => {
  const { charges: told }: { charges?: readonly ChargeJson[] } =
    (await last([...lines, charges(filter)])) ?? {}
  return told ?? []
}
const ids = (told: readonly ChargeJson[]): readonly string[] => told.map(({ message }) => message)

describe('charges', () => {
  test('are told as the protocol says', async () => {
    const more = { ...template('sale', 'marketing'), ...pricing('marketing', 'regular') }
    const lines = [
      ...delivered('a', day(5), more),
      ...delivered('b', day(6), template('order', 'utility')),
    ].map(absorb)
    const [first, second] = await chargesAfter(lines)
    expect(first).toMatchObject({
      ...thread,
      message: 'a',
      at: day(5),
      rulebook: '2026-10-01',
      unit: 'message',
      category: 'marketing',
      type: 'regular',
      reported: { model: 'PMP', category: 'marketing', type: 'regular', billable: true },
      agrees: true,
    })
    expect(second).toMatchObject({ message: 'b', reported: null, agrees: null })
  })

  test('are none where nothing was delivered', async () => {
    expect(await chargesAfter([])).toEqual([])
    expect(await chargesAfter([absorb(sent('a', day(5)))])).toEqual([])
    const failed = status('a', 'failed', day(5), { errorCode: 131026 })
    expect(await chargesAfter([absorb(sent('a', day(5))), absorb(failed)])).toEqual([])
  })

  test('come by instant and then by wamid, those of months ago and of today each once', async () => {
    const lines = Array.from({ length: 60 }, (_, n) => [
      messaged(`hi ${n}`, day(n)),
      ...delivered(`b${n}`, day(n)),
      ...delivered(`a${n}`, day(n), { phoneNumberId: other }),
    ])
    const told = await chargesAfter([{ op: 'absorb', events: lines.flat() }])
    expect(ids(told)).toEqual(Array.from({ length: 60 }, (_, n) => [`a${n}`, `b${n}`]).flat())
    const again = await talk([...lines.flat().map(absorb), charges(), charges()])
    expect(again.at(-1)).toEqual(again.at(-2))
    expect(again.at(-1)).toMatchObject({ charges: told })
  })

  test('are those of a number, of a customer, or of both', async () => {
    const stranger = { customer: '33639980002' }
    const lines = [
      ...delivered('a', day(1)),
      ...delivered('b', day(2), stranger),
      ...delivered('c', day(3), { phoneNumberId: other }),
      ...delivered('d', day(4), { ...stranger, phoneNumberId: other }),
    ].map(absorb)
    expect(ids(await chargesAfter(lines))).toEqual(['a', 'b', 'c', 'd'])
    expect(ids(await chargesAfter(lines, { phoneNumberId: other }))).toEqual(['c', 'd'])
    expect(ids(await chargesAfter(lines, stranger))).toEqual(['b', 'd'])
    expect(ids(await chargesAfter(lines, thread))).toEqual(['a'])
    expect(ids(await chargesAfter(lines, { phoneNumberId: '7' }))).toEqual([])
    expect(ids(await chargesAfter(lines, { customer: '7' }))).toEqual([])
  })

  test('of a customer are found by each id, before and after the ids were known to be one', async () => {
    const alias = { ...messaged('linked', day(40)), customer: 'FR.1', aliases: [thread.customer] }
    const lines = [
      ...delivered('old', day(1)),
      messaged('x', day(20)),
      ...delivered('mid', day(20)),
      alias,
      ...delivered('new', day(40), { customer: 'FR.1' }),
    ].map(absorb)
    for (const customer of ['FR.1', thread.customer]) {
      const told = await chargesAfter(lines, { customer })
      expect(ids(told)).toEqual(['old', 'mid', 'new'])
      expect(new Set(told.map((charge) => charge.customer)).size).toBe(1)
    }
  })

  test('are forgotten by reset', async () => {
    const lines = Array.from({ length: 40 }, (_, n) => delivered(`m${n}`, day(n))).flat()
    expect(await chargesAfter([...lines.map(absorb), { op: 'reset' }])).toEqual([])
    const once = [...lines.map(absorb), { op: 'reset' }, ...lines.map(absorb)]
    expect(await chargesAfter(once)).toHaveLength(40)
  })

  test('share the free tier of the month, which grows no older with what is settled', async () => {
    const many = Array.from({ length: 1003 }, (_, n) =>
      status(
        `m${String(n).padStart(4, '0')}`,
        'delivered',
        new Date(Date.UTC(2026, 9, 2, 9, n * 40)).toISOString(),
        {
          customer: `3363998${n % 5}`,
          ...pricing('service', 'regular'),
        },
      ),
    )
    const told = await chargesAfter([{ op: 'absorb', events: many }])
    expect(told).toHaveLength(1003)
    expect(ids(told.filter(({ type }) => type === 'regular'))).toEqual(['m1000', 'm1001', 'm1002'])
  })

  test('come out of webhooks too', async () => {
    const statuses = [{ id: 'w', status: 'delivered', timestamp: '1791190800', recipient_id: '336' }]
    const value = { metadata: { phone_number_id: '1' }, statuses }
    const body = {
      object: 'whatsapp_business_account',
      entry: [{ id: '9', changes: [{ field: 'messages', value }] }],
    }
    expect(await chargesAfter([{ op: 'webhook', body }])).toMatchObject([
      { message: 'w', phoneNumberId: '1' },
    ])
  })

  test('are those of the rulebook that was asked for', async () => {
    const lines = delivered('a', day(5), template('sale', 'marketing')).map(absorb)
    const reset = { op: 'reset', rulebook: '2022-02-01' }
    expect(await chargesAfter([reset, ...lines])).toMatchObject([
      { rulebook: '2022-02-01', unit: 'conversation', category: 'business_initiated', type: 'free_tier' },
    ])
  })
})

describe('an exempt organisation', () => {
  const many = Array.from({ length: 1001 }, (_, n) => delivered(`m${n}`, day(5))).flat()
  const lastType = async (reset: object): Promise<readonly string[]> =>
    (
      await chargesAfter([
        { op: 'reset', ...reset },
        { op: 'absorb', events: [messaged('x', day(5)), ...many] },
      ])
    )
      .map(({ type }) => type)
      .filter((type) => type !== 'free_customer_service')

  test('pays no service message, others pay those beyond the free tier', async () => {
    expect(await lastType({ exemptOrganisation: true })).toEqual(['not_charged'])
    expect(await lastType({ exemptOrganisation: false })).toEqual(['regular'])
    expect(await lastType({})).toEqual(['regular'])
  })
})

describe('ask with messages', () => {
  const at = day(5)
  const asking = (messages: unknown, more: object = {}): object => ({
    op: 'ask',
    ...thread,
    at,
    messages,
    ...more,
  })
  const sale = { kind: 'template', name: 'sale', language: 'fr', category: 'marketing' }

  test('puts what is free before what is paid, and what is refused last', async () => {
    const answer = await last([absorb(messaged('x', at)), asking([sale, { kind: 'service' }])])
    expect(answer).toMatchObject({
      ok: true,
      answers: [
        { message: { kind: 'service' }, answer: 'allowed', charge: { type: 'free_customer_service' } },
        { message: sale, answer: 'allowed', charge: { category: 'marketing', type: 'regular' } },
      ],
    })
    expect(await last([asking([{ kind: 'service' }, sale])])).toMatchObject({
      answers: [{ message: sale }, { message: { kind: 'service' }, answer: 'refused' }],
    })
  })

  test('answers one in a list, too', async () => {
    expect(await last([asking([sale])])).toMatchObject({ answers: [{ message: sale, answer: 'allowed' }] })
  })

  test.each([[[]], [{}], ['service'], [null], [[{ kind: 'fax' }]], [[{ kind: 'service' }, 7]]])(
    'refuses %j for messages',
    async (messages) => {
      expect(await last([asking(messages)])).toEqual(refused('invalid-argument'))
    },
  )

  test('refuses an instant that is settled, once', async () => {
    const lines = [messaged('a', day(1)), messaged('b', day(12)), messaged('c', day(28))].map(absorb)
    expect(await last([...lines, asking([sale, { kind: 'service' }], { at: day(2) })])).toEqual(
      refused('too-old'),
    )
  })
})

test.each([
  { op: 'charges', phoneNumberId: 7 },
  { op: 'charges', customer: ['33'] },
  { op: 'charges', customer: {} },
  { op: 'reset', exemptOrganisation: 'yes' },
  { op: 'reset', exemptOrganisation: 1 },
])('%j is refused and changes nothing', async (line) => {
  const before = delivered('a', day(5)).map(absorb)
  const answers = await talk([...before, charges(), line, charges()])
  expect(answers.at(-2)).toEqual(refused('invalid-argument'))
  expect(answers.at(-1)).toEqual(answers.at(-3))
})
