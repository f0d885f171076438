/**
 * An immutable map from texts to values: setting a key gives a new map that shares almost everything with
 * the old one. A trie over the key's hash, five bits a level; each branch is as wide as it is filled, and
 * its bitmap says which of the 32 slots those are.
 */
export interface PersistentMap<V> {
  readonly bitmap: number
  readonly children: readonly (PersistentMap<V> | Leaf<V>)[]
}

/** A key and its value; `next` leads to another key with the same hash. */
interface Leaf<V> {
  readonly hash: number
  readonly key: string
  readonly value: V
  readonly next: Leaf<V> | null
}

const empty: PersistentMap<never> = { bitmap: 0, children: [] }

/** The map without any key. */
export const emptyMap = <V>(): PersistentMap<V> => empty

/** Has the map any key? */
export const isEmpty = (map: PersistentMap<unknown>): boolean => map.bitmap === 0

/** The value of a key, if it has one. Whoever needs the key's hash twice hands it in. */
export const lookUp = <V>(map: PersistentMap<V>, key: string, hash: number = hashOf(key)): V | undefined => {
  let node: PersistentMap<V> | Leaf<V> | undefined = map
  for (let shift = 0; node !== undefined && 'bitmap' in node; shift += 5) {
    const bit = slot(hash, shift)
    if ((node.bitmap & bit) === 0) return undefined
    node = node.children[position(node.bitmap, bit)]
  }
  for (let leaf: Leaf<V> | null | undefined = node; leaf; leaf = leaf.next)
    if (leaf.key === key) return leaf.value
  return undefined
}

/** The map with the key set to the value. */
export const assoc = <V>(
  map: PersistentMap<V>,
  key: string,
  value: V,
  hash: number = hashOf(key),
): PersistentMap<V> => setInBranch(map, { hash, key, value, next: null }, 0)

/** All keys with their values, in no order to rely on. */
export function* entriesOf<V>(map: PersistentMap<V>): Generator<readonly [string, V]> {
  const pending: (PersistentMap<V> | Leaf<V>)[] = [map]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('bitmap' in node) pending.push(...node.children)
    else for (let leaf: Leaf<V> | null = node; leaf !== null; leaf = leaf.next) yield [leaf.key, leaf.value]
  }
}

/** FNV-1a over the text's code units, its upper bits mixed into the lower. */
export const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash ^ (hash >>> 15)
}

const setInBranch = <V>(branch: PersistentMap<V>, leaf: Leaf<V>, shift: number): PersistentMap<V> => {
  const bit = slot(leaf.hash, shift)
  const at = position(branch.bitmap, bit)
  if ((branch.bitmap & bit) === 0)
    return { bitmap: branch.bitmap | bit, children: branch.children.toSpliced(at, 0, leaf) }
  const children = branch.children.slice()
  const child = children[at]
  if (child === undefined) return branch
  if ('bitmap' in child) children[at] = setInBranch(child, leaf, shift + 5)
  else if (child.hash === leaf.hash) children[at] = setInChain(child, leaf)
  else children[at] = setInBranch(setInBranch(empty, child, shift + 5), leaf, shift + 5)
  return { bitmap: branch.bitmap, children }
}

const setInChain = <V>(chain: Leaf<V> | null, leaf: Leaf<V>): Leaf<V> => {
  if (chain === null) return leaf
  if (chain.key !== leaf.key) return { ...chain, next: setInChain(chain.next, leaf) }
  return chain.next === null ? leaf : { ...leaf, next: chain.next }
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
