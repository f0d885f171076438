import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { intervalOf, nameOf, percent, sampleOf, type Report } from '../src/index.ts'

const file = 'packages/core/src/tier/allot.ts'

/** A report of so many mutants, in an order that is turned or not. */
const reportOf = (count: number, isTurned = false): Report => {
  const mutants = Array.from({ length: count }, (_, index) => ({
    mutatorName: 'BooleanLiteral',
    replacement: index % 2 === 0 ? 'true' : 'false',
    status: 'CompileError' as const,
    location: { start: { line: 1 + (index >> 1), column: 1 }, end: { line: 1 + (index >> 1), column: 9 } },
  }))
  return { files: { [file]: { source: '', mutants: isTurned ? mutants.toReversed() : mutants } } }
}

const namesIn = (report: Report): readonly string[] =>
  Object.entries(report.files).flatMap(([path, { mutants }]) => mutants.map((one) => nameOf(path, one)))

const drawn = (report: Report, size: number, seed: number, batch = 1000): readonly string[] =>
  sampleOf(report, { size, seed, batch }).flatMap(({ names }) => names)

const seeds = fc.integer({ min: 1, max: 999_999_999 })

describe('a sample', () => {
  test('has mutants of the report, none twice, as many as wanted or all', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.integer({ min: 1, max: 80 }), seeds, (count, size, seed) => {
        const report = reportOf(count)
        const names = drawn(report, size, seed)
        const known = new Set(namesIn(report))
        return (
          names.length === Math.min(count, size) &&
          new Set(names).size === names.length &&
          names.every((name) => known.has(name))
        )
      }),
    )
  })

  test('is the same for the same seed, whatever the order of the report and the batches', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, batch) => {
        expect(drawn(reportOf(40, true), 20, seed, batch)).toEqual(drawn(reportOf(40), 20, seed))
      }),
    )
  })

  test('begins with the smaller sample of the same seed', () => {
    fc.assert(
      fc.property(seeds, fc.nat(30), (seed, size) => {
        expect(drawn(reportOf(40), 40, seed).slice(0, size)).toEqual(drawn(reportOf(40), size, seed))
      }),
    )
  })

  test('comes in batches, the last of what is left, each with the places of its mutants', () => {
    const batches = sampleOf(reportOf(20), { size: 9, seed: 1, batch: 4 })
    expect(batches.map(({ names }) => names.length)).toEqual([4, 4, 1])
    for (const { names, places } of batches)
      expect(new Set(places)).toEqual(
        new Set(
          names.map((name) => `${file}:${/:(\d+):1/.exec(name)?.[1]}:0-${/:(\d+):1/.exec(name)?.[1]}:8`),
        ),
      )
  })

  test('draws every mutant equally often, in every position', () => {
    const report = reportOf(10)
    const counts = new Map(namesIn(report).map((name) => [name, [0, 0, 0]]))
    const runs = 6000
    for (let seed = 1; seed <= runs; seed++)
      for (const [position, name] of drawn(report, 3, seed * 7919).entries()) {
        const found = counts.get(name)
        if (found !== undefined) found[position] = (found[position] ?? 0) + 1
      }
    // 600 are expected, with a standard deviation of 23.
    for (const found of [...counts.values()].flat()) {
      expect(found).toBeGreaterThan(600 - 5 * 23)
      expect(found).toBeLessThan(600 + 5 * 23)
    }
  })
})

describe('an interval', () => {
  const score = (noticed: number, all: number): Parameters<typeof intervalOf>[0] => ({
    folder: 'all',
    noticed,
    all,
  })

  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), method 3.
  test.each([
    [81, 263, 25.53, 36.62],
    [15, 148, 6.24, 16.05],
    [0, 20, 0, 16.11],
    [1, 29, 0.61, 17.18],
  ])('of %i of %i is that of Newcombe', (noticed, all, low, high) => {
    const interval = intervalOf(score(noticed, all))
    expect(interval[0]).toBeCloseTo(low, 2)
    expect(interval[1]).toBeCloseTo(high, 2)
  })

  const scores = fc.nat(999).chain((all) => fc.nat(all).map((noticed) => score(noticed, all)))

  test('holds the share itself and lies within 0 and 100', () => {
    fc.assert(
      fc.property(scores, (one) => {
        const [low, high] = intervalOf(one)
        const share = percent(one)
        return 0 <= low && low <= share + 1e-9 && share - 1e-9 <= high && high <= 100
      }),
    )
  })

  test('is the mirror image for what was not noticed', () => {
    fc.assert(
      fc.property(scores, (one) => {
        const [low, high] = intervalOf(one)
        const [mirroredLow, mirroredHigh] = intervalOf({ ...one, noticed: one.all - one.noticed })
        expect(mirroredLow).toBeCloseTo(100 - high, 9)
        expect(mirroredHigh).toBeCloseTo(100 - low, 9)
      }),
    )
  })
})
