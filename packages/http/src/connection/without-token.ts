import { removed } from './forwarded-headers.ts'

/**
 * The same bytes without the access token: Graph writes it into the addresses of further pages and into some
 * errors, as it is or percent-encoded.
 */
export const withoutToken = (
  body: ReadableStream<Uint8Array>,
  accessToken: string,
): ReadableStream<Uint8Array> =>
  [...new Set([accessToken, encodeURIComponent(accessToken)])].reduce(
    (stream, secret) => stream.pipeThrough(replacing(Buffer.from(secret), Buffer.from(removed))),
    body,
  )

/** Also across two chunks. */
const replacing = (secret: Buffer, by: Buffer): TransformStream<Uint8Array, Uint8Array> => {
  let rest: Buffer = Buffer.alloc(0)
  return new TransformStream({
    transform: (chunk, controller) => {
      let bytes = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
      for (let at = bytes.indexOf(secret); at !== -1; at = bytes.indexOf(secret)) {
        controller.enqueue(Buffer.concat([bytes.subarray(0, at), by]))
        bytes = bytes.subarray(at + secret.length)
      }
      const kept = beginning(bytes, secret)
      if (bytes.length > kept) controller.enqueue(bytes.subarray(0, bytes.length - kept))
      rest = bytes.subarray(bytes.length - kept)
    },
    flush: (controller) => {
      if (rest.length > 0) controller.enqueue(rest)
    },
  })
}

/** How many bytes at the end can be the beginning of the secret. */
const beginning = (bytes: Buffer, secret: Buffer): number => {
  for (let length = Math.min(bytes.length, secret.length - 1); length > 0; length--)
    if (bytes.subarray(bytes.length - length).equals(secret.subarray(0, length))) return length
  return 0
}
