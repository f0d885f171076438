/** What waits, as far as a queue cares. */
export interface Queued {
  /** Of what it concerns, such as threads. */
  readonly names: readonly string[]
  /** How much text it brings, in characters. */
  readonly size: number
  /** Does what it says count for all pieces behind it? */
  readonly isForAll: boolean
}

/** Pieces of work in the order in which they came. Some are taken out together, as a batch. */
export interface Queue<Piece extends Queued> {
  readonly length: () => number
  readonly push: (piece: Piece) => void
  /**
   * Takes the first pieces that concern nothing that is under way. One that has to wait lets others pass, but none
   * that concerns the same: what was handed in first about a thread is done first. While a piece for all is under way,
   * there is nothing to take: what comes behind it goes by it.
   */
  readonly take: () => readonly Piece[]
  /** Those pieces are done, so what they concern is free. */
  readonly release: (batch: readonly Piece[]) => void
}

/** A commit of so many characters is large enough; a webhook body may have three million. */
const largestText = 16_000_000

/** A queue that gives at most that many pieces at once, and at most `largestText` characters, or one piece. */
export const queueOf = <Piece extends Queued>(largestBatch: number): Queue<Piece> => {
  let queue: Piece[] = []
  const held = new Set<string>()
  let forAllUnderWay = 0

  return {
    length: () => queue.length,
    push: (piece) => queue.push(piece),
    take: () => {
      if (forAllUnderWay > 0) return []
      const batch: Piece[] = []
      const passedOver: Piece[] = []
      const awaited = new Set<string>()
      let text = 0
      let next = 0
      for (const piece of queue) {
        const { names, size } = piece
        if (names.some((name) => held.has(name) || awaited.has(name))) {
          for (const name of names) awaited.add(name)
          passedOver.push(piece)
        } else {
          text += size
          if (batch.length > 0 && (batch.length >= largestBatch || text > largestText)) break
          batch.push(piece)
        }
        next++
      }
      queue = [...passedOver, ...queue.slice(next)]
      for (const { names, isForAll } of batch) {
        for (const name of names) held.add(name)
        if (isForAll) forAllUnderWay++
      }
      return batch
    },
    release: (batch) => {
      for (const { names, isForAll } of batch) {
        for (const name of names) held.delete(name)
        if (isForAll) forAllUnderWay--
      }
    },
  }
}
