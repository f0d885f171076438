// A byte order mark is a character like others: only the beginning of an input may have one, and it is cut off there.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text of bytes in UTF-8; what is none becomes U+FFFD. */
export const textOfBytes = (bytes: Uint8Array): string => decoder.decode(bytes)

/** Pieces one after the other. */
export const joinedBytes = (pieces: readonly Uint8Array[]): Uint8Array => {
  const [only] = pieces
  if (only !== undefined && pieces.length === 1) return only
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    joined.set(piece, at)
    at += piece.length
  }
  return joined
}
