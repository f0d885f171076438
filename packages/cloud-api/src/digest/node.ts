import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()

/** HMAC-SHA256 of bytes, or of a text's UTF-8 bytes, under a key. */
export const hmacSha256 = (key: string, body: Uint8Array | string): Uint8Array =>
  createHmac('sha256', key).update(body).digest()

/** Are two equally long digests the same? Takes as long for every answer. */
export const sameDigest = (a: Uint8Array, b: Uint8Array): boolean => timingSafeEqual(a, b)
