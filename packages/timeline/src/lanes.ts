import type { Instant, Interval } from '@guichet/core'
import { axisHeight, drawAxis, type Frame } from './axis.ts'
import { barNames, type BarLook } from './bars.ts'
import type { Clock } from './clock.ts'
import { busyTimes, type Lane } from './content.ts'
import { barHeight, drawBars, looksOf, placeBars, type PlacedBar } from './draw-bars.ts'
import { drawLegend } from './legend.ts'
import { scaleOf, type Scale } from './scale.ts'
import { drawStacks, kindsIn, laneHeight, stackUp, type Stack } from './stacks.ts'
import { element, group, lines, pathData, type Markup } from './svg.ts'
import { bold, textWidth } from './words.ts'

/** A drawing and the height at which it ends. */
export interface Drawn {
  readonly drawing: Markup
  readonly bottom: number
}

/** Where a drawing may go. */
export interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
}

/** Space for the names of the lanes. */
const gutter = 132
const inset = 16
const barRow = barHeight + 14
const nowRow = 20

/** A lane with its content in place. */
type Row = { readonly name: string; readonly top: number; readonly height: number } & (
  { readonly stacks: readonly Stack[] } | { readonly bars: readonly PlacedBar[]; readonly none: string }
)

/** Draws the lanes under their time axis, and the legend under them. */
export const drawLanes = (
  lanes: readonly Lane[],
  period: Interval,
  now: Instant | null,
  area: Area,
  clock: Clock,
): Drawn => {
  const left = area.left + gutter
  const nowBusy = now === null ? [] : [{ opensAt: now, closesAt: now }]
  const scale = scaleOf(period, [...busyTimes(lanes), ...nowBusy], left + inset, area.right - 2 * inset)
  const lanesTop = area.top + axisHeight
  const rows = placeRows(lanes, scale, lanesTop)
  const lanesBottom = rows.reduce((bottom, { top, height }) => Math.max(bottom, top + height), lanesTop)
  const frame: Frame = { ...area, left, lanesTop, lanesBottom, width: area.right }
  const nowX = now !== null && now >= period.opensAt && now <= period.closesAt ? scale.x(now) : null
  const axis = drawAxis(scale, clock, frame)
  const legendTop = lanesBottom + (nowX === null ? 0 : nowRow) + 24
  const legend = drawLegend(kindsOf(rows), barLooks(rows), area.left, area.right, legendTop)

  const drawing = lines(
    group('guichet-stripes', ...rows.filter((_, index) => index % 2 === 0).map((row) => stripe(row, area))),
    axis.behind,
    axis.over,
    ...rows.map((row) => drawRow(row, nowX, left, clock)),
    nowX === null || now === null ? lines() : drawNow(nowX, `now ${clock.time(now)}`, frame),
    legend.drawing,
  )
  return { drawing, bottom: legendTop + legend.height }
}

const placeRows = (lanes: readonly Lane[], scale: Scale, lanesTop: number): readonly Row[] => {
  let top = lanesTop
  return lanes.map((lane) => {
    const placed =
      'marks' in lane
        ? { stacks: stackUp(lane.marks, scale) }
        : { bars: placeBars(lane.bars, scale), none: lane.none }
    const height = 'stacks' in placed ? laneHeight(placed.stacks) : barRow
    const row = { name: lane.name, top, height, ...placed }
    top += height
    return row
  })
}

const kindsOf = (rows: readonly Row[]): ReturnType<typeof kindsIn> =>
  kindsIn(rows.flatMap((row) => ('stacks' in row ? row.stacks : [])))

const barLooks = (rows: readonly Row[]): readonly BarLook[] => {
  const seen = new Set(rows.flatMap((row) => ('bars' in row ? row.bars.flatMap(looksOf) : [])))
  return (Object.keys(barNames) as BarLook[]).filter((look) => seen.has(look))
}

const stripe = ({ top, height }: Row, { left, right }: Area): Markup =>
  element('rect', { class: 'guichet-stripe', x: left - 10, y: top, width: right - left + 20, height, rx: 6 })

const drawRow = (row: Row, nowX: number | null, left: number, clock: Clock): Markup => {
  const middle = 'stacks' in row ? row.top + 21 : row.top + row.height / 2
  const name = element('text', { class: 'guichet-lane', x: left - gutter, y: middle + 4.2 }, row.name)
  if ('stacks' in row) return group('guichet-row', name, ...drawStacks(row.stacks, row.top, clock))
  const none = element('text', { class: 'guichet-none', x: left + inset, y: middle + 4.2 }, row.none)
  const bars = drawBars(row.bars, row.top + (row.height - barHeight) / 2, nowX, clock)
  return group('guichet-row', name, ...(bars.length === 0 ? [none] : bars))
}

const drawNow = (x: number, label: string, { lanesTop, lanesBottom, left, right }: Frame & Area): Markup => {
  const half = textWidth(label, bold * 12) / 2
  const center = Math.min(Math.max(x, left + half), right - half)
  return group(
    'guichet-present',
    element('path', { class: 'guichet-now-line', d: pathData('M', x, lanesTop, 'V', lanesBottom + 4) }),
    element('text', { class: 'guichet-now', x: center, y: lanesBottom + 17, 'text-anchor': 'middle' }, label),
  )
}
