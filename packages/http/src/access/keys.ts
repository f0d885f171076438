import { createHash, timingSafeEqual } from 'node:crypto'

/** What is kept of an API key: its SHA-256. */
export const digestOfKey = (key: string): Uint8Array => createHash('sha256').update(key).digest()

/** Is it one of the keys? Takes the same time whichever one it is, and however much of one it is. */
export const isKnownKey = (candidate: string, digests: readonly Uint8Array[]): boolean => {
  const digest = digestOfKey(candidate)
  let isKnown = false
  // Every key is tried, so that the time taken does not tell which one matched.
  for (const known of digests) if (timingSafeEqual(digest, known)) isKnown = true
  return isKnown
}
