/**
 * A number in [0, 1) for a topic. It depends only on the seed and the topic, so other threads and another
 * order do not change it.
 */
export type Chance = (...about: readonly (string | number)[]) => number

/** The chances of a seed. */
export const chance =
  (seed: number): Chance =>
  (...about) =>
    mixed(hashOf(`${seed}|${about.join('|')}`)) / 2 ** 32

/** Short hexadecimal texts that look like Meta's ids; not unique by themselves. */
export const hexWord = (roll: Chance, length: number, ...about: readonly (string | number)[]): string =>
  Array.from({ length }, (_, index) => Math.floor(roll(...about, index) * 16).toString(16)).join('')

/** A whole number from `least` to `most`, both included. */
export const between = (share: number, least: number, most: number): number =>
  least + Math.floor(share * (most - least + 1))

/** One element of a list that is not empty. */
export const pick = <One>(share: number, list: readonly [One, ...One[]]): One =>
  list[Math.floor(share * list.length)] ?? list[0]

/** FNV-1a over UTF-16 units. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash >>> 0
}

/** Spreads every bit over all others. */
const mixed = (hash: number): number => {
  let bits = hash
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
