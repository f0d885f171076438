import type { Engine, Instant, ThreadEvent } from '@guichet/core'
import { compareFacts } from '@guichet/core/store'
import { isPlausible } from '@guichet/core/time'
import { clockOf } from './clock.ts'
import { lanesOf, periodOf, plausible, within, type Lane } from './content.ts'
import { headingOf, nameOf, type Heading } from './heading.ts'
import { drawLanes, type Area, type Drawn } from './lanes.ts'
import { styleSheet, themeClass, type Theme } from './style.ts'
import { element, lines, num } from './svg.ts'
import { bold, clean, cutToFit } from './words.ts'

/** How to draw a timeline. */
export interface TimelineOptions {
  /** The account's engine: its rules judge the events, its time zone labels them. */
  readonly engine: Engine
  /** The title; without it, the phone number and the customer. */
  readonly title?: string
  /** What the picture shows, in a sentence or two; a screen reader reads it after the summary. */
  readonly description?: string
  /** Where the picture begins; without it, at the first thing that happened. */
  readonly from?: Instant
  /** Where the picture ends; without it, where the last thing ends. */
  readonly until?: Instant
  /** Marks this instant with a line. */
  readonly now?: Instant
  /** The width in pixels, from 480 to 4000; 960 unless given. The height follows from the content. */
  readonly width?: number
  /** Colours; `auto`, the default, follows the reader's system. */
  readonly theme?: Theme
}

const margin = 24
const headHeight = 76

/**
 * Draws the history of one thread as SVG text: its events in any order, its customer service windows,
 * conversations and free entry points. Events without a plausible time are left out and counted.
 */
export const drawTimeline = (events: readonly ThreadEvent[], options: TimelineOptions): string => {
  const { engine, title, description, now, theme = 'auto' } = options
  const clock = clockOf(engine.settings.timeZone)
  const timed = events.filter(({ at }) => isPlausible(at))
  const facts = distinct(timed.toSorted(compareFacts))
  const history = engine.history(facts)
  const lanes = lanesOf(facts, history, engine, clock)
  const period = periodOf(lanes, options)
  const shown = period === null ? [] : within(lanes, period)
  const width = widthOf(options.width)
  const area = { left: margin, top: headHeight, right: width - margin }

  const body =
    period === null || shown.every(isEmpty)
      ? drawNothing(period === null ? 'Nothing has happened yet.' : 'Nothing happened in this period.', area)
      : drawLanes(shown, period, plausible(now), area, clock)
  const heading = headingOf(
    title ?? nameOf(timed),
    facts,
    events.length - timed.length,
    history,
    period,
    clock,
  )
  const described = description === undefined ? null : clean(description, 1000)
  return `${page(heading, described, body, width, theme)}\n`
}

const distinct = (sorted: readonly ThreadEvent[]): readonly ThreadEvent[] =>
  sorted.filter((event, index) => {
    const before = sorted[index - 1]
    return before === undefined || compareFacts(before, event) !== 0
  })

const isEmpty = (lane: Lane): boolean => ('marks' in lane ? lane.marks : lane.bars).length === 0

const widthOf = (asked = 960): number =>
  Number.isFinite(asked) ? Math.round(Math.min(4000, Math.max(480, asked))) : 960

const drawNothing = (text: string, { left, top, right }: Area): Drawn => ({
  drawing: lines(
    element('rect', {
      class: 'guichet-stripe',
      x: left - 10,
      y: top,
      width: right - left + 20,
      height: 76,
      rx: 6,
    }),
    element(
      'text',
      { class: 'guichet-none', x: (left + right) / 2, y: top + 42, 'text-anchor': 'middle' },
      text,
    ),
  ),
  bottom: top + 84,
})

const page = (
  heading: Heading,
  description: string | null,
  { drawing, bottom }: Drawn,
  width: number,
  theme: Theme,
): string => {
  const height = Math.ceil(bottom + margin / 2)
  const room = width - 2 * margin
  const content = lines(
    ...(description === null ? [] : [element('title', {}, heading.title), element('desc', {}, description)]),
    styleSheet(theme),
    element('rect', { class: 'guichet-paper', x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 10 }),
    element('text', { class: 'guichet-title', x: margin, y: 36 }, cutToFit(heading.title, bold * 17, room)),
    element('text', { class: 'guichet-subtitle', x: margin, y: 57 }, cutToFit(heading.subtitle, 12, room)),
    drawing,
  )
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `guichet-timeline ${themeClass(theme)}`,
      width,
      height,
      viewBox: `0 0 ${num(width)} ${num(height)}`,
      role: 'img',
      'aria-label': heading.summary,
    },
    { markup: `\n${content.markup}\n` },
  ).markup
}
