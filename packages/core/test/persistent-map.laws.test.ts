import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  assoc,
  differencesOf,
  draftOf,
  emptyMap,
  entriesOf,
  finished,
  hashOf,
  lookUp,
  type PersistentMap,
} from '../src/persistent-map.ts'
import { holds } from './support/check.ts'

/** Keys of few letters collide in their slots, and handed-in hashes collide altogether. */
const writes = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat()), { maxLength: 200 })

const set = (hash: (key: string) => number) => (entries: readonly (readonly [string, number])[]) =>
  entries.reduce<PersistentMap<number>>((map, [key, value]) => assoc(map, key, value, hash(key)), emptyMap())

const hashes = [
  hashOf,
  () => 0,
  (key: string): number => key.length << 30,
  (key: string): number => hashOf(key) & 33,
]

describe('a persistent map', () => {
  test('is a Map, whatever the hash', () => {
    holds([writes, fc.constantFrom(...hashes)], (entries, hash) => {
      const model = new Map(entries)
      const map = set(hash)(entries)
      const listed = [...entriesOf(map)]
      return (
        listed.length === model.size &&
        listed.every(([key, value]) => model.get(key) === value) &&
        [...model].every(([key, value]) => lookUp(map, key, hash(key)) === value) &&
        lookUp(map, 'not there', hash('not there')) === undefined
      )
    })
  })

  test('differs from another in the keys in which their Maps differ', () => {
    holds([writes, writes, writes, fc.constantFrom(...hashes)], (shared, some, others, hash) => {
      const left = set(hash)([...shared, ...some])
      const right = set(hash)([...shared, ...others])
      const grown = others.reduce((map, [key, value]) => assoc(map, key, value, hash(key)), left)
      return [right, grown].every((other) => {
        const [before, after] = [new Map(entriesOf(left)), new Map(entriesOf(other))]
        const keys = [...new Set([...before.keys(), ...after.keys()])]
        const expected = keys.filter((key) => before.get(key) !== after.get(key)).sort()
        const told = differencesOf(left, other)
        return (
          JSON.stringify(told.map(({ key }) => key).sort()) === JSON.stringify(expected) &&
          told.every((one) => one.before === before.get(one.key) && one.after === after.get(one.key))
        )
      })
    })
  })

  test('as a draft is the same, and leaves the map that it began as', () => {
    holds([writes, writes, writes, fc.constantFrom(...hashes)], (some, others, more, hash) => {
      const begun = set(hash)(some)
      const fill = (map: PersistentMap<number>, entries: typeof others): PersistentMap<number> =>
        entries.reduce((draft, [key, value]) => assoc(draft, key, value, hash(key)), map)
      const listed = (map: PersistentMap<number>): string => JSON.stringify([...entriesOf(map)].sort())
      const [before, expected] = [listed(begun), listed(fill(begun, others))]
      const made = finished(fill(draftOf(begun), others), begun)
      fill(made, more)
      fill(draftOf(made), more)
      fill(draftOf(begun), more)
      return (
        listed(made) === expected &&
        listed(begun) === before &&
        (others.length > 0 || made === begun) &&
        others.every(([key]) => lookUp(made, key, hash(key)) === lookUp(fill(begun, others), key, hash(key)))
      )
    })
  })

  test('leaves the map that it came from as it was', () => {
    holds([writes, fc.string({ maxLength: 3 }), fc.constantFrom(...hashes)], (entries, key, hash) => {
      const before = set(hash)(entries)
      const listed = JSON.stringify([...entriesOf(before)])
      assoc(before, key, -1, hash(key))
      return JSON.stringify([...entriesOf(before)]) === listed
    })
  })

  test('spreads phone numbers in a row over the slots of each level', () => {
    const numbers = Array.from({ length: 3200 }, (_, index) => String(15_550_100_000 + index))
    expect(new Set(numbers.map(hashOf)).size).toBe(numbers.length)
    for (const shift of [0, 5, 10, 15, 20, 25]) {
      const slots = numbers.map((number) => (hashOf(number) >>> shift) & 31)
      const filled = Array.from({ length: 32 }, (_, slot) => slots.filter((one) => one === slot).length)
      // A hundred each, if they were spread by chance.
      expect(Math.min(...filled)).toBeGreaterThan(25)
      expect(Math.max(...filled)).toBeLessThan(200)
    }
  })

  const numbered = (count: number): PersistentMap<number> =>
    set(hashOf)(Array.from({ length: count }, (_, index) => [String(15_550_100_000 + index), index] as const))

  test('puts together only keys with the same hash', () => {
    const bucketsIn = (node: object): number => {
      if ('entries' in node) return 1
      const children: readonly object[] = 'children' in node ? Object(node.children) : []
      return children.reduce((sum, child) => sum + bucketsIn(child), 0)
    }
    expect(bucketsIn(numbered(3200))).toBe(0)
    const one = assoc(emptyMap<number>(), 'a', 1, 7)
    expect(bucketsIn(assoc(one, 'a', 2, 7))).toBe(0)
    expect(bucketsIn(assoc(one, 'b', 2, 7))).toBe(1)
  })

  test('is compared with one that was made of it without looking at what they share', () => {
    const before = numbered(3200)
    const after = assoc(before, 'one more', 1)
    const trap = new Proxy(before, {
      get: () => expect.unreachable(),
      has: () => expect.unreachable(),
      ownKeys: () => expect.unreachable(),
    })
    const trapped = (map: PersistentMap<number>, other: PersistentMap<number>): PersistentMap<number> => ({
      bitmap: map.bitmap,
      children: map.children.map((child) => (other.children.includes(child) ? trap : child)),
      owner: null,
    })
    expect(differencesOf(trapped(before, after), trapped(after, before))).toEqual([
      { key: 'one more', before: undefined, after: 1 },
    ])
    expect(trapped(before, after).children.filter((child) => child === trap)).toHaveLength(31)
  })
})
