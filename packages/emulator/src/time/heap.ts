/** A priority queue with a comparison. */
export interface Heap<Item> {
  readonly push: (item: Item) => void
  readonly pop: () => Item | undefined
  readonly first: () => Item | undefined
  readonly size: () => number
}

/** An empty binary heap. */
export const heap = <Item>(isBefore: (a: Item, b: Item) => boolean): Heap<Item> => {
  const items: Item[] = []
  const precedes = (a: number, b: number): boolean => {
    const [first, second] = [items[a], items[b]]
    return first !== undefined && second !== undefined && isBefore(first, second)
  }
  const swap = (a: number, b: number): void => {
    const [first, second] = [items[a], items[b]]
    if (first === undefined || second === undefined) return
    items[a] = second
    items[b] = first
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
    push: (item) => {
      items.push(item)
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
