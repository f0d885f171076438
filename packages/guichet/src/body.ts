/** Bytes of a body, or that it has more than so many. */
export const bytesOf = async (
  chunks: AsyncIterable<Uint8Array> | null,
  longest: number,
): Promise<Uint8Array | 'too-long'> => {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of chunks ?? []) {
    length += chunk.length
    if (length > longest) return 'too-long'
    parts.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let place = 0
  for (const part of parts) {
    bytes.set(part, place)
    place += part.length
  }
  return bytes
}
