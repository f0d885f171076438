/**
 * Compares texts by their code points, which is how a database compares their UTF-8 bytes. JavaScript's own
 * comparison puts what is beyond U+FFFF before U+E000.
 */
export const compareTexts = (one: string, other: string): number => {
  const shared = Math.min(one.length, other.length)
  for (let index = 0; index < shared; index += 1) {
    const [left, right] = [one.charCodeAt(index), other.charCodeAt(index)]
    if (left !== right) return rank(left) - rank(right)
  }
  return one.length - other.length
}

/** Surrogates stand for code points above all others. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

/** Where the elements begin that are greater than a place; `compare` tells how an element stands to it. */
export const firstAfter = <Row>(sorted: readonly Row[], compare: (row: Row) => number): number => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const row = sorted[middle]
    if (row !== undefined && compare(row) <= 0) low = middle + 1
    else high = middle
  }
  return low
}
