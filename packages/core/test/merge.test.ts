import { describe, expect, test } from 'vitest'
import type { Delivery } from '../src/charge/delivery.ts'
import {
  emptyThread,
  type Conversation,
  type EntryPoint,
  type Thread,
  type ThreadEvent,
} from '../src/index.ts'
import { eventsUntil, factsOf } from '../src/thread/facts.ts'
import { mergeThreads } from '../src/thread/merge.ts'
import { quiet, type Standing } from '../src/thread/standing.ts'
import { key } from './support/names.ts'

/** Two threads that turn out to be one customer's, made by hand. */
const thread = (more: Partial<Thread>, settled: Partial<Standing> = {}): Thread => ({
  ...emptyThread,
  ...more,
  settled: { ...quiet, ...settled },
})

const sent = (id: string, at: number): ThreadEvent => ({
  type: 'business-messaged',
  id,
  at,
  content: { kind: 'service' },
  ...key,
})
const spoken = (id: string, at: number): ThreadEvent => ({ type: 'customer-called', id, at, ...key })
const remembered = (id: string, isCharged: boolean): Thread['remembered'][number] => ({
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
const delivery = (message: string, at: number): Delivery => ({
  message,
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
const bothWays = <A>(one: Thread, other: Thread, read: (merged: Thread) => A): readonly A[] =>
  [mergeThreads(one, other), mergeThreads(other, one)].map((merged) => read(merged.thread))
const twice = <A>(value: A): readonly A[] => [value, value]

describe('threads that are joined', () => {
  test('hold the facts of both, each once, in order', () => {
    const one = thread({ facts: factsOf([spoken('a', 1), sent('m', 5)]), newest: 5 })
    const other = thread({ facts: factsOf([spoken('b', 2), sent('m', 5), spoken('c', 7)]), newest: 7 })
    const ids = (merged: Thread): readonly string[] => eventsUntil(merged.facts, Infinity).map(({ id }) => id)
    expect(bothWays(one, other, ids)).toEqual(twice(['a', 'b', 'm', 'c']))
    expect(bothWays(one, other, ({ newest }) => newest)).toEqual(twice(7))
    expect(bothWays(one, emptyThread, ({ newest }) => newest)).toEqual(twice(5))
  })

  test('are settled as far as either was, and looked at again as soon as either would be', () => {
    const one = thread({ settledBefore: 10, heardBefore: 40, settleAt: 50 })
    const other = thread({ settledBefore: 20, heardBefore: 30, settleAt: 60 })
    const bounds = ({ settledBefore, heardBefore, settleAt }: Thread): readonly number[] => [
      settledBefore,
      heardBefore,
      settleAt,
    ]
    expect(bothWays(one, other, bounds)).toEqual(twice([20, 40, 50]))
    expect(bothWays(one, emptyThread, bounds)).toEqual(twice([10, 40, 50]))
  })

  test('remember what was charged, and the rest only where the other heard nothing of it', () => {
    const one = thread({
      remembered: [remembered('paid', true), remembered('silent', false), remembered('heard', false)],
    })
    const other = thread({
      facts: factsOf([spoken('silent', 1), sent('heard', 2), sent('paid', 3)]),
      remembered: [remembered('theirs', true)],
    })
    const ids = (merged: Thread): readonly string[] => merged.remembered.map(({ id }) => id).toSorted()
    expect(bothWays(one, other, ids)).toEqual(twice(['paid', 'silent', 'theirs']))
  })

  test('wait once for each delivery, in the order of delivery', () => {
    const waiting = (...awaiting: readonly Delivery[]): Thread =>
      thread({}, { billing: { conversations: [], awaiting } })
    const one = waiting(delivery('b', 2), delivery('a', 5))
    const other = waiting(delivery('c', 1), delivery('a', 5))
    const ids = ({ settled }: Thread): readonly string[] =>
      settled.billing.awaiting.map(({ message }) => message)
    expect(bothWays(one, other, ids)).toEqual(twice(['c', 'b', 'a']))
  })

  test('keep the billed conversations of both, in the order in which they opened', () => {
    const billed = (...opened: readonly number[]): Thread =>
      thread(
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
    const opened = ({ settled }: Thread): readonly number[] =>
      settled.billing.conversations.map(({ opensAt }) => opensAt)
    expect(bothWays(billed(1, 9), billed(4), opened)).toEqual(twice([1, 4, 9]))
  })

  test('stand as the later of the two stood', () => {
    const one = thread(
      {},
      {
        latestOpener: 5,
        latestTemplate: 8,
        preference: { value: 'stop', at: 3 },
        renamed: { previous: ['x'], current: 'y', at: 9 },
      },
    )
    const other = thread(
      {},
      {
        latestOpener: 7,
        latestTemplate: null,
        preference: { value: 'resume', at: 4 },
        renamed: { previous: ['z'], current: 'w', at: 2 },
      },
    )
    expect(
      bothWays(one, other, ({ settled }) => [
        settled.latestOpener,
        settled.latestTemplate,
        settled.preference?.value,
        settled.renamed?.current,
      ]),
    ).toEqual(twice([7, 8, 'resume', 'y']))
  })

  test('stand as the later of two templates and of two clicks left it', () => {
    const clicked = (arrivedAt: number): EntryPoint => ({
      message: `c${arrivedAt}`,
      arrivedAt,
      replyBy: arrivedAt + 24,
      opensAt: null,
      closesAt: null,
      expiry: 'estimated',
      earlier: null,
    })
    const held = (at: number): Thread => thread({}, { latestTemplate: at, entryPoint: clicked(at) })
    expect(
      bothWays(held(3), held(8), ({ settled }) => [settled.latestTemplate, settled.entryPoint?.message]),
    ).toEqual(twice([8, 'c8']))
  })

  test.each<[string, number | null, number | null, number, readonly number[]]>([
    ['the earlier one comes out', 1, 5, 10, [1]],
    ['whichever thread it was in', 5, 1, 10, [1]],
    ['unless it had come out before', 1, 5, 11, []],
    ['nothing where only one has any', 1, null, 0, []],
    ['nothing where the other has any', null, 1, 0, []],
  ])('of two settled conversations %s', (_what, mine, theirs, settledBefore, out) => {
    const held = (openedAt: number | null): Thread =>
      thread({ settledBefore }, { conversation: openedAt === null ? null : conversation(openedAt) })
    const { thread: merged, settled } = mergeThreads(held(mine), held(theirs))
    expect(settled.conversations.map(({ openedAt }) => openedAt)).toEqual(out)
    expect(merged.settled.conversation?.openedAt).toBe(Math.max(mine ?? 0, theirs ?? 0))
  })

  test('of two that close together the first comes out, the other goes on', () => {
    const held = (openedAt: number): Thread =>
      thread({ settledBefore: 0 }, { conversation: { ...conversation(openedAt), closesAt: 20 } })
    const { thread: merged, settled } = mergeThreads(held(1), held(5))
    expect(settled.conversations.map(({ openedAt }) => openedAt)).toEqual([1])
    expect(merged.settled.conversation?.openedAt).toBe(5)
  })
})
