import { joinedBytes, textOfBytes } from './bytes.ts'

/** One JSON text of an input, with the line on which it begins (from 1). */
export type OnText = (text: string, line: number) => void
/** A part that is too long to be a record. */
export type OnTooLong = (line: number, bytes: number) => void

/** Splits a stream of bytes into JSON texts, in bounded memory. */
export interface Splitter {
  readonly push: (chunk: Uint8Array) => void
  readonly end: () => void
}

/** Meta's webhook bodies have up to 3 MB (HOOK-4); nothing that is longer than this is one. */
export const longestText: number = 16 * 1024 * 1024

const newline = 0x0a

/** Cuts at line ends: one text a line, blank lines included. */
export const splitLines = (onText: OnText, onTooLong: OnTooLong): Splitter => {
  let rest: Uint8Array[] = []
  let restLength = 0
  let line = 1

  const take = (piece: Uint8Array): void => {
    const length = restLength + piece.length
    if (length > longestText) onTooLong(line, length)
    else {
      const text = textOfBytes(joinedBytes([...rest, piece]))
      onText(text, line)
    }
    rest = []
    restLength = 0
    line++
  }
  const keep = (piece: Uint8Array): void => {
    // A text that is already too long is counted, not kept.
    if (restLength <= longestText) rest.push(piece)
    restLength += piece.length
  }

  return {
    push: (chunk) => {
      let start = 0
      for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
        take(chunk.subarray(start, end))
        start = end + 1
      }
      if (start < chunk.length) keep(chunk.subarray(start))
    },
    end: () => {
      if (restLength > 0) take(new Uint8Array(0))
    },
  }
}

/** One JSON text a line; blank lines are skipped. */
export const splitNdjson = (onText: OnText, onTooLong: OnTooLong): Splitter =>
  splitLines((text, line) => {
    if (!isBlank(text)) onText(text, line)
  }, onTooLong)

const isBlank = (text: string): boolean => text.length < 64 && text.trim() === ''

/**
 * Cuts at the ends of objects, wherever the line ends are: for a JSON array, and for objects that are printed
 * over many lines. Anything else between objects than brackets and commas is a text, too.
 */
export const splitValues = (onText: OnText, onTooLong: OnTooLong): Splitter => {
  let kept: Uint8Array[] = []
  let keptLength = 0
  let line = 1
  let beginsOn = 1
  let depth = 0
  let inside: 'nothing' | 'object' | 'string' | 'stray' = 'nothing'
  let escaped = false
  let before = 0

  const finish = (piece: Uint8Array): void => {
    const length = keptLength + piece.length
    if (length > longestText) onTooLong(beginsOn, length)
    else onText(textOfBytes(joinedBytes([...kept, piece])), beginsOn)
    kept = []
    keptLength = 0
    inside = 'nothing'
    depth = 0
    escaped = false
  }

  const push = (chunk: Uint8Array): void => {
    let start = inside === 'nothing' ? -1 : 0
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i] ?? 0
      if (byte === newline) line++
      switch (inside) {
        case 'string':
          if (byte === newline) {
            // No JSON text breaks a line inside a string: this one was cut short.
            finish(chunk.subarray(start, i))
            start = -1
          } else if (escaped) escaped = false
          else if (byte === 0x5c) escaped = true
          else if (byte === 0x22) inside = 'object'
          break
        case 'object':
          if (byte === 0x22) inside = 'string'
          else if (byte === 0x7b) {
            depth++
            if (!mayPrecedeObject(before)) {
              // The object before was cut short, and this is the next one.
              finish(chunk.subarray(start, i))
              start = i
              beginsOn = line
              inside = 'object'
              depth = 1
            }
          } else if (byte === 0x7d && --depth === 0) {
            finish(chunk.subarray(start, i + 1))
            start = -1
          }
          if (byte > 0x20) before = byte
          break
        case 'stray':
          if (byte === newline || byte === 0x2c || byte === 0x5d) {
            finish(chunk.subarray(start, i))
            start = -1
          }
          break
        case 'nothing':
          if (isBetween(byte)) break
          start = i
          beginsOn = line
          inside = byte === 0x7b ? 'object' : 'stray'
          depth = 1
          before = byte
      }
    }
    if (inside === 'nothing') return
    if (keptLength <= longestText) kept.push(chunk.subarray(start))
    keptLength += chunk.length - start
  }

  return {
    push,
    end: () => {
      if (inside !== 'nothing') finish(new Uint8Array(0))
    },
  }
}

/** White space, commas and the brackets of arrays. */
const isBetween = (byte: number): boolean =>
  byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x2c || byte === 0x5b || byte === 0x5d

/** Inside an object, another one may only follow a colon, a comma or an opening bracket. */
const mayPrecedeObject = (byte: number): boolean => byte === 0x3a || byte === 0x2c || byte === 0x5b

/** How many of the first bytes decide how the input is split. */
export const headLength: number = 64 * 1024

/**
 * Chooses the splitter by the beginning of the input: an array or a lone opening brace means values, anything
 * else one JSON text a line. A first line that no object could follow is a broken line.
 */
export const splitterFor = (start: Uint8Array, onText: OnText, onTooLong: OnTooLong): Splitter => {
  const head = textOfBytes(start.subarray(0, headLength)).trimStart()
  return (head.startsWith('[') || /^\{[^\S\n]*\n/.test(head)) && !/^[^\n]*[^\s[,:]\s*\n\s*\{/.test(head)
    ? splitValues(onText, onTooLong)
    : splitNdjson(onText, onTooLong)
}
