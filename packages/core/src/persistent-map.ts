/**
 * An immutable map from texts to values: setting a key gives a new map that shares almost everything with
 * the old one. A trie over the key's hash, five bits a level; each branch is as wide as it is filled, and
 * its bitmap says which of the 32 slots those are.
 *
 * A fold over whole states needs it: it keeps every thread of a log in one state, and each event makes the next
 * state, so copying an ordinary map would cost as much as there are threads. The runtime assembles a small state
 * from the few threads that it works on, and would do with an ordinary map.
 */
export interface PersistentMap<V> {
  readonly bitmap: number
  readonly children: readonly Node<V>[]
  /** The draft that made this branch, and may still write to it. */
  readonly owner: Draft | null
}

/** A fold over many entries, during which nobody else sees the map: it counts what was written. */
interface Draft {
  writes: number
}

type Node<V> = PersistentMap<V> | Leaf<V> | Bucket<V>

/** A key and its value. */
interface Leaf<V> {
  readonly hash: number
  readonly key: string
  readonly value: V
}

/** Several keys with the same hash: rare, unless somebody chose them so. */
interface Bucket<V> {
  readonly hash: number
  readonly entries: ReadonlyMap<string, V>
}

const empty: PersistentMap<never> = { bitmap: 0, children: [], owner: null }

/** The map without any key. */
export const emptyMap = <V>(): PersistentMap<V> => empty

/** The value of a key, if it has one. A caller that needs the key's hash twice hands it in. */
export const lookUp = <V>(map: PersistentMap<V>, key: string, hash: number = hashOf(key)): V | undefined => {
  let node: Node<V> | undefined = map
  for (let shift = 0; node !== undefined && 'bitmap' in node; shift += 5) {
    const bit = slot(hash, shift)
    if ((node.bitmap & bit) === 0) return undefined
    node = node.children[position(node.bitmap, bit)]
  }
  if (node === undefined) return undefined
  if ('entries' in node) return node.entries.get(key)
  return node.key === key ? node.value : undefined
}

/** The map with the key set to the value. A draft is written to, and given back itself. */
export const assoc = <V>(
  map: PersistentMap<V>,
  key: string,
  value: V,
  hash: number = hashOf(key),
): PersistentMap<V> => {
  if (map.owner !== null) map.owner.writes++
  return setInBranch(map, { hash, key, value }, 0, map.owner)
}

/**
 * The same map as a draft: `assoc` copies each branch once, and writes to the copy from then on. What was there before
 * stays as it was. Only for a fold that hands the draft to nobody, and ends it with `finished`.
 */
export const draftOf = <V>(map: PersistentMap<V>): PersistentMap<V> => ({
  bitmap: map.bitmap,
  children: map.children.slice(),
  owner: { writes: 0 },
})

/** What a draft has become; the map that it began as, where nothing was written. */
export const finished = <V>(draft: PersistentMap<V>, begun: PersistentMap<V>): PersistentMap<V> =>
  draft.owner?.writes === 0 ? begun : { bitmap: draft.bitmap, children: draft.children, owner: null }

/** All keys with their values, in no order to rely on. */
export function* entriesOf<V>(map: PersistentMap<V>): Generator<readonly [string, V]> {
  const pending: Node<V>[] = [map]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('bitmap' in node) pending.push(...node.children)
    else if ('entries' in node) yield* node.entries
    else yield [node.key, node.value]
  }
}

/** A key that has another value in one map than in another; `undefined` where it has none. */
export interface Difference<V> {
  readonly key: string
  readonly before: V | undefined
  readonly after: V | undefined
}

/** Where two maps differ. What they share is not looked at, so it costs what was changed between them. */
export const differencesOf = <V>(
  before: PersistentMap<V>,
  after: PersistentMap<V>,
): readonly Difference<V>[] => {
  const differences: Difference<V>[] = []
  compareNodes(before, after, differences)
  return differences
}

