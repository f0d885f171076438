import { expect, test } from 'vitest'
import { isClusterRight, scheduleOf, type ClusterReport } from '../src/index.ts'
import { chance } from '../src/hostile-day/chance.ts'

test('every trial of three rounds kills a node, the service process and a gateway, every one of six both kinds of nodes', () => {
  for (let seed = 0; seed < 200; seed++) {
    const victims = scheduleOf(20, chance(seed))
    expect(victims.length).toBe(20)
    const first = victims.slice(0, 3).map((what) => (/leader|follower/.test(what) ? 'node' : what))
    expect(first.toSorted()).toEqual(['gateway', 'node', 'service'])
    expect(new Set(victims.slice(0, 6))).toEqual(new Set(['leader', 'follower', 'service', 'gateway']))
  }
})

test('a report is wrong where anything is', () => {
  const right: ClusterReport = {
    rounds: 1,
    seed: 1,
    webhooks: { acked: 1, stored: 1, lost: 0, doubled: 0 },
    sends: {
      keys: 1,
      accepted: 1,
      unknown: 0,
      refused: 0,
      doubled: 0,
      unknownNotInFlight: 0,
      wrongAnswers: 0,
    },
    threadsEqualFold: true,
    threads: 1,
    killed: [],
    latency: { p50: 1, p99: 1, longestSilence: 1 },
    words: [],
  }
  const { webhooks, sends } = right
  expect(isClusterRight(right)).toBe(true)
  for (const wrong of [
    { webhooks: { ...webhooks, lost: 1 } },
    { webhooks: { ...webhooks, doubled: 1 } },
    { sends: { ...sends, doubled: 1 } },
    { sends: { ...sends, unknownNotInFlight: 1 } },
    { sends: { ...sends, wrongAnswers: 1 } },
    { threadsEqualFold: false },
  ])
    expect(isClusterRight({ ...right, ...wrong })).toBe(false)
})
