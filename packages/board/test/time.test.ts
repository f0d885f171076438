import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarOf, durationInWords } from '../src/page/words/time.ts'
import { holds } from '../../core/test/support/check.ts'
import { HOUR, noon } from './support/threads.ts'

const units: Readonly<Record<string, number>> = { s: 1000, min: 60_000, h: HOUR, d: 24 * HOUR }

/** What the words say, in milliseconds. */
const meant = (words: string): number =>
  [...words.matchAll(/(\d+) (s|min|h|d)/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? Number.NaN),
    0,
  )

describe('a time that is left', () => {
  it('is never told longer than it is, and no unit too short', () => {
    holds([fc.nat({ max: 40 * 24 * HOUR })], (length) => {
      const told = meant(durationInWords(length))
      const step = length < 60_000 ? 1000 : length < 24 * HOUR ? 60_000 : HOUR
      return told <= length && length - told < step
    })
  })

  it.each([
    [0, '0 s'],
    [-5000, '0 s'],
    [999, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [HOUR - 1, '59 min'],
    [HOUR, '1 h'],
    [3 * HOUR + 12 * 60_000 + 59_999, '3 h 12 min'],
    [24 * HOUR - 1, '23 h 59 min'],
    [52 * HOUR, '2 d 4 h'],
  ])('%d is %s', (length, words) => {
    expect(durationInWords(length)).toBe(words)
  })
})

describe('an instant', () => {
  it.each([
    ['Europe/Berlin', '2026-10-20T12:05:00Z', '14:05'],
    ['Europe/Berlin', '2026-10-21T12:05:00Z', 'tomorrow 14:05'],
    ['Europe/Berlin', '2026-10-19T12:05:00Z', 'yesterday 14:05'],
    ['Europe/Berlin', '2026-10-20T22:05:00Z', 'tomorrow 00:05'],
    ['America/New_York', '2026-10-20T22:05:00Z', '18:05'],
    ['Pacific/Apia', '2026-10-20T10:30:00Z', '23:30'],
    ['UTC', '2026-10-24T12:05:00Z', '24 Oct 12:05'],
  ])('in %s, %s is told as %s', (zone, at, words) => {
    const now = zone === 'Pacific/Apia' ? Date.parse('2026-10-20T10:00:00Z') : noon
    expect(calendarOf(zone).moment(Date.parse(at), now)).toBe(words)
    expect(calendarOf(zone).when(Date.parse(at), now)).toBe(
      words.replace(/(?=\d\d:)/, 'at ').replace(/^(?=\d+ )/, 'on '),
    )
  })
})