const compareNodes = <V>(
  before: Node<V> | undefined,
  after: Node<V> | undefined,
  into: Difference<V>[],
): void => {
  if (before === after) return
  if (before === undefined || after === undefined) return compareEntries(before, after, into)
  if ('bitmap' in before && 'bitmap' in after) {
    // Almost always they have the same slots filled.
    if (before.bitmap === after.bitmap) {
      const [old, now] = [before.children, after.children]
      for (let index = 0; index < old.length; index++)
        if (old[index] !== now[index]) compareNodes(old[index], now[index], into)
      return
    }
    for (let bits = before.bitmap | after.bitmap; bits !== 0; bits &= bits - 1) {
      const bit = bits & -bits
      compareNodes(childAt(before, bit), childAt(after, bit), into)
    }
  } else if ('value' in before && 'value' in after && before.key === after.key) {
    if (before.value !== after.value) into.push({ key: after.key, before: before.value, after: after.value })
  } else compareEntries(before, after, into)
}

const compareEntries = <V>(
  before: Node<V> | undefined,
  after: Node<V> | undefined,
  into: Difference<V>[],
): void => {
  const [old, now] = [new Map(listOf(before)), new Map(listOf(after))]
  for (const key of new Set([...old.keys(), ...now.keys()]))
    if (old.get(key) !== now.get(key)) into.push({ key, before: old.get(key), after: now.get(key) })
}

const childAt = <V>({ bitmap, children }: PersistentMap<V>, bit: number): Node<V> | undefined =>
  (bitmap & bit) === 0 ? undefined : children[position(bitmap, bit)]

const listOf = <V>(node: Node<V> | undefined): Iterable<readonly [string, V]> =>
  node === undefined
    ? []
    : entriesOf<V>('bitmap' in node ? node : { bitmap: 1, children: [node], owner: null })

/** FNV-1a over the text's code units, its upper bits mixed into the lower. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}

/** Copies the branch, unless it is the draft's own. */
const setInBranch = <V>(
  branch: PersistentMap<V>,
  leaf: Leaf<V>,
  shift: number,
  owner: Draft | null,
): PersistentMap<V> => {
  const bit = slot(leaf.hash, shift)
  const at = position(branch.bitmap, bit)
  const own: OpenBranch<V> =
    owner !== null && branch.owner === owner
      ? (branch as OpenBranch<V>)
      : { bitmap: branch.bitmap, children: branch.children.slice(), owner }
  const child = (branch.bitmap & bit) === 0 ? undefined : branch.children[at]
  if (child === undefined) {
    own.bitmap |= bit
    own.children.splice(at, 0, leaf)
  } else if ('bitmap' in child) {
    const after = setInBranch(child, leaf, shift + 5, owner)
    if (after !== child) own.children[at] = after
  } else if (child.hash === leaf.hash) own.children[at] = setSameHash(child, leaf)
  else own.children[at] = setInBranch(branchOf(child, shift + 5), leaf, shift + 5, owner)
  return own
}

/** A branch that nobody else has seen. */
interface OpenBranch<V> {
  bitmap: number
  readonly children: Node<V>[]
  readonly owner: Draft | null
}

const branchOf = <V>(child: Leaf<V> | Bucket<V>, shift: number): PersistentMap<V> => ({
  bitmap: slot(child.hash, shift),
  children: [child],
  owner: null,
})

const setSameHash = <V>(child: Leaf<V> | Bucket<V>, leaf: Leaf<V>): Leaf<V> | Bucket<V> => {
  if ('entries' in child)
    return { hash: child.hash, entries: new Map(child.entries).set(leaf.key, leaf.value) }
  if (child.key === leaf.key) return leaf
  const entries = new Map([
    [child.key, child.value],
    [leaf.key, leaf.value],
  ])
  return { hash: leaf.hash, entries }
}

/** Seven levels use all 32 bits, so that two different hashes part at the latest there. */
const slot = (hash: number, shift: number): number => 1 << ((hash >>> shift) & 31)

/** How many of the slots before this one are filled. */
const position = (bitmap: number, bit: number): number => {
  let bits = bitmap & (bit - 1)
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
