import fc from 'fast-check'
import { assertEach } from '../../core/test/support/check.ts'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, type Interval } from '@guichet/core'
import { clockOf } from '../src/clock.ts'
import { longestQuiet, scaleOf } from '../src/scale.ts'
import { ticksOf } from '../src/ticks.ts'
import { timeZone } from './arbitraries.ts'
import { at } from './scenes.ts'

const start = at('2026-03-01T00:00:00Z')
const time = fc.integer({ min: 0, max: 100 * 24 * 60 }).map((minutes) => start + minutes * MINUTE)
const interval: fc.Arbitrary<Interval> = fc
  .tuple(time, fc.integer({ min: 0, max: 72 }))
  .map(([opensAt, hours]) => ({ opensAt, closesAt: opensAt + hours * HOUR }))

const periodOf = (busy: readonly Interval[]): Interval => ({
  opensAt: Math.min(...busy.map(({ opensAt }) => opensAt)),
  closesAt: Math.max(...busy.map(({ closesAt }) => closesAt)) + HOUR,
})

describe('the scale', () => {
  test('never runs backwards and stays between its ends', () => {
    assertEach(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 20 }), fc.array(time), (busy, times) => {
        const scale = scaleOf(periodOf(busy), busy, 100, 900)
        const places = times.toSorted((a, b) => a - b).map(scale.x)
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const x of places) expect(x >= 100 && x <= 900).toBe(true)
      }),
    )
  })

  test('compresses only quiet times, and only long ones', () => {
    assertEach(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 20 }), (busy) => {
        for (const gap of scaleOf(periodOf(busy), busy, 100, 900).breaks) {
          expect(gap.closesAt - gap.opensAt).toBeGreaterThan(longestQuiet)
          for (const { opensAt, closesAt } of busy)
            expect(closesAt <= gap.opensAt || opensAt >= gap.closesAt).toBe(true)
        }
      }),
    )
  })

  test('compresses the week before a customer returns', () => {
    const busy = [0, 8].map((day) => ({ opensAt: start + day * DAY, closesAt: start + (day + 1) * DAY }))
    const { breaks } = scaleOf(periodOf(busy), busy, 100, 900)
    expect(breaks.map((gap) => (gap.closesAt - gap.opensAt) / DAY)).toEqual([7])
  })
})

describe('the ticks', () => {
  const ticksIn = (zone: string, from: string, until: string, every: number): readonly string[] => {
    const period = { opensAt: at(from), closesAt: at(until) }
    const clock = clockOf(zone)
    const ticks = ticksOf(scaleOf(period, [period], 0, 900), { every, unit: 'minutes' }, clock)
    return ticks.map((tick) => clock.time(tick.at))
  }

  test('stand at the hours that clocks show on a day of 23 hours', () => {
    const ticks = ticksIn('America/New_York', '2026-03-08T05:00:00Z', '2026-03-08T12:00:00Z', 60)
    expect(ticks).toEqual(['00:00', '01:00', '03:00', '04:00', '05:00', '06:00', '07:00', '08:00'])
  })

  test('stand at the hours that clocks show on a day of 25 hours', () => {
    const ticks = ticksIn('America/New_York', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z', 360)
    expect(ticks).toEqual(['00:00', '06:00', '12:00', '18:00', '00:00'])
  })

  test('begin a day where clocks skip midnight', () => {
    const ticks = ticksIn('America/Santiago', '2026-09-06T03:30:00Z', '2026-09-06T16:00:00Z', 360)
    expect(ticks).toEqual(['01:00', '06:00', '12:00'])
  })

  test('come in order, each once, at whole steps of the local clock', () => {
    assertEach(
      fc.property(time, timeZone, fc.constantFrom(30, 60, 180, 720), (from, zone, every) => {
        const period = { opensAt: from, closesAt: from + 2 * DAY }
        const clock = clockOf(zone)
        const ticks = ticksOf(scaleOf(period, [period], 0, 900), { every, unit: 'minutes' }, clock)
        const instants = ticks.map((tick) => tick.at)
        expect(instants).toEqual([...new Set(instants)].toSorted((a, b) => a - b))
        for (const tick of ticks) {
          const [hours, minutes] = clock.time(tick.at).split(':').map(Number)
          if (!tick.startsDay) expect((60 * (hours ?? 0) + (minutes ?? 0)) % every).toBe(0)
        }
      }),
      40,
    )
  })
})
