import fc from 'fast-check'
import { assertEach } from '../../core/test/support/check.ts'
import { describe, expect, test } from 'vitest'
import { drawTimeline } from '../src/index.ts'
import { history, hostileText, timeZone } from './arbitraries.ts'
import { at, engineIn, received, replied, scenes } from './scenes.ts'
import { allElements, pointsOf, readXml, textOf } from './well-formed.ts'

const plainElements = new Set(['svg', 'g', 'rect', 'path', 'text', 'title', 'desc', 'style'])

/** Draws, and checks what must hold of every picture. */
const drawChecked = (...given: Parameters<typeof drawTimeline>): string => {
  const text = drawTimeline(...given)
  const svg = readXml(text)
  const width = Number(svg.attributes.get('width'))
  const height = Number(svg.attributes.get('height'))
  expect(svg.attributes.get('viewBox')).toBe(`0 0 ${width} ${height}`)
  for (const element of allElements(svg)) {
    expect(plainElements).toContain(element.name)
    for (const [name, value] of element.attributes) {
      expect(name).not.toMatch(/^on|href|^style$|^id$/)
      if (name !== 'aria-label') expect(value).not.toMatch(/NaN|Infinity|undefined|url\(|\d\.\d{3}|\de[-+]/)
    }
    if (element.name === 'style') expect(textOf(element)).not.toMatch(/url\(|@import/)
  }
  for (const { x, y } of pointsOf(svg)) {
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x).toBeLessThanOrEqual(width)
    expect(y).toBeGreaterThanOrEqual(0)
    expect(y).toBeLessThanOrEqual(height)
  }
  expect(text).not.toMatch(/<script|<foreignObject|<!/i)
  return text
}

describe('every picture', () => {
  test('is a well-formed, harmless file in which everything lies inside the frame', () => {
    assertEach(
      fc.property(
        history,
        timeZone,
        fc.record(
          {
            title: hostileText,
            width: fc.oneof(fc.integer({ min: -10, max: 5000 }), fc.constant(Number.NaN)),
            from: fc.integer({ min: -1, max: at('2027-01-01T00:00:00Z') }),
            until: fc.integer({ min: at('2021-06-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
            now: fc.integer({ min: at('2021-06-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
            theme: fc.constantFrom('auto' as const, 'light' as const, 'dark' as const),
          },
          { requiredKeys: [] },
        ),
        (events, zone, options) => {
          drawChecked(events, { engine: engineIn(zone), ...options })
        },
      ),
      150,
    )
  })

  test.each(scenes)('holds for the scene $name', ({ events, options }) => {
    drawChecked(events, options)
  })

  test('is the same for the same events in any order, also when all came twice', () => {
    const shuffled = history.chain((events) =>
      fc.record({
        events: fc.constant(events),
        other: fc.shuffledSubarray([...events, ...events], { minLength: 2 * events.length }),
      }),
    )
    assertEach(
      fc.property(shuffled, timeZone, ({ events, other }, zone) => {
        const options = { engine: engineIn(zone) }
        expect(drawTimeline(other, options)).toBe(drawTimeline(events, options))
      }),
      80,
    )
  })

  test('is the same on a machine in another time zone', () => {
    const before = process.env['TZ']
    const drawIn = (machine: string): readonly string[] => {
      process.env['TZ'] = machine
      return [
        String(new Date(at('2026-01-01T12:00:00Z')).getHours()),
        ...scenes.map(({ events, options }) => drawTimeline(events, options)),
      ]
    }
    try {
      const [apiaHour, ...apia] = drawIn('Pacific/Apia')
      const [newYorkHour, ...newYork] = drawIn('America/New_York')
      expect(apiaHour).not.toBe(newYorkHour)
      expect(apia).toEqual(newYork)
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })

  test('stays small however much happened', () => {
    const begin = at('2022-01-01T00:00:00Z')
    const many = (every: number) =>
      Array.from({ length: 10_000 }, (_, n) => {
        const when = new Date(begin + n * every).toISOString()
        return n % 3 === 0 ? replied(when) : received(when)
      })
    for (const every of [500, 60_000, 7_200_000, 26 * 3_600_000 * 2]) {
      const text = drawChecked(many(every), { engine: engineIn('Europe/Berlin') })
      expect(text.length).toBeLessThan(120_000)
    }
  })
})

describe('words from outside', () => {
  test('are shown as text, never as markup', () => {
    const hostile = '<script>alert("&")</script>'
    const event = { ...received('2026-08-03T07:00:00Z', hostile), id: hostile, customer: hostile }
    const text = drawChecked([event], { engine: engineIn('UTC') })
    expect(text).toContain('&lt;script&gt;alert("&amp;")')
    expect(textOf(readXml(text))).toContain(`Customer message (${hostile})`)
  })

  test('lose their control characters and are cut when over-long', () => {
    const title = `a\u0000\u202Eb${'c'.repeat(5000)}`
    const svg = readXml(drawChecked([], { engine: engineIn('UTC'), title }))
    const shown = allElements(svg).find(({ attributes }) => attributes.get('class') === 'guichet-title')
    expect(shown === undefined ? '' : textOf(shown)).toMatch(/^abc{10,110}…$/)
  })

  test('an event without a plausible time is left out and counted', () => {
    const broken = { ...received('2026-08-03T07:00:00Z'), at: Number.NaN }
    const text = drawChecked([broken, received('2026-08-03T08:00:00Z')], { engine: engineIn('UTC') })
    expect(text).toContain('1 event without a plausible time left out')
  })
})
