/** A queue that gives the first of its elements first, by a comparison. */
export interface Heap<One> {
  readonly push: (one: One) => void
  readonly pop: () => One | undefined
  readonly first: () => One | undefined
  readonly size: () => number
}

/** An empty binary heap. */
export const heap = <One>(isBefore: (a: One, b: One) => boolean): Heap<One> => {
  const items: One[] = []
  const precedes = (a: number, b: number): boolean => {
    const [one, other] = [items[a], items[b]]
    return one !== undefined && other !== undefined && isBefore(one, other)
  }
  const swap = (a: number, b: number): void => {
    const [one, other] = [items[a], items[b]]
    if (one === undefined || other === undefined) return
    items[a] = other
    items[b] = one
  }
  const rise = (from: number): void => {
    for (let child = from, parent = (from - 1) >> 1; child > 0 && precedes(child, parent);) {
      swap(child, parent)
      child = parent
      parent = (child - 1) >> 1
    }
  }
  const sink = (from: number): void => {
    for (let parent = from; ;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2]
      const least = precedes(right, left) ? right : left
      if (!precedes(least, parent)) return
      swap(least, parent)
      parent = least
    }
  }
  return {
    push: (one) => {
      items.push(one)
      rise(items.length - 1)
    },
    pop: () => {
      swap(0, items.length - 1)
      const first = items.pop()
      sink(0)
      return first
    },
    first: () => items[0],
    size: () => items.length,
  }
}
