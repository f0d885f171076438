import { DAY, HOUR, MINUTE, type Duration } from '@guichet/core'

/**
 * A text from outside, made fit to print: no control, formatting or unassigned characters (they could
 * turn the reading direction or break the file), white space in one line, no towers of accents, not
 * longer than `longest` characters.
 */
export const clean = (text: string, longest = 60): string => {
  const printable = text
    .slice(0, 4 * longest)
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/\p{C}/gu, '')
    .replaceAll(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim()
  const characters = Array.from(printable)
  return characters.length <= longest ? printable : `${characters.slice(0, longest - 1).join('')}…`
}

/** Cuts a text so that it is no wider than `room` pixels. */
export const cutToFit = (text: string, size: number, room: number): string => {
  if (textWidth(text, size) <= room) return text
  const characters = Array.from(text)
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, size) > room) characters.pop()
  return `${characters.join('')}…`
}

/** How wide a text gets at most, in pixels: no font is at hand here, so a wide one is assumed. */
export const textWidth = (text: string, size: number): number =>
  Array.from(text).reduce((width, character) => width + size * characterWidth(character), 0)

/** Bold letters are about this much wider. */
export const bold = 1.1

const characterWidth = (character: string): number => {
  if (/[ijl|!'.,:;· ]/u.test(character)) return 0.32
  if (/[frt()[\]-]/u.test(character)) return 0.42
  if (/[mMW…—]/u.test(character)) return 0.99
  if (/[A-Zw×]/u.test(character)) return 0.84
  return character < '\u0250' ? 0.64 : 1.05
}

/** A length of time for a label: `45 min`, `27.5 h`, `7 days`. */
export const shortDuration = (length: Duration): string => {
  if (length < HOUR) return `${Math.round(length / MINUTE)} min`
  if (length < 4 * DAY) return `${Math.round((10 * length) / HOUR) / 10} h`
  return `${Math.round((10 * length) / DAY) / 10} days`
}

/** A quiet time for a label, a number and its unit: `40` and `hours`, `6` and `days`. */
export const quietDuration = (length: Duration): readonly [string, string] =>
  length < 3 * DAY ? [`${Math.round(length / HOUR)}`, 'hours'] : [`${Math.round(length / DAY)}`, 'days']

/** `1 message`, `3 messages`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
