import { hmac } from '@noble/hashes/hmac.js'
import { sha256 as sha256OfBytes } from '@noble/hashes/sha2.js'

const utf8 = new TextEncoder()

/** SHA-256 of a text's UTF-8 bytes. */
export const sha256 = (text: string): Uint8Array => sha256OfBytes(utf8.encode(text))

/** HMAC-SHA256 of bytes, or of a text's UTF-8 bytes, under a key. */
export const hmacSha256 = (key: string, body: Uint8Array | string): Uint8Array =>
  hmac(sha256OfBytes, utf8.encode(key), typeof body === 'string' ? utf8.encode(body) : body)

/** Are two equally long digests the same? Takes as long for every answer. */
export const sameDigest = (a: Uint8Array, b: Uint8Array): boolean =>
  a.reduce((difference, byte, place) => difference | (byte ^ (b[place] ?? 0)), a.length ^ b.length) === 0
