import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Delivery } from '../src/charge/delivery.ts'
import type { Conversation, EntryPoint, ThreadEvent } from '../src/index.ts'
import { burstEndsAt } from '../src/thread/burst.ts'
import { noCalls, type Calls } from '../src/thread/calls.ts'
import { emptyPart, joinParts, joiningPart } from '../src/thread/merge.ts'
import type { Part } from '../src/thread/roots.ts'
import { quiet, type Standing } from '../src/thread/standing.ts'
import { holds } from './support/check.ts'
import { key } from './support/names.ts'

type FromAnyThread = Pick<Standing, 'reachedAt' | 'reservedAt' | 'cappedAt' | 'burst'>

/** The settled parts of two threads that turn out to be one customer's, made by hand. */
const part = (more: Partial<Part>, base: Partial<Standing> = {}): Part => ({
  ...emptyPart,
  ...more,
  base: { ...quiet, ...base },
})

const sent = (id: string, at: number): ThreadEvent => ({
  type: 'business-messaged',
  id,
  at,
  content: { kind: 'service' },
  ...key,
})
const spoken = (id: string, at: number): ThreadEvent => ({ type: 'customer-called', id, at, ...key })
const remembered = (id: string, isCharged: boolean): Part['remembered'][number] => ({
  id,
  until: 99,
  isCharged,
})
const conversation = (openedAt: number): Conversation => ({
  initiatedBy: 'user',
  openedAt,
  startedAt: null,
  closesAt: openedAt + 10,
})
const delivery = (wamid: string, at: number): Delivery => ({
  wamid,
  sentAt: 0,
  at,
  kind: 'service',
  category: 'service',
  insideWindow: true,
  reported: null,
  reportedFree: false,
  isContradicted: false,
})

/** Both ways round, for most of it is the same. */
const bothWays = <A>(one: Part, other: Part, read: (joined: Part) => A): readonly A[] =>
  [joinParts([one, other]), joinParts([other, one])].map((joined) => read(joined.part))
const twice = <A>(value: A): readonly A[] => [value, value]

