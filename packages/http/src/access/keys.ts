import { createHash, timingSafeEqual } from 'node:crypto'

/** The SHA-256 of an API key; the key itself is not kept. */
export const digestOfKey = (key: string): Uint8Array => createHash('sha256').update(key).digest()

/**
 * The name of a key in the log: the first eight hexadecimal digits of its SHA-256. It does not change when
 * other keys come and go, and it reveals nothing about a random key.
 */
export const nameOfKey = (key: string): string => Buffer.from(digestOfKey(key)).toString('hex').slice(0, 8)

/**
 * Is it one of the keys? Takes constant time: neither the key that matches nor the length of a match shows.
 */
export const isKnownKey = (candidate: string, digests: readonly Uint8Array[]): boolean => {
  const digest = digestOfKey(candidate)
  let isKnown = false
  // Every key is tried, so that the time taken does not tell which one matched.
  for (const known of digests) if (timingSafeEqual(digest, known)) isKnown = true
  return isKnown
}
