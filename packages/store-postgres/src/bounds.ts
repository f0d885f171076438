// Columns hold whole numbers; bounds may be any number, also an infinite one. Compared with a whole number,
// these are as good, and the database takes them.

/** `x >= bound` and `x < bound` for whole numbers. */
export const upwards = (bound: number): number => clamp(Math.ceil(bound))

/** `x <= bound` and `x > bound` for whole numbers. */
export const downwards = (bound: number): number => clamp(Math.floor(bound))

const clamp = (bound: number): number =>
  Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, bound))
