import type { Instant } from './instant.ts'

/** Instants in order, earliest first. */
export interface SortedInstants {
  readonly count: () => number
  /** How many have come by an instant, itself included. */
  readonly countUntil: (at: Instant) => number
  /** The latest for 1, the last but one for 2; `null` where there are not so many. */
  readonly fromEnd: (nth: number) => Instant | null
}

/** Those of a list in order. */
export const sortedInstants = (sorted: readonly Instant[]): SortedInstants => ({
  count: () => sorted.length,
  countUntil: (at) => countIn(sorted, at),
  fromEnd: (nth) => sorted[sorted.length - nth] ?? null,
})

/** One more, which is later than all of them. */
export const withLatest = (sorted: SortedInstants, latest: Instant): SortedInstants => ({
  count: () => sorted.count() + 1,
  countUntil: (at) => sorted.countUntil(at) + (latest <= at ? 1 : 0),
  fromEnd: (nth) => (nth === 1 ? latest : sorted.fromEnd(nth - 1)),
})

/** Sorted instants that are changed in place. */
export interface ChangingInstants extends SortedInstants {
  readonly insert: (at: Instant) => void
  /** Takes one of that instant away, which must be there. */
  readonly remove: (at: Instant) => void
  /** In place of all: these, in any order. */
  readonly fill: (all: Iterable<Instant>) => void
}

/** So long is a chunk at most: what a change moves. */
const longest = 512

/** Short lists in order, none of them empty, so that a change among a hundred thousand moves some hundred. */
export const changingInstants = (): ChangingInstants => {
  let chunks: Instant[][] = []
  /** Of all chunks together: to ask each of hundreds would take longer than all else. */
  let total = 0

  /** The first chunk that ends at an instant or after it; the number of chunks where all end before. */
  const chunkAt = (at: Instant): number =>
    firstIndex(chunks.length, (index) => (chunks[index]?.at(-1) ?? Infinity) >= at)

  return {
    count: () => total,
    countUntil: (at) => {
      const index = firstIndex(chunks.length, (one) => (chunks[one]?.at(-1) ?? Infinity) > at)
      let count = countIn(chunks[index] ?? [], at)
      for (let before = 0; before < index; before++) count += chunks[before]?.length ?? 0
      return count
    },
    fromEnd: (nth) => {
      let left = nth
      for (let index = chunks.length - 1; index >= 0; index--) {
        const chunk = chunks[index] ?? []
        if (left <= chunk.length) return chunk[chunk.length - left] ?? null
        left -= chunk.length
      }
      return null
    },
    insert: (at) => {
      const index = Math.min(chunkAt(at), Math.max(0, chunks.length - 1))
      const chunk = chunks[index] ?? []
      chunk.splice(countIn(chunk, at), 0, at)
      total++
      if (chunk.length <= longest) chunks[index] = chunk
      else chunks.splice(index, 1, chunk.slice(0, longest / 2), chunk.slice(longest / 2))
    },
    remove: (at) => {
      const index = chunkAt(at)
      const chunk = chunks[index] ?? []
      chunk.splice(countIn(chunk, at) - 1, 1)
      total--
      if (chunk.length === 0) chunks.splice(index, 1)
    },
    fill: (all) => {
      const sorted = [...all].sort((a, b) => a - b)
      chunks = []
      total = sorted.length
      for (let from = 0; from < sorted.length; from += longest)
        chunks.push(sorted.slice(from, from + longest))
    },
  }
}

const countIn = (sorted: readonly Instant[], at: Instant): number =>
  firstIndex(sorted.length, (index) => (sorted[index] ?? Infinity) > at)

/** The first index from which on something holds; the length where it never does. */
const firstIndex = (length: number, holds: (index: number) => boolean): number => {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