describe('parts that are joined', () => {
  test('are settled as far as either was, under the ids of both', () => {
    const one = part({ settledBefore: 10, lateBefore: 40, claims: [{ id: '1', first: 2, last: 3 }] })
    const other = part({
      settledBefore: 20,
      lateBefore: 30,
      claims: [{ id: 'US.1', first: null, last: null }],
    })
    const bounds = ({ settledBefore, lateBefore, claims }: Part): readonly unknown[] => [
      settledBefore,
      lateBefore,
      claims.map(({ id }) => id).toSorted(),
    ]
    expect(bothWays(one, other, bounds)).toEqual(twice([20, 40, ['1', 'US.1']]))
    expect(bothWays(one, emptyPart, bounds)).toEqual(twice([10, 40, ['1']]))
    expect(joinParts([])).toMatchObject({ part: emptyPart })
  })

  test('remember what was charged, and the rest only where the other heard nothing of it', () => {
    const one = part({
      remembered: [remembered('paid', true), remembered('silent', false), remembered('heard', false)],
    })
    const others = [spoken('silent', 1), sent('heard', 2), sent('paid', 3)]
    const other = part({ remembered: [remembered('theirs', true)] })
    const ids = ({ remembered: known }: Part): readonly string[] => known.map(({ id }) => id).toSorted()
    expect(bothWays(joiningPart({ part: one, others }), other, ids)).toEqual(
      twice(['paid', 'silent', 'theirs']),
    )
  })

  test('wait once for each delivery, in the order of delivery', () => {
    const waiting = (...awaiting: readonly Delivery[]): Part =>
      part({}, { billing: { conversations: [], awaiting } })
    const one = waiting(delivery('b', 2), delivery('a', 5))
    const other = waiting(delivery('c', 1), delivery('a', 5))
    const ids = ({ base }: Part): readonly string[] => base.billing.awaiting.map(({ wamid }) => wamid)
    expect(bothWays(one, other, ids)).toEqual(twice(['c', 'b', 'a']))
  })

  test('keep the billed conversations of both, in the order in which they opened', () => {
    const billed = (...opened: readonly number[]): Part =>
      part(
        {},
        {
          billing: {
            conversations: opened.map((opensAt) => ({
              category: 'utility',
              opensAt,
              closesAt: opensAt + 24,
            })),
            awaiting: [],
          },
        },
      )
    const opened = ({ base }: Part): readonly number[] =>
      base.billing.conversations.map(({ opensAt }) => opensAt)
    expect(bothWays(billed(1, 9), billed(4), opened)).toEqual(twice([1, 4, 9]))
  })

  test('stand as the later of the two stood', () => {
    const one = part(
      {},
      {
        latestOpener: 5,
        latestTemplate: 8,
        preference: { value: 'stop', at: 3 },
        renamed: [
          { id: 'x', at: 9, replacedBy: 'y' },
          { id: 'w', at: 9, replacedBy: null },
        ],
      },
    )
    const other = part(
      {},
      {
        latestOpener: 7,
        latestTemplate: null,
        preference: { value: 'resume', at: 4 },
        renamed: [
          { id: 'w', at: 2, replacedBy: 'z' },
          { id: 'x', at: 3, replacedBy: null },
          { id: 'v', at: 4, replacedBy: 'x' },
        ],
      },
    )
    expect(
      bothWays(one, other, ({ base }) => [
        base.latestOpener,
        base.latestTemplate,
        base.preference?.value,
        base.renamed.map(({ id, replacedBy }) => [id, replacedBy]),
      ]),
    ).toEqual(
      twice([
        7,
        8,
        'resume',
        [
          ['v', 'x'],
          ['x', 'y'],
          ['w', null],
        ],
      ]),
    )
  })

  test('stand as the later of two templates and of two clicks left it', () => {
    const clicked = (arrivedAt: number): EntryPoint => ({
      wamid: `c${arrivedAt}`,
      arrivedAt,
      replyBy: arrivedAt + 24,
      opensAt: null,
      closesAt: null,
      expiry: 'estimated',
      earlier: null,
    })
    const held = (at: number): Part => part({}, { latestTemplate: at, entryPoint: clicked(at) })
    expect(bothWays(held(3), held(8), ({ base }) => [base.latestTemplate, base.entryPoint?.wamid])).toEqual(
      twice([8, 'c8']),
    )
  })

  test('stand as the later left it: what counts to the limit, the cap and the burst', () => {
    const instants = fc.option(fc.nat(9))
    const bursts = fc.option(fc.record({ first: fc.nat(9), count: fc.nat(2) }))
    const bases = fc.record({ reachedAt: instants, reservedAt: instants, cappedAt: instants, burst: bursts })
    const ends = ({ reachedAt, reservedAt, cappedAt, burst }: FromAnyThread): readonly (number | null)[] => [
      reachedAt,
      reservedAt,
      cappedAt,
      burst === null ? null : burstEndsAt(burst),
    ]
    const later = (a: number | null, b: number | null): number | null =>
      a === null || b === null ? (a ?? b) : Math.max(a, b)
    holds([bases, bases], (one, other) => {
      const theirs = ends(other)
      const expected = ends(one).map((mine, index) => later(mine, theirs[index] ?? null))
      return bothWays(part({}, one), part({}, other), ({ base }) => ends(base)).every(
        (joined) => JSON.stringify(joined) === JSON.stringify(expected),
      )
    })
  })

  test.each<[string, Partial<Calls>, Partial<Calls>]>([
    ['a permission', { permission: { at: 1, until: 9 } }, { permission: { at: 2, until: null } }],
    ['an end after a permission', { permission: { at: 1, until: 9 } }, { endedAt: 2 }],
    ['a permission after an end', { endedAt: 1 }, { permission: { at: 2, until: 9 } }],
    ['an end after an end', { endedAt: 1 }, { endedAt: 2 }],
    ['a word after none', { unanswered: 1 }, { permission: { at: 1, until: null }, unanswered: 2 }],
    ['an end after none', { unanswered: 1 }, { endedAt: 1, unanswered: 2 }],
  ])('have the last word on calls: %s', (_, earlier, later) => {
    const called = (calls: Partial<Calls>): Part => part({}, { calls: { ...noCalls, ...calls } })
    const said = ({ base }: Part): readonly unknown[] => [
      base.calls.permission,
      base.calls.endedAt,
      base.calls.unanswered,
    ]
    const expected = said(called(later))
    expect(bothWays(called(earlier), called(later), said)).toEqual(twice(expected))
    expect(bothWays(called(later), part({}), said)).toEqual(twice(expected))
  })

  test('know the calls that were picked up and the requests of both, oldest first, a hundred calls at most', () => {
    const called = (connected: readonly number[], asked: readonly number[]): Part =>
      part({}, { calls: { ...noCalls, connected, requests: asked.map((at) => ({ id: `r${at}`, at })) } })
    const one = called([1, 4], [2, 8])
    const other = called([3], [5])
    const known = ({ base }: Part): readonly unknown[] => [
      base.calls.connected,
      base.calls.requests.map(({ at }) => at),
    ]
    expect(bothWays(one, other, known)).toEqual(
      twice([
        [1, 3, 4],
        [2, 5, 8],
      ]),
    )
    const many = Array.from({ length: 99 }, (_, index) => 10 + index)
    expect(bothWays(one, called(many, []), ({ base }) => base.calls.connected)).toEqual(twice([4, ...many]))
  })

  test.each<[string, number | null, number | null, number, readonly number[]]>([
    ['the earlier one comes out', 1, 5, 10, [1]],
    ['whichever thread it was in', 5, 1, 10, [1]],
    ['unless it had come out before', 1, 5, 11, []],
    ['nothing where only one has any', 1, null, 0, []],
    ['nothing where the other has any', null, 1, 0, []],
  ])('of two settled conversations %s', (_what, mine, theirs, settledBefore, out) => {
    const held = (openedAt: number | null): Part =>
      part({ settledBefore }, { conversation: openedAt === null ? null : conversation(openedAt) })
    const { part: merged, decided } = joinParts([held(mine), held(theirs)])
    expect(decided.conversations.map(({ openedAt }) => openedAt)).toEqual(out)
    expect(merged.base.conversation?.openedAt).toBe(Math.max(mine ?? 0, theirs ?? 0))
  })

  test('of two that close together the first comes out, the other goes on', () => {
    const held = (openedAt: number): Part =>
      part({ settledBefore: 0 }, { conversation: { ...conversation(openedAt), closesAt: 20 } })
    const { part: merged, decided } = joinParts([held(1), held(5)])
    expect(decided.conversations.map(({ openedAt }) => openedAt)).toEqual([1])
    expect(merged.base.conversation?.openedAt).toBe(5)
  })
})
