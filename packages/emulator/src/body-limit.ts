import type { MiddlewareHandler } from 'hono'

/**
 * Refuses a body longer than this many bytes. Hono's own limit copies the `Request`, which Node's `Request`
 * does not accept from a server with its own class.
 */
export const bodyLimit =
  (longest: number, tooLong: () => Response): MiddlewareHandler =>
  async (context, next) => {
    const { raw } = context.req
    const { url, method, headers, body } = raw
    const declared = headers.get('content-length')
    if (declared !== null && !headers.has('transfer-encoding'))
      return Number(declared) > longest ? tooLong() : next()
    if (method === 'GET' || method === 'HEAD' || body === null) return next()
    const bytes = await read(body, longest)
    if (bytes === null) return tooLong()
    context.req.raw = new Request(url, { method, headers, ...(bytes.length === 0 ? {} : { body: bytes }) })
    return next()
  }

/** All bytes of a stream; `null` as soon as there are too many, or when the client disconnects. */
const read = async (
  stream: ReadableStream<Uint8Array>,
  longest: number,
): Promise<Buffer<ArrayBuffer> | null> => {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (length > longest) return null
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch {
    return null
  }
}
