import { describe, expect, test } from 'vitest'
import { drawTimeline } from '../src/index.ts'
import { engineIn } from './scenes.ts'

/** Relative luminance, as WCAG 2 defines it. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

const contrast = (a: string, b: string): number => {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (bright + 0.05) / (dark + 0.05)
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const sheet = drawTimeline([], { engine: engineIn('UTC'), theme })
  const colour = (name: string, property: 'fill' | 'stroke'): string => {
    const rule = new RegExp(`guichet-${name}[ ,][^{}]*{[^}]*${property}: (#[0-9a-f]{6})`).exec(sheet)
    return rule?.[1] ?? `no ${property} of ${name}`
  }
  const grounds = ['paper', 'stripe'].map((name) => colour(name, 'fill'))

  test.each(['title', 'date', 'badge', 'lane', 'subtitle', 'time', 'legend', 'quiet', 'none', 'now'])(
    'writes its %s at 4.5 to 1 or better',
    (name) => {
      for (const ground of grounds) expect(contrast(colour(name, 'fill'), ground)).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(['window', 'user', 'business', 'entry'])('labels its %s bars at 4.5 to 1 or better', (name) => {
    expect(contrast(colour('label', 'fill'), colour(`bar-${name}`, 'fill'))).toBeGreaterThanOrEqual(4.5)
  })

  test.each([
    'customer',
    'business',
    'stop',
    'cross',
    'bar-window',
    'bar-user',
    'bar-business',
    'bar-waiting',
  ])('draws its %s at 3 to 1 or better', (name) => {
    for (const ground of grounds) expect(contrast(colour(name, 'stroke'), ground)).toBeGreaterThanOrEqual(3)
  })
})
