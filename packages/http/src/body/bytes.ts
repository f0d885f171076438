/** The bytes of a body, or why there are none: the body exceeds the limit, or the client disconnected. */
export type BytesReading = Uint8Array | 'too-large' | 'broken-off'

/**
 * Reads a body of at most `limit` bytes, and stops reading at the limit.
 *
 * @param lengthIsEnforced the server passes on no more bytes than `Content-Length` says. Such a body needs no
 * stream, which costs as much as all the rest.
 */
export const readBytes = async (
  request: Request,
  limit: number,
  lengthIsEnforced: boolean = false,
): Promise<BytesReading> => {
  const length = request.headers.get('content-length')
  if (Number(length) > limit) return 'too-large'
  return lengthIsEnforced && length !== null && /^\d+$/.test(length)
    ? readWhole(request, limit)
    : readCounting(request, limit)
}

const readWhole = async (request: Request, limit: number): Promise<BytesReading> => {
  try {
    const bytes = new Uint8Array(await request.arrayBuffer())
    return bytes.byteLength > limit ? 'too-large' : bytes
  } catch {
    return 'broken-off'
  }
}

const readCounting = async (request: Request, limit: number): Promise<BytesReading> => {
  const { body } = request
  if (body === null) return new Uint8Array(0)
  const reader = body.getReader()
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    // Counted while reading: `Content-Length` may be missing, or wrong.
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      length += value.byteLength
      if (length > limit) {
        // Not awaited: a client that sends too much may also never close.
        reader.cancel().catch(() => undefined)
        return 'too-large'
      }
      chunks.push(value)
    }
  } catch {
    return 'broken-off'
  }
  const [first] = chunks
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks, length)
}
