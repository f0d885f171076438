import * as fc from 'fast-check'

/** One wound to a body: the sub-value with this number (modulo how many there are) goes, or is replaced. */
export interface Wound {
  readonly at: number
  readonly replacement: { readonly value: unknown } | undefined
}

/** Values that have broken readers: wrong kinds, prototype keys, words and numbers nearly right. */
const nasty: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  '',
  0,
  -1,
  true,
  [],
  {},
  [[]],
  [null],
  '__proto__',
  'constructor',
  'toString',
  'group',
  'call',
  'system',
  'ACCEPTED',
  '1750030073000',
  '-5',
  '253402300799',
  Number.MAX_VALUE,
  JSON.parse('{"__proto__":{"id":"x"},"constructor":1}'),
)

const anyReplacement: fc.Arbitrary<unknown> = fc.oneof(
  { arbitrary: nasty, weight: 3 },
  { arbitrary: fc.jsonValue({ maxDepth: 1 }), weight: 1 },
  { arbitrary: fc.anything({ maxDepth: 1 }), weight: 1 },
)

/** Any wound. */
export const wound: fc.Arbitrary<Wound> = fc.record({
  at: fc.nat(),
  replacement: fc.option(fc.record({ value: anyReplacement }), { nil: undefined, freq: 2 }),
})

interface Slot {
  readonly owner: object
  readonly key: string
}

const slotsOf = (u: unknown, slots: Slot[] = [], depth: number = 0): readonly Slot[] => {
  if (typeof u !== 'object' || u === null || depth > 20) return slots
  for (const key of Object.keys(u)) {
    slots.push({ owner: u, key })
    slotsOf(Reflect.get(u, key), slots, depth + 1)
  }
  return slots
}

/** A copy of the body with these wounds. */
export const wounded = (body: unknown, wounds: readonly Wound[]): unknown => {
  const copy: unknown = structuredClone(body)
  for (const { at, replacement } of wounds) {
    const slots = slotsOf(copy)
    const slot = slots[at % Math.max(slots.length, 1)]
    if (slot === undefined) continue
    if (replacement !== undefined) Reflect.set(slot.owner, slot.key, structuredClone(replacement.value))
    else if (Array.isArray(slot.owner)) slot.owner.splice(Number(slot.key), 1)
    else Reflect.deleteProperty(slot.owner, slot.key)
  }
  return copy
}

const LISTS = new Set([
  'entry',
  'changes',
  'messages',
  'statuses',
  'calls',
  'user_preferences',
  'user_id_update',
  'groups',
  'restriction_info',
])

const listsOf = (u: unknown, lists: unknown[][] = []): unknown[][] => {
  if (typeof u !== 'object' || u === null) return lists
  for (const [key, value] of Object.entries(u)) {
    if (Array.isArray(value) && LISTS.has(key)) lists.push(value)
    // Imported history holds lists of the same names, which are not read.
    if (key !== 'history') listsOf(value, lists)
  }
  return lists
}

/** A copy of the body with one more element in one of the lists that are read. */
export const withElement = (body: unknown, element: unknown, list: number, place: number): unknown => {
  const copy: unknown = structuredClone(body)
  const lists = listsOf(copy)
  const chosen = lists[list % Math.max(lists.length, 1)]
  chosen?.splice(place % (chosen.length + 1), 0, element)
  return copy
}
