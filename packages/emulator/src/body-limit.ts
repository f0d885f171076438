import type { MiddlewareHandler } from 'hono'

/**
 * Lets no body through that is longer than so many bytes. Hono's own limit makes a `Request` of the one it gets,
 * which Node's `Request` does not take from a server that hands in its own kind.
 */
export const bodyLimit =
  (longest: number, tooLong: () => Response): MiddlewareHandler =>
  async (context, next) => {
    const { raw } = context.req
    const { url, method, headers, body } = raw
    const told = headers.get('content-length')
    if (told !== null && !headers.has('transfer-encoding')) return Number(told) > longest ? tooLong() : next()
    if (method === 'GET' || method === 'HEAD' || body === null) return next()
    const bytes = await read(body, longest)
    if (bytes === null) return tooLong()
    context.req.raw = new Request(url, { method, headers, ...(bytes.length === 0 ? {} : { body: bytes }) })
    return next()
  }

/** All bytes of a stream; `null` as soon as there are too many, or when it breaks off: then nobody reads the answer. */
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
