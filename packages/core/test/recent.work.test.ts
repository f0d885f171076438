import { describe, expect, test } from 'vitest'
import { MINUTE, engine, type ThreadEvent } from '../src/index.ts'
import { noTemplates } from '../src/template/known.ts'
import { recentFold, foldRecent } from '../src/thread/recent.ts'
import { quiet } from '../src/thread/standing.ts'
import { beginningOf, emptyTrail, standingOf, withFact, type Trail } from '../src/thread/trail.ts'
import { emptyThread } from '../src/thread/thread.ts'
import { key, origin } from './support/names.ts'

const { rulesAt, thread: subject } = engine()
const guide = { calendar: rulesAt, categoryOf: noTemplates.categoryOf }
const untold = emptyTrail(beginningOf(quiet, [], guide))

const says = (at: number): ThreadEvent => ({
  type: 'customer-messaged',
  id: `c${at}`,
  at: origin + at,
  kind: 'text',
  ...key,
})
const sends = (at: number): ThreadEvent => ({
  type: 'business-messaged',
  id: `m${at}`,
  at: origin + at,
  content: { kind: 'service' },
  ...key,
})
const status = (sentAt: number, at: number, what: 'sent' | 'delivered' | 'read'): ThreadEvent => ({
  type: 'message-status',
  id: `m${sentAt}/${what}/${at}`,
  at: origin + at,
  message: `m${sentAt}`,
  status: what,
  pricing: { model: 'PMP', category: 'service' },
  ...key,
})

/** How many steps were told again in all. */
const workOf = (events: readonly ThreadEvent[]): number => {
  let trail: Trail = untold
  let work = 0
  for (const event of events) {
    trail = withFact(trail, event)
    work += trail.replayed
  }
  return work
}

describe('what a fact costs does not grow with the facts before it', () => {
  const numbers = Array.from({ length: 2_000 }, (_, index) => index)

  test('where a customer only writes, nothing is told again', () => {
    expect(workOf(numbers.map((index) => says(index)))).toBe(0)
  })

  test('where each message is answered, the answer is told again as it is sent and delivered', () => {
    const work = workOf(
      numbers.flatMap((index) => [
        says(10 * index),
        sends(10 * index + 1),
        status(10 * index + 1, 10 * index + 2, 'sent'),
        status(10 * index + 1, 10 * index + 3, 'delivered'),
        status(10 * index + 1, 10 * index + 4, 'read'),
      ]),
    )
    expect(work / numbers.length).toBe(2)
  })

  test('where answers are under way together, those since the one that is delivered', () => {
    const events = numbers
      .flatMap((index) => [
        says(10 * index),
        sends(10 * index + 1),
        status(10 * index + 1, 10 * index + 55, 'delivered'),
        // Somebody reads all of it at the end, which changes nothing that a rule reads.
        status(10 * index + 1, 10 * numbers.length + 100 + index, 'read'),
      ])
      .sort((one, other) => one.at - other.at)
    expect(workOf(events) / numbers.length).toBeLessThan(20)
  })

  test('where all arrives late and at once, the fold goes back to the beginning once', () => {
    const events = [
      ...numbers.map((index) => sends(10 * index)),
      ...numbers.map((index) => status(10 * index, 10 * numbers.length + index, 'delivered')),
    ]
    let thread = emptyThread
    for (const event of events) thread = subject.absorb(thread, event).thread
    const told = recentFold(rulesAt)
    expect(told.charges(thread, noTemplates)).toEqual(
      foldRecent(thread, Infinity, rulesAt, guide.categoryOf).charges,
    )
  })
})

describe('a status that says one thing more is told', () => {
  const free = { model: 'PMP', type: 'free_entry_point', category: 'service' }
  const sent = (at: number, conversation: object): ThreadEvent => ({
    type: 'message-status',
    id: `s${at}`,
    at: origin + at,
    message: 'm',
    status: 'sent',
    pricing: free,
    ...key,
    ...conversation,
  })
  const closesAt = (...events: readonly ThreadEvent[]): number | null =>
    standingOf(events.reduce(withFact, untold)).entryPoint?.closesAt ?? null

  test('when the entry point ends', () => {
    const ends = { conversation: { id: 'c', expiresAt: origin + 60 * MINUTE } }
    expect(closesAt(sent(0, {}), sent(1, {}))).toBe(null)
    expect(closesAt(sent(0, {}), sent(1, ends))).toBe(origin + 60 * MINUTE)
  })
})
