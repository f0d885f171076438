import { DAY, HOUR, type Instant } from '@guichet/core'
import { durationInWords } from '@guichet/core/time'
import { daysLater, type Clock } from './clock.ts'
import type { Break, Scale } from './scale.ts'
import { element, group, num, pathData, type Markup } from './svg.ts'
import { stepFor, ticksOf, type Step, type Tick } from './ticks.ts'
import { bold, quietDuration, textWidth } from './words.ts'

/** Where the axis and the lanes below it lie, in pixels. */
export interface Frame {
  readonly left: number
  readonly right: number
  /** The top of the axis' labels. */
  readonly top: number
  /** The top of the lanes. */
  readonly lanesTop: number
  /** The bottom of the lanes. */
  readonly lanesBottom: number
  /** The whole width of the picture. */
  readonly width: number
}

/** The height of the axis' two lines of labels. */
export const axisHeight = 40

const dateSize = 12
const timeSize = 11

/** The time axis in two layers: what lies behind the marks and bars, and what lies over them. */
export interface Axis {
  readonly behind: Markup
  readonly over: Markup
}

/** Draws the axis: dates where the day changes, times between them, and breaks with their length. */
export const drawAxis = (scale: Scale, clock: Clock, frame: Frame): Axis => {
  const step = stepFor(scale.pixelsPerMs)
  const ticks = ticksOf(scale, step, clock)
  const timed = step.unit === 'minutes'
  const hours = ticks.filter(({ startsDay }) => !startsDay)
  const days = ticks.filter(({ startsDay }) => startsDay)
  // The line of a day leaves out the row of times, where its own time stands.
  const dayTop = { ...frame, lanesTop: frame.top, lanesBottom: frame.top + (timed ? 19 : axisHeight) }
  return {
    behind: group(
      'guichet-grid',
      element('path', { class: 'guichet-hour-line', d: gridPath(hours, scale, frame) }),
      element('path', {
        class: 'guichet-day-line',
        d: gridPath(days, scale, dayTop) + gridPath(days, scale, frame),
      }),
    ),
    over: group(
      'guichet-axis',
      ...scale.breaks.map((gap) => drawBreak(gap, clock, frame)),
      ...dateLabels(
        scale,
        datesOf(scale, ticks, step, clock),
        timed ? frame.top + 13 : frame.top + 31,
        frame.width,
      ),
      ...(timed ? timeLabels(ticks, scale, clock, frame) : []),
    ),
  }
}

const gridPath = (ticks: readonly Tick[], scale: Scale, { lanesTop, lanesBottom }: Frame): string =>
  ticks.map(({ at }) => `M${num(scale.x(at))} ${num(lanesTop)}V${num(lanesBottom)}`).join('')

const timeLabels = (ticks: readonly Tick[], scale: Scale, clock: Clock, frame: Frame): readonly Markup[] => {
  const labels: Markup[] = []
  let free = frame.left - 20
  for (const { at } of ticks) {
    const label = clock.time(at)
    const half = textWidth(label, timeSize) / 2
    const x = scale.x(at)
    if (x - half < free || x + half > frame.width - 4) continue
    labels.push(
      element('text', { class: 'guichet-time', x, y: frame.top + 31, 'text-anchor': 'middle' }, label),
    )
    free = x + half + 3
  }
  return labels
}

/** A date to be written where it begins or where a stretch of the axis does. */
interface DateLabel {
  readonly at: Instant
  readonly text: string
  readonly startsStretch: boolean
}

const datesOf = (scale: Scale, ticks: readonly Tick[], step: Step, clock: Clock): readonly DateLabel[] => {
  const day = dayLabel(scale, clock)
  const label = step.unit === 'months' ? clock.month : day
  const days = ticks
    .filter(({ startsDay }) => startsDay)
    .map(({ at }) => ({ at, text: label(at), startsStretch: false }))
  const starts = scale.segments
    .filter(({ opensAt }) => !days.some(({ at }) => at === opensAt))
    .map(({ opensAt }) => ({ at: opensAt, text: day(opensAt), startsStretch: true }))
  return [...days, ...starts].toSorted((a, b) => a.at - b.at)
}

/** Dates stand to the right of the line at which they begin, as far as there is room. */
const dateLabels = (
  scale: Scale,
  dates: readonly DateLabel[],
  y: number,
  width: number,
): readonly Markup[] => {
  const labels: Markup[] = []
  let free = 0
  for (const [index, { at, text, startsStretch }] of dates.entries()) {
    const x = scale.x(at)
    const end = x + 5 + textWidth(text, bold * dateSize)
    const next = dates[index + 1]
    if (x < free || end > width - 4) continue
    // A day that shows only its last hours makes room for the next one.
    if (startsStretch && next !== undefined && !next.startsStretch && scale.x(next.at) < end + 6) continue
    labels.push(element('text', { class: 'guichet-date', x: x + 5, y }, text))
    free = end + 6
  }
  return labels
}

/** The date; with the year where the picture shows several, with its length where that is not 24 hours. */
const dayLabel = (scale: Scale, clock: Clock): ((at: Instant) => string) => {
  const years = new Set([clock.year(scale.period.opensAt), clock.year(scale.period.closesAt)])
  return (at) => {
    const date = clock.date(at)
    const length = clock.startOf(daysLater(date, 1)) - clock.startOf(date)
    const unusual = length === DAY ? '' : ` (${Math.round((10 * length) / HOUR) / 10} h)`
    return `${clock.day(at)}${years.size > 1 ? ` ${clock.year(at)}` : ''}${unusual}`
  }
}

const drawBreak = (gap: Break, clock: Clock, { lanesTop, lanesBottom }: Frame): Markup => {
  // The stretch before keeps some space for the count of its last marks.
  const [left, right] = [gap.left + 26, gap.right - 14]
  const center = (left + right) / 2
  const middle = (lanesTop + lanesBottom) / 2
  const length = gap.closesAt - gap.opensAt
  const down = zigzag(left, lanesTop, lanesBottom)
  const up = zigzag(right, lanesTop, lanesBottom)
  return element(
    'g',
    { class: 'guichet-break' },
    element(
      'title',
      {},
      `Nothing happened and nothing was open for ${durationInWords(length)}: from ${clock.words(gap.opensAt)} to ${clock.words(gap.closesAt)}.`,
    ),
    element('path', {
      class: 'guichet-break-band',
      d: `M${pathData(...down.flat())}L${pathData(...up.toReversed().flat())}Z`,
    }),
    element('path', {
      class: 'guichet-break-edge',
      d: `M${pathData(...down.flat())}M${pathData(...up.flat())}`,
    }),
    ...[...quietDuration(length), 'quiet'].map((word, line) =>
      element(
        'text',
        { class: 'guichet-quiet', x: center, y: middle - 9 + 13 * line, 'text-anchor': 'middle' },
        word,
      ),
    ),
  )
}

const zigzag = (x: number, top: number, bottom: number): readonly (readonly [number, number])[] => {
  const teeth = Math.max(2, Math.round((bottom - top) / 10))
  return Array.from({ length: teeth + 1 }, (_, index) => [
    x + (index % 2 === 0 ? 3 : -3),
    top + ((bottom - top) * index) / teeth,
  ])
}
