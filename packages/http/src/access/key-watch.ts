import { isKnownKey } from './keys.ts'

/** Tells where an API key stands that must not leave. */
export interface KeyWatch {
  /** Is the text one of the gateway's keys, exactly? */
  readonly isKey: (text: string) => boolean
  /** Does the caller's key stand anywhere in the text, or is the text another one of the gateway's keys? */
  readonly isIn: (text: string) => boolean
  /** The same of every name and every text in a value of JSON. */
  readonly isWithin: (value: unknown) => boolean
  /** The caller's key as bytes, for bodies that are read as they pass. */
  readonly bytes: Uint8Array
}

/**
 * Watches for the key that a caller came with, and for all others of the gateway as far as their digests tell:
 * those are found only where they stand alone.
 */
export const keyWatch = (key: string, digests: readonly Uint8Array[]): KeyWatch => {
  const isKey = (text: string): boolean => isKnownKey(text, digests)
  const isIn = (text: string): boolean => mentions(text, key) || (digests.length > 1 && isKey(text.trim()))
  const isWithin = (value: unknown): boolean => {
    // No recursion: what can be parsed can be deeper than the stack.
    const open: unknown[] = [value]
    while (open.length > 0) {
      const one = open.pop()
      if (typeof one === 'string' && isIn(one)) return true
      if (Array.isArray(one)) for (const inner of one) open.push(inner)
      else if (typeof one === 'object' && one !== null)
        for (const [name, inner] of Object.entries(one)) open.push(name, inner)
    }
    return false
  }
  return { isKey, isIn, isWithin, bytes: Buffer.from(key) }
}

/** How many layers of encoding are taken off; nobody needs more by mistake. */
const layers = 4

/**
 * Does the key stand in the text: as it is, percent-encoded or in escapes of JSON, up to four times over and in
 * any order?
 */
export const mentions = (text: string, key: string): boolean => {
  let read: ReadonlySet<string> = new Set([text])
  for (let layer = 0; read.size > 0; layer++) {
    if ([...read].some((one) => one.includes(key))) return true
    if (layer === layers) return false
    read = new Set(
      [...read].flatMap((one) => [percentDecoded(one), unescaped(one)].filter((next) => next !== one)),
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
