/** A number in [0, 1) for what it is about; it depends on nothing but the seed and that. */
export type Chance = (...about: readonly (string | number)[]) => number

/** The chances of a seed. */
export const chance =
  (seed: number): Chance =>
  (...about) => {
    let hash = 0x811c9dc5
    for (const unit of `${seed}|${about.join('|')}`)
      hash = Math.imul(hash ^ unit.charCodeAt(0), 0x01000193) >>> 0
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0
    return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
  }
