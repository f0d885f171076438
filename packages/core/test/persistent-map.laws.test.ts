import fc from 'fast-check'
import { describe, test } from 'vitest'
import {
  assoc,
  differencesOf,
  emptyMap,
  entriesOf,
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

  test('leaves the map that it came from as it was', () => {
    holds([writes, fc.string({ maxLength: 3 }), fc.constantFrom(...hashes)], (entries, key, hash) => {
      const before = set(hash)(entries)
      const listed = JSON.stringify([...entriesOf(before)])
      assoc(before, key, -1, hash(key))
      return JSON.stringify([...entriesOf(before)]) === listed
    })
  })
})
