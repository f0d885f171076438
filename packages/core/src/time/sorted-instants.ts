import type { Instant } from './instant.ts'

/** How many of these instants, which stand in order, have come by an instant, itself included. */
export const countUntil = (sorted: readonly Instant[], at: Instant): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Puts one more in its place. The array is changed: to move numbers costs much less than to copy them all. */
export const insertInstant = (sorted: Instant[], at: Instant): void => {
  sorted.splice(countUntil(sorted, at), 0, at)
}

/** Takes one of that instant out of the array, which must have it. */
export const removeInstant = (sorted: Instant[], at: Instant): void => {
  sorted.splice(countUntil(sorted, at) - 1, 1)
}
