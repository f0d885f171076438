import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plausible } from '../src/generators/plausible.ts'
import { wild } from '../src/generators/wild.ts'
import { essenceOf } from '../src/reading/essence.ts'
import { readBeside, readingCopy, versionIn } from '../src/reading/subject.ts'
import { absorb, iso, reset, threadsIn, type Story } from '../src/story.ts'
import { laws } from '../src/index.ts'
import type { EventJson, MessageJson, Reply, Request } from '../src/index.ts'
import { amended } from './support/amendments.ts'
import { isDisputed } from './support/disputed.ts'
import { coreSubject } from './support/core-subject.ts'
import { fixedSeed, holds, runShare, runsOf, seeds } from '../../core/test/support/check.ts'
import { judge } from './support/judge.ts'

/** Calls, and requests for permission to call, are asked for only where the engine speaks of them. */
const ofVersion2: readonly MessageJson[] = [
  { kind: 'call' },
  { kind: 'call-permission-request', by: 'service' },
  { kind: 'call-permission-request', by: 'template' },
]
const [begun] = coreSubject.answer([{ op: 'reset', rulebook: 'auto', timeZone: 'UTC', horizonHours: 192 }])

const messages: readonly MessageJson[] = [
  ...(versionIn(begun) === 2 ? ofVersion2 : []),
  { kind: 'service' },
  { kind: 'reaction' },
  { kind: 'template', name: 'promo', language: 'en_US' },
  { kind: 'template', name: 'order', category: 'utility' },
  { kind: 'template', name: 'unheard_of', language: 'en_US', category: 'MARKETING' },
]

/** Everything about a story: all threads at all instants, all charges. */
const everything = (story: Story): readonly Request[] => [
  reset(story),
  absorb(story.arrivals),
  ...threadsIn(story).flatMap((key): readonly Request[] => [
    ...story.asked.flatMap((instant): readonly Request[] => {
      const at = iso(instant)
      return [
        { op: 'view', ...key, at },
        ...messages.map((message) => ({ op: 'ask' as const, ...key, at, message })),
      ]
    }),
    { op: 'charges', ...key },
  ]),
]

/** Where the two part; empty when they agree. */
const differences = (story: Story): readonly string[] => {
  const requests = everything(story)
  const replies = coreSubject.answer(requests)
  const copied = readBeside(requests, replies)
  const version = versionIn(replies[0])
  // Neither knows the rulebook that it was to begin with.
  if (replies[0]?.ok === false && copied[0]?.ok === false) return []
  return replies.flatMap((reply, index) => {
    const request = requests[index]
    const copy = copied[index]
    if (request === undefined || copy === undefined) return []
    const [mine, theirs] = [copy, reply].map((one) => essenceOf(request.op, one, version))
    return mine === theirs ? [] : [`${JSON.stringify(request)}\n  copy ${mine}\n  core ${theirs}`]
  })
}

const runs = 250

const undisputed = (stories: fc.Arbitrary<Story>): fc.Arbitrary<Story> =>
  stories.filter((story) => !isDisputed(story))

describe('the reading copy agrees with the engine', () => {
  test.each(
    seeds.flatMap((seed): readonly (readonly [string, fc.Arbitrary<Story>, number])[] => [
      ['wild', undisputed(wild), seed],
      ['plausible', plausible, seed],
      ['amended', undisputed(amended(fc.oneof(undisputed(wild), plausible))), seed],
    ]),
  )('on %s stories', (_, stories, seed) => {
    const found = fc.check(
      fc.property(stories, (story) => differences(story).length === 0),
      { seed, numRuns: runsOf(runs), endOnFailure: runShare < 1 },
    )
    const story = found.counterexample?.[0]
    expect(
      story === undefined
        ? ''
        : `${seed}: ${JSON.stringify({ ...story, events: 0 })}\n${differences(story)[0]}`,
    ).toBe('')
  })
})

describe('the reading copy gives as many for free', () => {
  test.each(laws.filter(({ cites }) => cites.includes('OCT26-3') && cites.includes('CONV-B10')))(
    'as $id says',
    async (law) => {
      expect((await judge(law, readingCopy, fixedSeed, 40)).counterexample).toBeNull()
    },
  )
})

describe('the reading copy stands in as an engine', () => {
  test('counts what it is told, as the engine does', () => {
    holds([plausible], (story) => {
      const told = [reset(story), absorb(story.arrivals), absorb(story.arrivals)]
      const replies = coreSubject.answer(told)
      return JSON.stringify(readBeside(told, replies)) === JSON.stringify(replies)
    })
  })

  test('answers the same, whatever it was asked before', () => {
    const isSame = (story: Story): boolean => {
      const [begin, tell, ...asked] = everything(story)
      if (begin === undefined || tell === undefined) return false
      const forwards = readingCopy.answer([begin, tell, ...asked]).slice(2)
      const backwards = readingCopy.answer([begin, tell, ...asked.toReversed()]).slice(2)
      return JSON.stringify(forwards) === JSON.stringify(backwards.toReversed())
    }
    holds([fc.oneof(plausible, wild)], isSame, 30)
  })

  test('refuses what is too late, too old or not to be read, with the same codes', () => {
    const thread = { phoneNumberId: '100', customer: '15550100001' }
    const says = (id: string, at: string): EventJson => ({
      type: 'customer-messaged',
      id,
      at,
      ...thread,
      kind: 'text',
    })
    const requests: readonly Request[] = [
      { op: 'reset', rulebook: 'auto', timeZone: 'Mars/Olympus', horizonHours: 192 },
      { op: 'reset', rulebook: 'auto', timeZone: 'Europe/Berlin', horizonHours: 192 },
      { op: 'absorb', events: [says('a', '2026-10-20T00:00:00Z'), says('b', '2026-10-11T23:59:59.999Z')] },
      { op: 'absorb', events: [says('c', '2026-10-12T00:00:00Z')] },
      { op: 'absorb', events: [says('d', '2026-10-20T00:00:00Z'), { ...says('e', 'yesterday') }] },
      { op: 'view', ...thread, at: '2026-10-11T23:59:59.999Z' },
      { op: 'view', ...thread, at: '2026-10-12T00:00:00Z' },
      { op: 'view', ...thread, at: 'today' },
    ]
    const codes = (replies: readonly Reply[]): unknown =>
      replies.map(({ ok, late, error }) => [ok, late ?? null, JSON.stringify(error)?.slice(0, 20)])
    expect(codes(readingCopy.answer(requests))).toEqual(codes(coreSubject.answer(requests)))
  })
})
