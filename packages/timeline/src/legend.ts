import { barNames, type BarLook } from './bars.ts'
import { swatch } from './swatch.ts'
import { markNames, shapeOf, type MarkKind } from './shapes.ts'
import { element, group, pathData, type Markup } from './svg.ts'
import { textWidth } from './words.ts'

/** A legend and how high it came out. */
export interface Legend {
  readonly drawing: Markup
  readonly height: number
}

const rowHeight = 24
const textSize = 12
const gap = 22

/** Draws the legend: only what occurs, wrapped into rows; bars begin a row of their own. */
export const drawLegend = (
  kinds: readonly MarkKind[],
  looks: readonly BarLook[],
  left: number,
  right: number,
  top: number,
): Legend => {
  const items = [
    ...kinds.map((kind) => ({ isBar: false, room: 26, text: markNames[kind], draw: markSample(kind) })),
    ...looks.map((look) => ({ isBar: true, room: 34, text: barNames[look], draw: barSample(look) })),
  ]
  let x = left
  let y = top
  const drawn = items.map(({ isBar, room, text, draw }, index) => {
    const width = room + textWidth(text, textSize)
    const firstBar = isBar && !(items[index - 1]?.isBar ?? true)
    if (x > left && (firstBar || x + width > right)) {
      x = left
      y += rowHeight
    }
    const label = element('text', { class: 'guichet-legend', x: x + room, y: y + 4.2 }, text)
    const item = element('g', {}, ...draw(x, y), label)
    x += width + gap
    return item
  })
  return { drawing: group('guichet-legends', ...drawn), height: items.length === 0 ? 0 : y - top + rowHeight }
}

type Draw = (x: number, y: number) => readonly Markup[]

const markSample =
  (kind: MarkKind): Draw =>
  (x, y) => [element('g', { transform: `translate(${pathData(x + 10, y)})` }, ...shapeOf(kind))]

const barSample =
  (look: BarLook): Draw =>
  (x, y) =>
    swatch(look, x + 1, y - 7, 26, 14)
