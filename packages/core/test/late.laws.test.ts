import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MINUTE, type ThreadEvent } from '../src/index.ts'
import {
  compareKept,
  eventsUntil,
  factsOf,
  factsUntil,
  onto,
  type Fact,
  type Facts,
} from '../src/thread/facts.ts'
import { insertFact } from '../src/thread/late.ts'
import { holds, isRefuted } from './support/check.ts'
import { key, origin } from './support/names.ts'

const says = (minute: number): ThreadEvent => ({
  type: 'customer-messaged',
  id: `c${minute}`,
  at: origin + minute * MINUTE,
  kind: 'text',
  ...key,
})

/** So many events, one every five minutes. */
const everyFive = Array.from({ length: 40 }, (_, index) => says(5 * index))

/** What is done with the facts of a thread: one more comes, or somebody reads them up to an instant. */
type Deed = { readonly comes: number } | { readonly readUntil: number }

const minutes = fc.integer({ min: 0, max: 200 })
const deeds = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: minutes.map((comes): Deed => ({ comes })) },
    { weight: 1, arbitrary: minutes.map((readUntil): Deed => ({ readUntil })) },
  ),
  { minLength: 20, maxLength: 120 },
)

type Insert = (facts: Facts, event: ThreadEvent) => Fact | null

const areSame = (one: readonly ThreadEvent[], other: readonly ThreadEvent[]): boolean =>
  one.length === other.length && one.every((event, index) => event.id === other[index]?.id)

/** The same as sorting all that came: what is known already, the newest, how many, and each past. */
const sorts =
  (insert: Insert) =>
  (doing: readonly Deed[]): boolean => {
    let facts = factsOf(everyFive)
    let all: readonly ThreadEvent[] = everyFive
    const versions = [{ facts, all }]
    const isDone = doing.every((deed) => {
      if ('readUntil' in deed) {
        const at = origin + deed.readUntil * MINUTE
        return factsUntil(facts, at)?.event.id === all.findLast((event) => event.at <= at)?.id
      }
      const event = says(deed.comes)
      const grown = insert(facts, event)
      const isKnown = all.some((other) => compareKept(other, event) === 0)
      if (grown === null || isKnown) return grown === null && isKnown
      facts = grown
      all = [...all, event].sort(compareKept)
      versions.push({ facts, all })
      return grown.count === all.length && grown.event.id === all.at(-1)?.id
    })
    // Each version stays what it was, whatever came onto it.
    return isDone && versions.every((version) => areSame(eventsUntil(version.facts, Infinity), version.all))
  }

describe('facts that come late', () => {
  test('stand in their order, each once', () => {
    holds([deeds], sorts(insertFact))
  })

  test('would not, if one that is known came again', () => {
    const forgetful: Insert = (facts, event) => insertFact(facts, event) ?? onto(facts, event)
    expect(isRefuted([deeds], sorts(forgetful))).toBe(true)
  })

  test('would not, if one that comes late were the newest', () => {
    const hasty: Insert = (facts, event) => (insertFact(facts, event) === null ? null : onto(facts, event))
    expect(isRefuted([deeds], sorts(hasty))).toBe(true)
  })
})

describe('what a late fact costs does not grow with how many there are', () => {
  const size = 20_000

  /** How many times the instant of a fact is looked at for each that comes, where there are so many. */
  const looks = (coming: readonly number[]): number => {
    let all = 0
    const watched = (minute: number): ThreadEvent => ({
      ...says(minute),
      get at() {
        all++
        return origin + minute * MINUTE
      },
    })
    let facts = factsOf(Array.from({ length: size }, (_, index) => watched(2 * index)))
    all = 0
    for (const minute of coming) facts = insertFact(facts, watched(minute)) ?? facts
    return all / coming.length
  }

  test.each([
    { what: 'one in the middle', coming: [size + 1] },
    { what: 'a duplicate of the first', coming: [0] },
    { what: 'a log once more', coming: Array.from({ length: 1_000 }, (_, index) => 2 * index) },
    {
      what: 'many, back and forth',
      coming: Array.from({ length: 1_000 }, (_, index) => ((index * 7_919) % size) * 2 + 1),
    },
  ])('$what', ({ coming }) => {
    expect(looks(coming)).toBeLessThan(1_000)
  })
})
