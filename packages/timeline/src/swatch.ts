import type { BarLook } from './bars.ts'
import { element, num, type Markup } from './svg.ts'

/** The body of a bar, as drawn in its row and in the legend. */
export const swatch = (
  look: BarLook,
  x: number,
  y: number,
  width: number,
  height: number,
): readonly Markup[] => {
  const box = (name: string, inset: number): Markup =>
    element('rect', {
      class: `guichet-${name}`,
      x: x + inset,
      y: y + inset,
      width: width - 2 * inset,
      height: height - 2 * inset,
      rx: Math.max(0, Math.min(4 - inset / 2, width / 2 - inset)),
    })
  const body = box(`bar-${look}`, 0)
  if (look === 'pending' || look === 'several')
    return [body, element('path', { class: `guichet-hatch-${look}`, d: hatch(x, y, width, height) })]
  return look === 'business' && width > 10 ? [body, box('bar-business-inner', 3.5)] : [body]
}

/** Slanted lines that fill a box; drawn one by one, so that no pattern needs an id in the page. */
const hatch = (x: number, y: number, width: number, height: number): string => {
  const bottom = y + height - 1.5
  const rise = height - 3
  const left = x + 1.5
  const right = x + width - 1.5
  const strokes: string[] = []
  for (let foot = left - rise + 5; foot < right; foot += 7) {
    const from = Math.max(foot, left)
    const to = Math.min(foot + rise, right)
    if (to <= from) continue
    strokes.push(`M${num(from)} ${num(bottom - (from - foot))}L${num(to)} ${num(bottom - (to - foot))}`)
  }
  return strokes.join('')
}
