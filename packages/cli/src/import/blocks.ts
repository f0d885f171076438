/** Batches work, some hundred pieces a block, so that they share a commit and few are waiting. */
export interface Blocks {
  readonly add: (piece: Piece) => void
  /** Resolves when less than a block is waiting. */
  readonly keepUp: () => Promise<void>
  /** Resolves when nothing is waiting. */
  readonly finish: () => Promise<void>
}

export interface Piece {
  /** About how many bytes it holds in memory. */
  readonly size: number
  readonly run: () => Promise<void>
}

const mostPieces = 500
const mostBytes = 4 * 1024 * 1024

/**
 * One block after the other. The cuts depend on the pieces alone, never on speed, so the same import records
 * in the same order again. `between` is called after each block.
 */
export const inBlocks = (between: () => void): Blocks => {
  let waiting: Piece[] = []
  let bytes = 0

  const next = (): readonly Piece[] => {
    let size = 0
    const end = waiting.findIndex((piece, index) => index === mostPieces || (size += piece.size) > mostBytes)
    const block = waiting.slice(0, end === -1 ? waiting.length : Math.max(1, end))
    waiting = waiting.slice(block.length)
    bytes -= block.reduce((sum, piece) => sum + piece.size, 0)
    return block
  }
  const drain = async (isEnough: () => boolean): Promise<void> => {
    while (!isEnough()) {
      await Promise.all(next().map(({ run }) => run()))
      between()
    }
  }

  return {
    add: (piece) => {
      waiting.push(piece)
      bytes += piece.size
    },
    keepUp: () => drain(() => waiting.length < mostPieces && bytes < mostBytes),
    finish: () => drain(() => waiting.length === 0),
  }
}
