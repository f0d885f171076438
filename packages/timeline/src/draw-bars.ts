import type { Bar, BarLook } from './bars.ts'
import type { Clock } from './clock.ts'
import type { Scale } from './scale.ts'
import { swatch } from './swatch.ts'
import { element, type Markup } from './svg.ts'
import { textWidth } from './words.ts'

/** A bar, or several that are too short to tell apart, in its place. */
export interface PlacedBar {
  readonly bar: Bar
  readonly left: number
  readonly right: number
  /** Where the first part ends; `left` where there is none. */
  readonly leadEnd: number
  readonly count: number
}

/** The height of a bar. */
export const barHeight = 26

const labelSize = 12
const labelGap = 8
/** A bar narrower than this joins its equally narrow neighbours. */
const short = 6

/** Places bars; runs of bars too short to see become one, so their number is bounded by the width. */
export const placeBars = (bars: readonly Bar[], scale: Scale): readonly PlacedBar[] => {
  const placed: PlacedBar[] = []
  for (const bar of bars.toSorted((a, b) => a.opensAt - b.opensAt)) {
    const left = scale.x(bar.opensAt)
    const right = scale.x(bar.closesAt)
    const leadEnd = bar.lead === null ? left : scale.x(bar.lead.until)
    const last = placed.at(-1)
    if (last !== undefined && isShort(last) && right - left < short && left - last.right < short)
      placed[placed.length - 1] = {
        ...last,
        bar: { ...last.bar, closesAt: bar.closesAt },
        right,
        count: last.count + 1,
      }
    else placed.push({ bar, left, right, leadEnd, count: 1 })
  }
  return placed
}

const isShort = ({ left, right, count }: PlacedBar): boolean => count > 1 || right - left < short

/** A stretch of a bar in one look. */
interface Part {
  readonly look: BarLook
  readonly left: number
  readonly right: number
  readonly labels: readonly string[]
}

const partsOf = ({ bar, left, right, leadEnd, count }: PlacedBar): readonly Part[] => {
  if (count > 1) return [{ look: 'several', left, right, labels: [`×${count}`] }]
  const { look, labels, lead } = bar
  if (lead === null || leadEnd - left < 0.5) return [{ look, left, right, labels }]
  const first = { look: lead.look, left, right: leadEnd, labels: lead.labels }
  return lead.until >= bar.closesAt ? [first] : [first, { look, left: leadEnd, right, labels }]
}

/** The looks that a placed bar has. */
export const looksOf = (placed: PlacedBar): readonly BarLook[] => partsOf(placed).map(({ look }) => look)

/** Draws a row of bars; their labels keep clear of `avoid`, the line of now. */
export const drawBars = (
  bars: readonly PlacedBar[],
  top: number,
  avoid: number | null,
  clock: Clock,
): readonly Markup[] =>
  bars.map((placed) =>
    element(
      'g',
      { class: 'guichet-bar' },
      element('title', {}, sentenceOf(placed, clock)),
      ...partsOf(placed).flatMap((part) => drawPart(part, top, avoid)),
    ),
  )

const drawPart = (part: Part, top: number, avoid: number | null): readonly Markup[] => {
  const width = Math.max(2, part.right - part.left)
  return [...swatch(part.look, part.left, top, width, barHeight), ...labelOf(part, top, avoid)]
}

const labelOf = (
  { look, left, right, labels }: Part,
  top: number,
  avoid: number | null,
): readonly Markup[] => {
  const begin = left + labelGap
  for (const label of labels) {
    const room = textWidth(label, labelSize)
    const x = [begin, Math.max(begin, (avoid ?? begin) + labelGap)].find(
      (start) => start + room <= right - labelGap && isClear(start, room, avoid),
    )
    if (x === undefined) continue
    const name = `guichet-label guichet-label-${look}`
    return [element('text', { class: name, x, y: top + barHeight / 2 + 4.2 }, label)]
  }
  return []
}

const isClear = (start: number, room: number, avoid: number | null): boolean =>
  avoid === null || start >= avoid + labelGap || start + room <= avoid - 4

const sentenceOf = ({ bar, count }: PlacedBar, clock: Clock): string =>
  count === 1
    ? bar.sentence()
    : `${count} bars too short to tell apart, from ${clock.words(bar.opensAt)} until ${clock.words(bar.closesAt)}.`
