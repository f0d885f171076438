import { describe, expect, test } from 'vitest'
import { messaged, sent, status, thread } from './support/events.ts'
import { auditLines, chargesIn, codes, type Audited } from './support/report.ts'
import { run } from './support/run.ts'

const other = { customer: '33639980002' }
const clicked = '2026-10-10T09:00:00.000Z'
const later = (hours: number, milliseconds = 0): string =>
  new Date(Date.parse(clicked) + hours * 3_600_000 + milliseconds).toISOString()

const click = (at = clicked, more: object = {}): object =>
  messaged(`click ${at}`, at, { entryPoint: { source: 'ad', id: '1' }, ...more })
const end = (at: string): object => messaged(`end ${at}`, at, other)
const answer = (at: string, fate: object = status('answer', 'delivered', at)): readonly object[] => [
  sent('answer', at),
  fate,
]
const missed = [`entry-point-missed click ${clicked}`]

/** A customer comes through an ad, and the log goes on for two weeks. */
const story = (...lines: readonly object[]): Promise<Audited> =>
  auditLines([click(), ...lines, end(later(336))])
const ofEntryPoints = (audited: Audited): readonly string[] =>
  codes(audited).filter((code) => code.startsWith('entry-point'))

describe('a click on an ad', () => {
  test('that nobody answers is a missed entry point, with both instants and the clauses', async () => {
    const audited = await story()
    expect(audited.code).toBe(1)
    expect(audited.report.findings).toEqual([
      {
        code: 'entry-point-missed',
        ...thread,
        message: `click ${clicked}`,
        at: clicked,
        because: ['FEP-3', 'FEP-4'],
        explanation: expect.stringMatching(
          /at Sat 10 Oct 2026 09:00 UTC, and no reply was sent before Sun 11 Oct 2026 09:00 UTC\. .* 24 hours .* 72 hours\.$/,
        ),
      },
    ])
  })

  test('that is answered in time is none, to the millisecond', async () => {
    for (const at of [later(0), later(1), later(24, -1)])
      expect(ofEntryPoints(await story(...answer(at)))).toEqual([])
  })

  test('that is answered when the time is up is missed', async () => {
    for (const at of [later(24), later(24, 1), later(48)])
      expect(ofEntryPoints(await story(...answer(at)))).toEqual(missed)
  })

  test('whose answer failed is missed, whose answer was a reaction or a template is not', async () => {
    const failed = status('answer', 'failed', later(1), { errorCode: 131026 })
    expect(ofEntryPoints(await story(...answer(later(1), failed)))).toEqual(missed)
    const kinds = [
      { kind: 'reaction' },
      { kind: 'template', name: 't', language: 'fr', category: 'marketing' },
    ]
    for (const content of kinds)
      expect(ofEntryPoints(await story(sent('answer', later(1), { content })))).toEqual([])
  })

  test('is missed by each customer and number for itself, whatever the source', async () => {
    const lines = [
      click(clicked, other),
      click(clicked, { phoneNumberId: '100000000000002' }),
      click(clicked, { ...other, phoneNumberId: '100000000000002', entryPoint: { source: 'page' } }),
      ...answer(later(1)),
    ]
    const { report } = await story(...lines)
    expect(
      report.findings.map(({ phoneNumberId, customer }) => `${phoneNumberId.at(-1)} ${customer}`),
    ).toEqual(['1 33639980002', '2 33639980001', '2 33639980002'])
  })

  test('that is followed by another before its time is up counts from that one', async () => {
    expect(ofEntryPoints(await story(click(later(20)), ...answer(later(30))))).toEqual([])
    expect(ofEntryPoints(await story(click(later(20))))).toEqual([`entry-point-missed click ${later(20)}`])
    expect(ofEntryPoints(await story(click(later(30))))).toEqual([
      ...missed,
      `entry-point-missed click ${later(30)}`,
    ])
  })
})

describe('a log that ends', () => {
  test('before the time is up tells nothing, when it is up it does', async () => {
    expect(codes(await auditLines([click()]))).toEqual([])
    expect(codes(await auditLines([click(), end(later(24, -1))]))).toEqual([])
    expect(codes(await auditLines([click(), end(later(24))]))).toEqual(missed)
    expect(codes(await auditLines([end(later(24)), click()]))).toEqual(missed)
  })

  test('months later tells it once', async () => {
    const months = Array.from({ length: 90 }, (_, days) =>
      messaged(`day ${days}`, later(24 * (days + 2)), days % 2 === 0 ? {} : other),
    )
    expect(codes(await auditLines([click(), ...months]))).toEqual(missed)
  })
})

test('before July 2025 the answer had to be delivered in time', async () => {
  const old = (hours: number, milliseconds = 0): string => later(hours - 24 * 500, milliseconds)
  const log = (deliveredAt: string): readonly object[] => [
    click(old(0)),
    ...answer(old(23), status('answer', 'delivered', deliveredAt)),
    end(old(336)),
  ]
  expect(codes(await auditLines(log(old(24, -1))))).toEqual([])
  const { report } = await auditLines(log(old(24)))
  expect(report.findings[0]?.explanation).toContain('no reply was delivered before')
  expect(codes(await auditLines(log(old(24)), '--rulebook', '2026-10-01'))).toEqual([])
})

test('what an answer in time makes free is free', async () => {
  const campaign = [
    sent('offer', later(70), {
      content: { kind: 'template', name: 't', language: 'fr', category: 'marketing' },
    }),
    status('offer', 'delivered', later(70)),
  ]
  expect(chargesIn(await story(...answer(later(1)), ...campaign))).toEqual([
    '2026-10-01 marketing free_entry_point 1',
    '2026-10-01 service free_entry_point 1',
  ])
  expect(chargesIn(await story(...answer(later(24)), ...campaign))).toContain(
    '2026-10-01 marketing regular 1',
  )
})

test('a missed entry point is drawn and told on the page', async () => {
  const stdin = [click(), end(later(336))].map((line) => JSON.stringify(line)).join('\n')
  const { stdout } = await run(['audit', '--format', 'html'], { stdin })
  expect(stdout).toContain('a free entry point that was not answered in time')
  expect(stdout.match(/<figure /g)).toHaveLength(1)
})
