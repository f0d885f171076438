import { isKnownKey } from './keys.ts'

/** Finds API keys in places from which they must not leave the gateway. */
export interface KeyWatch {
  /** Is the text one of the gateway's keys, exactly? */
  readonly isKey: (text: string) => boolean
  /** Does the text contain the caller's key, or is it another key of the gateway? */
  readonly isIn: (text: string) => boolean
  /** The same for every name and every text in a JSON value. */
  readonly isWithin: (value: unknown) => boolean
  /** The caller's key as bytes, for bodies that are searched as a stream. */
  readonly bytes: Uint8Array
}

/**
 * Finds the caller's key anywhere in a text, and every other key of the gateway where it is the whole text:
 * only digests of the others are kept.
 */
export const keyWatch = (key: string, digests: readonly Uint8Array[]): KeyWatch => {
  const isKey = (text: string): boolean => isKnownKey(text, digests)
  const isIn = (text: string): boolean => mentions(text, key) || (digests.length > 1 && isKey(text.trim()))
  const isWithin = (json: unknown): boolean => {
    // No recursion: a value that can be parsed can be deeper than the stack.
    const open: unknown[] = [json]
    while (open.length > 0) {
      const value = open.pop()
      if (typeof value === 'string' && isIn(value)) return true
      if (Array.isArray(value)) for (const inner of value) open.push(inner)
      else if (typeof value === 'object' && value !== null)
        for (const [name, inner] of Object.entries(value)) open.push(name, inner)
    }
    return false
  }
  return { isKey, isIn, isWithin, bytes: Buffer.from(key) }
}

/** How many layers of encoding are removed. No client nests more of them by mistake. */
const layers = 4

/**
 * Does the text contain the key: as it is, percent-encoded or with JSON escapes, up to four times over and in
 * any order?
 */
export const mentions = (text: string, key: string): boolean => {
  let read: ReadonlySet<string> = new Set([text])
  for (let layer = 0; read.size > 0; layer++) {
    if ([...read].some((value) => value.includes(key))) return true
    if (layer === layers) return false
    read = new Set(
      [...read].flatMap((value) =>
        [percentDecoded(value), unescaped(value)].filter((next) => next !== value),
      ),
    )
  }
  return false
}

/** Keys are ASCII, so nothing else needs to be decoded. */
const percentDecoded = (text: string): string =>
  text.includes('%') ? text.replaceAll(/%([0-7][\da-f])/gi, (_, hex: string) => character(hex)) : text

const unescaped = (text: string): string =>
  text.includes('\\')
    ? text.replaceAll(/\\u00([0-7][\da-f])|\\(["\\/])/gi, (_, hex: string | undefined, plain: string) =>
        hex === undefined ? plain : character(hex),
      )
    : text

const character = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16))
