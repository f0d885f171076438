import { DAY, HOUR, MINUTE } from '@guichet/core'
import { backOffOf, errorCode, errorTable } from '@guichet/cloud-api'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assertEach } from '../../../core/test/support/check.ts'

const attempt = fc.nat({ max: 50 })
const anyCode = fc.oneof(
  fc.constantFrom(...errorTable.flatMap(({ first, last }) => [first, last])),
  fc.integer(),
  fc.integer({ min: 130_000, max: 140_000 }),
)

describe('every wait', () => {
  test('is whole, positive and at most a day, whatever the attempt', () => {
    const strange = fc.oneof(attempt, fc.constantFrom(-1, 0.5, NaN, Infinity, -Infinity, 1e9))
    assertEach(
      fc.property(anyCode, strange, (code, n) => {
        const wait = backOffOf(code, n)
        if (wait === null) return
        expect(Number.isInteger(wait)).toBe(true)
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(DAY)
      }),
      1000,
    )
  })

  test('never gets shorter', () => {
    assertEach(
      fc.property(anyCode, attempt, (code, n) => {
        const [now, next] = [backOffOf(code, n), backOffOf(code, n + 1)]
        expect(now === null).toBe(next === null)
        if (now !== null) expect(next).toBeGreaterThanOrEqual(now)
      }),
      1000,
    )
  })

  test('is there exactly where the table says that time helps', () => {
    assertEach(
      fc.property(anyCode, attempt, (code, n) => {
        expect(backOffOf(code, n) === null).toBe(typeof errorCode(code).retry === 'string')
      }),
      1000,
    )
  })
})

describe('the table', () => {
  test('has every code once, and a meaning for each', () => {
    const rows = errorTable.toSorted((a, b) => a.first - b.first)
    for (const [index, { first, last, meaning }] of rows.entries()) {
      expect(last).toBeGreaterThanOrEqual(first)
      expect(rows[index + 1]?.first ?? Infinity).toBeGreaterThan(last)
      expect(meaning).not.toBe('')
    }
  })

  test.each(errorTable.map((row) => [row.first, row] as const))('has ERR-%i', (first, row) => {
    const { meaning, retry, sent, fault } = row
    for (const code of [first, row.last])
      expect(errorCode(code)).toMatchObject({ meaning, retry, sent, fault, clause: `ERR-${first}` })
  })

  /** Every code that Meta's pages named by November 2026, by what may be done about it. */
  const byRetry = {
    no: [
      100, 368, 470, 130472, 130497, 131005, 131008, 131009, 131020, 131021, 131026, 131030, 131031, 131037,
      131041, 131045, 131047, 131050, 131051, 131055, 131059, 131062, 131065, 131201, 131206, 131207, 131208,
      131215, 132000, 132001, 132005, 132007, 132008, 132012, 132016, 132018, 132068, 133010, 133016, 134100,
      134103, 135000, 137000, 138001, 138003, 138004, 138006, 138007, 138008, 138010, 138011, 138013, 138016,
      138017, 138019, 138020, 138021, 138022, 138023, 138024, 138037, 138038, 138039, 138999, 139000, 139001,
      139002, 139003, 139004, 139100, 139101, 139103, 141014, 147001, 147002, 147003, 147004, 147005,
    ],
    'after-fix': [
      0, 3, 10, 102, 190, 200, 250, 299, 131042, 131044, 131053, 131063, 132015, 138000, 138015, 138018,
      141008,
    ],
    'back-off': [1, 2, 4, 613, 80007, 130429, 131000, 131016, 131052, 131056, 131057, 133004, 138002, 139102],
    'not-before': [131048, 131049, 131064, 132069, 138005, 138009, 138012, 138014],
    'unknown-code': [-1, 5, 199, 300, 131215.5, 131216, 137999, 139005, 147006, 999_999, NaN],
  }
  const kindOf = (code: number): string => {
    const { retry } = errorCode(code)
    return typeof retry === 'string' ? retry : retry.kind
  }

  test.each(Object.entries(byRetry))('says %s of the right codes', (kind, codes) => {
    expect(codes.filter((code) => kindOf(code) !== kind)).toEqual([])
  })

  test('has no other codes', () => {
    const expected = new Set(Object.values(byRetry).flat())
    expect(errorTable.filter(({ first }) => !expected.has(first))).toEqual([])
  })

  test('is in doubt about every fault inside WhatsApp, and about what it does not know', () => {
    const sentOf = (sent: string): readonly number[] =>
      errorTable.flatMap((row) => (row.sent === sent ? [row.first] : [])).toSorted((a, b) => a - b)
    expect(sentOf('in-doubt')).toEqual([1, 2, 131000, 131016, 133004, 139103])
    expect(sentOf('by-status')).toEqual([
      131020, 131041, 131201, 131207, 131208, 134100, 135000, 138004, 138007, 138008, 138010, 138016, 138019,
      138024, 138039, 139000, 139100, 147001,
    ])
    expect(errorCode(999_999)).toEqual({
      meaning: 'an unknown error code',
      retry: 'unknown-code',
      sent: 'by-status',
      fault: 'unknown',
      freesKey: false,
      clause: null,
    })
  })

  /** What is mended, released or waited for on our side, so that the message itself may go again. */
  const byFault = {
    access: [0, 3, 10, 102, 190, 200, 299],
    account: [
      368, 130497, 131005, 131031, 131037, 131042, 131044, 131045, 131063, 131064, 133010, 133016, 138000,
      138014, 138015, 138018, 141008, 141014,
    ],
    pace: [4, 613, 80007, 130429, 131048, 131056, 131057, 138002, 138005],
    whatsapp: [1, 2, 131000, 131016, 133004],
  }

  test.each(Object.entries(byFault))('finds the fault of these with %s, and of no others', (fault, codes) => {
    const found = errorTable.filter((row) => row.fault === fault).flatMap(({ first, last }) => [first, last])
    expect([...new Set(found)].toSorted((a, b) => a - b)).toEqual(codes)
  })

  test('nothing is sent again by itself that pacing dropped (POS-43)', () => {
    for (const code of [132015, 135000])
      expect([0, 1, 9].map((nth) => backOffOf(code, nth))).toEqual([null, null, null])
  })

  test('frees the key for what was surely not sent, and can pass as it is once something is mended', () => {
    const mended = [131052, 131053, 132015, 139102]
    const freed = new Set([...byFault.access, ...byFault.account, ...byFault.pace, ...mended])
    for (const { first, last } of errorTable)
      for (const code of [first, last])
        expect([code, errorCode(code).freesKey]).toEqual([code, freed.has(code)])
    for (const { first } of errorTable)
      if (errorCode(first).freesKey) expect(errorCode(first).sent).toBe('nothing')
  })
})

test.each([0, 1, 2, 3, 4, 8])('after %i failures the pair rate asks for 4^X seconds', (n) => {
  expect(backOffOf(131056, n)).toBe(4 ** n * 1000)
})

test.each([
  [131056, [1000, 4000, 16_000, 64_000], DAY],
  [131049, [DAY, DAY], DAY],
  [131048, [HOUR, HOUR], HOUR],
  [130429, [1000, 2000, 4000, 8000], 5 * MINUTE],
  [131000, [1000, 2000], 5 * MINUTE],
  [80007, [MINUTE, 2 * MINUTE, 4 * MINUTE], HOUR],
  [131057, [15_000, 30_000, MINUTE], 5 * MINUTE],
])('%i waits %j, and in the end %i', (code, waits, longest) => {
  expect(waits.map((_, n) => backOffOf(code, n))).toEqual(waits)
  expect(backOffOf(code, 100)).toBe(longest)
})
