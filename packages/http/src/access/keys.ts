import { createHash, timingSafeEqual } from 'node:crypto'

/** What is kept of an API key: its SHA-256. */
export const digestOfKey = (key: string): Uint8Array => createHash('sha256').update(key).digest()

/**
 * The name of a key in the log: the first eight hexadecimal digits of its SHA-256. It stays where keys come and
 * go beside it, and tells nothing of a key that was made by chance.
 */
export const nameOfKey = (key: string): string => Buffer.from(digestOfKey(key)).toString('hex').slice(0, 8)

/** Is it one of the keys? Takes the same time whichever one it is, and however much of one it is. */
export const isKnownKey = (candidate: string, digests: readonly Uint8Array[]): boolean => {
  const digest = digestOfKey(candidate)
  let isKnown = false
  // Every key is tried, so that the time taken does not tell which one matched.
  for (const known of digests) if (timingSafeEqual(digest, known)) isKnown = true
  return isKnown
}
