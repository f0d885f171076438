/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `below`. */
  readonly below: (below: number) => number
  /** Is it so this time? */
  readonly chance: (share: number) => boolean
  readonly pick: <Element>(list: readonly [Element, ...Element[]]) => Element
}

/** A linear congruential generator (the numbers of "Numerical Recipes"); only its high bits are used. */
export const randomOf = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    chance: (share) => next() < share,
    pick: (list) => list[below(list.length)] ?? list[0],
  }
}
