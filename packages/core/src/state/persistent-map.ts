/**
 * An immutable map from texts to values: setting a key gives a new map that shares almost everything with
 * the old one. A trie over the key's hash, five bits a level, as wide as it is filled.
 */
export interface PersistentMap<V> {
  readonly size: number
  readonly root: Branch<V> | null
}

type Node<V> = Branch<V> | Leaf<V>

/** Children in the order of their slots; the bitmap says which of the 32 slots are filled. */
interface Branch<V> {
  readonly bitmap: number
  readonly children: readonly Node<V>[]
}

/** A key and its value; `next` leads to another key with the same hash. */
interface Leaf<V> {
  readonly hash: number
  readonly key: string
  readonly value: V
  readonly next: Leaf<V> | null
}

const empty: PersistentMap<never> = { size: 0, root: null }

/** The map without any key. */
export const emptyMap = <V>(): PersistentMap<V> => empty

/** The value of a key, if it has one. */
export const lookUp = <V>(map: PersistentMap<V>, key: string): V | undefined => {
  const hash = hashOf(key)
  let node: Node<V> | null = map.root
  for (let shift = 0; node !== null && 'bitmap' in node; shift += 5) {
    const bit = slot(hash, shift)
    node = (node.bitmap & bit) === 0 ? null : (node.children[position(node.bitmap, bit)] ?? null)
  }
  for (let leaf = node; leaf !== null; leaf = leaf.next) if (leaf.key === key) return leaf.value
  return undefined
}

/** The map with the key set to the value. */
export const assoc = <V>(map: PersistentMap<V>, key: string, value: V): PersistentMap<V> => {
  const leaf = { hash: hashOf(key), key, value, next: null }
  if (map.root === null) return { size: 1, root: branchOf(leaf, 0) }
  const isNew = lookUp(map, key) === undefined
  return { size: isNew ? map.size + 1 : map.size, root: setInBranch(map.root, leaf, 0) }
}

/** All keys with their values, in no order to rely on. */
export function* entriesOf<V>(map: PersistentMap<V>): Generator<readonly [string, V]> {
  const pending: Node<V>[] = map.root === null ? [] : [map.root]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('bitmap' in node) pending.push(...node.children)
    else for (let leaf: Leaf<V> | null = node; leaf !== null; leaf = leaf.next) yield [leaf.key, leaf.value]
  }
}

const setInBranch = <V>(branch: Branch<V>, leaf: Leaf<V>, shift: number): Branch<V> => {
  const bit = slot(leaf.hash, shift)
  const at = position(branch.bitmap, bit)
  const children = branch.children.slice()
  const child = (branch.bitmap & bit) === 0 ? undefined : children[at]
  if (child === undefined) children.splice(at, 0, leaf)
  else if ('bitmap' in child) children[at] = setInBranch(child, leaf, shift + 5)
  else if (child.hash === leaf.hash) children[at] = setInChain(child, leaf)
  else children[at] = setInBranch(branchOf(child, shift + 5), leaf, shift + 5)
  return { bitmap: branch.bitmap | bit, children }
}

const branchOf = <V>(leaf: Leaf<V>, shift: number): Branch<V> => ({
  bitmap: slot(leaf.hash, shift),
  children: [leaf],
})

const setInChain = <V>(chain: Leaf<V> | null, leaf: Leaf<V>): Leaf<V> => {
  if (chain === null) return leaf
  return chain.key === leaf.key
    ? { ...leaf, next: chain.next }
    : { ...chain, next: setInChain(chain.next, leaf) }
}

const slot = (hash: number, shift: number): number => 1 << ((hash >>> shift) & 31)

/** How many of the slots before this one are filled. */
const position = (bitmap: number, bit: number): number => {
  let bits = bitmap & (bit - 1)
  bits -= (bits >>> 1) & 0x55555555
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return (((bits + (bits >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** FNV-1a over the text's code units. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
