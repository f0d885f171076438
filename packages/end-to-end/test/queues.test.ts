import { describe, expect, test } from 'vitest'
import { queuesTrial } from '../src/index.ts'
import { pacedTrial } from '../src/queues/paced.ts'
import { orderProblems, outcomeProblems } from '../src/queues/judge.ts'

describe.each(['sqlite', 'postgres'] as const)('a gateway on %s that is killed', (store) => {
  test('sends what it holds once or says why not, and its bot gets all of it in order', async () => {
    const size = { messages: 16, kills: 2, downFor: 300, patience: 10_000 }
    const report = await queuesTrial({ store, seed: 1, sparesSends: true, ...size })
    expect(report.words).toEqual([])
    expect(report.kills).toBeGreaterThanOrEqual(2)
    expect(report.outcomes).toEqual({ accepted: 12, expired: 4 })
    expect(report.webhooks).toBe(12)
  }, 120_000)
})

test('messages at once to one customer, paced, arrive once at an emulator that refuses none', async () => {
  const { words, taken, sentAtOnce, kept } = await pacedTrial(20)
  expect([words, taken, sentAtOnce + kept]).toEqual([[], 20, 20])
}, 120_000)

const entries = [
  { id: 'a', state: 'over', outcome: 'accepted' },
  { id: 'b', state: 'over', outcome: 'expired' },
]
const texts = ['held a', 'held b']
const webhook = (n: number): string => JSON.stringify({ entry: [{ from: '336', n }] }).replaceAll(' ', '')
const known = entries.map(({ id }) => JSON.stringify({ type: 'outcome-known', outbox: id }))

test('a trial notices what is wrong', () => {
  const sent = (a: number, b: number) =>
    new Map([
      ['held a', a],
      ['held b', b],
    ])
  expect(outcomeProblems(entries, texts, sent(1, 0))).toEqual([])
  for (const [a, b] of [
    [2, 0],
    [0, 0],
    [1, 1],
  ] as const)
    expect(outcomeProblems(entries, texts, sent(a, b))).not.toEqual([])
  expect(outcomeProblems(entries.slice(0, 1), texts, sent(1, 0))).not.toEqual([])
  const [one, two] = [webhook(1), webhook(2)]
  expect(orderProblems([one, two], entries, [one, ...known, two, one])).toEqual([])
  expect(orderProblems([one, two], entries, [two, one, ...known])).not.toEqual([])
  expect(orderProblems([one, two], entries, [one, ...known])).not.toEqual([])
  expect(orderProblems([one, two], entries, [one, two, ...known.slice(1)])).not.toEqual([])
})
