import { DAY, HOUR, MINUTE } from '@guichet/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  afterFailure,
  afterReading,
  beingRead,
  every,
  isDue,
  mayBeRead,
  metAt,
  spacing,
  wantedAt,
  type Standing,
} from '../src/templates/standing.ts'
import { assertEach } from '../../core/test/support/check.ts'

const start = Date.UTC(2026, 9, 20, 12)

/** What can happen to a standing, after some time. */
const step = fc.record({
  after: fc.integer({ min: 0, max: 4 * HOUR }),
  what: fc.constantFrom('reading', 'being read', 'failure', 'wanted'),
  asked: fc.option(fc.integer({ min: 0, max: DAY })),
})

const failure = { at: start, outcome: 'unknown', detail: 'x', status: null, code: null } as const

const story = fc.array(step, { maxLength: 12 }).map((steps) => {
  let now = start
  const states: { readonly now: number; readonly standing: Standing }[] = [
    { now, standing: metAt('7', now, null) },
  ]
  let standing = metAt('7', now, null)
  for (const { after, what, asked } of steps) {
    now += after
    if (what === 'reading') standing = afterReading(standing, now, now)
    if (what === 'being read') standing = beingRead(standing, now)
    if (what === 'failure') standing = afterFailure(standing, failure, asked, now)
    if (what === 'wanted') standing = wantedAt(standing, now + (asked ?? 0))
    states.push({ now, standing })
  }
  return states
})

const holds = (
  predicate: (states: readonly { readonly now: number; readonly standing: Standing }[]) => void,
): void => {
  assertEach(fc.property(story, predicate), 500)
}

test('law: a list is never due before it may be read, and always within a day and three hours', () => {
  holds((states) => {
    for (const { now, standing } of states) {
      if (isDue(standing, now)) expect(mayBeRead(standing, now)).toBe(true)
      expect(isDue(standing, now + DAY + every)).toBe(true)
    }
  })
})

test('law: after a failure nothing makes it be read sooner than that asks for', () => {
  holds((states) => {
    for (const { now, standing } of states) {
      const failed = afterFailure(standing, failure, 5 * HOUR, now)
      expect(mayBeRead(wantedAt(failed, now), now + 5 * HOUR - 1)).toBe(false)
      expect(isDue(wantedAt(failed, now), now + 5 * HOUR)).toBe(true)
    }
  })
})

test('failures in a row are tried again after 1, 2, 4 … minutes, at most three hours; a reading begins anew', () => {
  let standing = metAt('7', start, null)
  const waits = Array.from({ length: 12 }, () => {
    standing = afterFailure(standing, failure, null, start)
    return (standing.dueAt - start) / MINUTE
  })
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 180, 180, 180, 180])
  standing = afterReading(beingRead(standing, start), start, start)
  expect([standing.failures, standing.failure, standing.dueAt - start]).toEqual([0, null, every])
  expect((afterFailure(standing, failure, null, start).dueAt - start) / MINUTE).toBe(1)
})

test('what is told while a list is read makes it be read again, a minute later', () => {
  const reading = wantedAt(beingRead(metAt('7', start, null), start), start + 10_000)
  const read = afterReading(reading, start, start + 20_000)
  expect(read.dueAt).toBe(start + 20_000 + spacing)
  expect(read.readAt).toBe(start)
})

test('where the clock is set back, the list is due', () => {
  const read = afterReading(beingRead(metAt('7', start, null), start), start, start)
  expect(isDue(read, start + 1)).toBe(false)
  expect([isDue(read, start - 1), mayBeRead(read, start - 1)]).toEqual([true, true])
})
