import { beforeAll, describe, expect, test } from 'vitest'
import { failover, isRight, type FailoverReport } from '../src/index.ts'

/** Its two rounds kill the primary and a gateway. */
const seed = 6

describe('two gateways on a database that fails over', () => {
  let report: FailoverReport
  beforeAll(async () => {
    report = await failover({ rounds: 2, seed })
  })

  test('lose and double nothing, and leave nothing open that WhatsApp accepted', () => {
    expect(report.words).toEqual([])
    expect(isRight(report)).toBe(true)
    expect(report.sends.accepted).toBeGreaterThan(0)
    expect(report.webhooks.acked).toBeGreaterThan(report.sends.accepted)
    expect(report.threads).toBeGreaterThan(0)
  })

  test('while the primary and a gateway were killed', () => {
    expect(report.killed.map(({ what }) => what.split('-')[0]).sort()).toEqual(['gateway', 'primary'])
  })
})

test('a report is wrong where anything is', () => {
  const right: FailoverReport = {
    rounds: 1,
    seed,
    webhooks: { acked: 1, stored: 1, lost: 0, doubled: 0 },
    sends: { keys: 1, accepted: 1, unknown: 0, refused: 0, doubled: 0, leftOpen: 0, wrongAnswers: 0 },
    threadsEqualFold: true,
    threads: 1,
    killed: [],
    latency: { p50: 1, p99: 1, longestSilence: 1 },
    words: [],
  }
  const { webhooks, sends } = right
  expect(isRight(right)).toBe(true)
  for (const wrong of [
    { webhooks: { ...webhooks, lost: 1 } },
    { webhooks: { ...webhooks, doubled: 1 } },
    { sends: { ...sends, doubled: 1 } },
    { sends: { ...sends, leftOpen: 1 } },
    { sends: { ...sends, wrongAnswers: 1 } },
    { threadsEqualFold: false },
  ])
    expect(isRight({ ...right, ...wrong })).toBe(false)
})
