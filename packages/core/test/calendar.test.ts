import { describe, expect, test } from 'vitest'
import { HOUR, defaultSettings, engine, fromIso, type Calendar, type Settings } from '../src/index.ts'
import { localDate } from '../src/time.ts'

const calendarIn = (more: Partial<Settings> = {}): Calendar => engine({ ...defaultSettings, ...more }).rulesAt
const at = (iso: string): number => fromIso(iso) ?? Number.NaN

describe('the month of an instant is that of the local day', () => {
  test.each(['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Africa/Cairo'])('in %s', (timeZone) => {
    const { monthOf } = calendarIn({ timeZone })
    const start = at('2025-11-01T00:00:00Z')
    // Every five hours of sixteen months, there and back, so that each month is asked for before and after others.
    const instants = Array.from({ length: 2300 }, (_, index) => start + index * 5 * HOUR)
    const asked = [...instants, ...instants.toReversed(), ...instants.flatMap((one) => [one, start])]
    const wrong = asked.filter((one) => monthOf(one) !== localDate(one, timeZone).slice(0, 7))
    expect(wrong).toEqual([])
  })

  test('to the millisecond, whichever month was asked for before', () => {
    const { monthOf } = calendarIn()
    const asked = [
      '2026-09-15T00:00:00Z',
      '2026-11-15T00:00:00Z',
      '2026-10-01T00:00:00Z',
      '2026-09-30T23:59:59.999Z',
      '2026-12-31T23:59:59.999Z',
      '2027-01-01T00:00:00Z',
      '2026-10-31T23:59:59.999Z',
      '2026-11-01T00:00:00Z',
    ]
    expect(asked.map((iso) => monthOf(at(iso)))).toEqual(asked.map((iso) => iso.slice(0, 7)))
  })
})

describe('the rules in force', () => {
  test('are the first from ever, and each later one from midnight of its day (POS-30)', () => {
    const calendar = calendarIn({ timeZone: 'America/Los_Angeles' })
    expect(calendar(at('1990-01-01T00:00:00Z'))).toMatchObject({ id: '2022-02-01', from: -Infinity })
    expect(calendar(at('2026-10-01T06:59:59.999Z')).id).toBe('2026-09-28')
    expect(calendar(at('2026-10-01T07:00:00Z'))).toMatchObject({
      id: '2026-10-01',
      from: at('2026-10-01T07:00:00Z'),
    })
  })

  test('are one from ever, where that one is named', () => {
    expect(calendarIn({ rulebook: '2026-10-01' })(0)).toMatchObject({ id: '2026-10-01', from: -Infinity })
  })

  test('let calls open the window from a day on, or never (CSW-2)', () => {
    const from = (day: string): number => calendarIn()(at(`${day}T00:00:00Z`)).callsOpenWindowFrom
    expect(from('2024-01-01')).toBe(Infinity)
    expect(from('2025-07-01')).toBe(at('2025-07-15T00:00:00Z'))
  })

  test('exempt an organisation until a day, or not at all (OCT26-8)', () => {
    const until = (exemptOrganisation: boolean, day: string): number =>
      calendarIn({ exemptOrganisation })(at(`${day}T00:00:00Z`)).exemptUntil
    expect(until(true, '2026-11-01')).toBe(at('2028-01-01T00:00:00Z'))
    expect(until(true, '2025-11-01')).toBe(-Infinity)
    expect(until(false, '2026-11-01')).toBe(-Infinity)
  })
})
