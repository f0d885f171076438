import { HOUR, type Duration, type Instant, type Interval } from '@guichet/core'

/** A quiet time of more than this, with nothing open, is compressed. */
export const longestQuiet: Duration = 36 * HOUR
/** The width of a compressed quiet time. */
export const breakWidth = 84
/** No stretch between two breaks is narrower than this. */
const narrowest = 46

/** A stretch of the axis on which time runs evenly, in pixels `[left, right]`. */
export interface Segment extends Interval {
  readonly left: number
  readonly right: number
}

/** A quiet time that was compressed: how long nothing happened, and where on the axis. */
export interface Break extends Interval {
  readonly left: number
  readonly right: number
}

/** Where an instant lies on the time axis. */
export interface Scale {
  readonly period: Interval
  readonly segments: readonly Segment[]
  readonly breaks: readonly Break[]
  readonly pixelsPerMs: number
  /** The place of an instant; one outside the period is moved to its edge. */
  readonly x: (at: Instant) => number
}

/** The scale for a period in which these are the times with something going on. */
export const scaleOf = (period: Interval, busy: readonly Interval[], left: number, right: number): Scale => {
  const stretches = splitAtQuiet(period, busy, left, right)
  const room = right - left - breakWidth * (stretches.length - 1)
  const pixelsPerMs = evenScale(stretches.map(lengthOf), room)

  const segments: Segment[] = []
  const breaks: Break[] = []
  let x = left
  for (const stretch of stretches) {
    const before = segments.at(-1)
    if (before !== undefined) {
      breaks.push({ opensAt: before.closesAt, closesAt: stretch.opensAt, left: x, right: x + breakWidth })
      x += breakWidth
    }
    const width = Math.max(narrowest, lengthOf(stretch) * pixelsPerMs)
    const next = Math.min(x + width, right)
    segments.push({ ...stretch, left: x, right: next })
    x = next
  }
  return { period, segments, breaks, pixelsPerMs, x: (at) => place(segments, pixelsPerMs, at) }
}

const lengthOf = ({ opensAt, closesAt }: Interval): Duration => closesAt - opensAt

/**
 * The stretches between the quiet times that are compressed. Where there are too many of them for the
 * width, only those that stand out: compressing a few of many equal ones would mislead.
 */
const splitAtQuiet = (
  period: Interval,
  busy: readonly Interval[],
  left: number,
  right: number,
): readonly Interval[] => {
  const clamp = (at: Instant): Instant => Math.min(Math.max(at, period.opensAt), period.closesAt)
  const times = busy
    .map(({ opensAt, closesAt }) => ({ opensAt: clamp(opensAt), closesAt: clamp(closesAt) }))
    .concat({ opensAt: period.closesAt, closesAt: period.closesAt })
    .toSorted((a, b) => a.opensAt - b.opensAt)

  const quiet: Interval[] = []
  let busyUntil = period.opensAt
  for (const { opensAt, closesAt } of times) {
    if (opensAt - busyUntil > longestQuiet) quiet.push({ opensAt: busyUntil, closesAt: opensAt })
    busyUntil = Math.max(busyUntil, closesAt)
  }

  const most = Math.max(0, Math.floor((right - left - narrowest) / (breakWidth + narrowest)))
  const longestFirst = quiet.toSorted((a, b) => lengthOf(b) - lengthOf(a))
  const tooMany = longestFirst[most]
  const least = tooMany === undefined ? 0 : 1.5 * lengthOf(tooMany)
  const compressed = quiet.filter((time) => lengthOf(time) > least)
  const starts = [period.opensAt, ...compressed.map(({ closesAt }) => closesAt)]
  return starts.map((opensAt, index) => ({
    opensAt,
    closesAt: compressed[index]?.opensAt ?? period.closesAt,
  }))
}

/**
 * Pixels per millisecond, the same for all stretches: those that would come out too narrow get the least
 * width, the others share what remains.
 */
const evenScale = (lengths: readonly Duration[], room: number): number => {
  let wide = lengths
  let pixelsPerMs = 0
  for (;;) {
    const total = wide.reduce((sum, length) => sum + length, 0)
    if (total === 0) return pixelsPerMs === 0 ? room / Math.max(1, lengths.length) / (6 * HOUR) : pixelsPerMs
    pixelsPerMs = (room - narrowest * (lengths.length - wide.length)) / total
    const stillWide = wide.filter((length) => length * pixelsPerMs >= narrowest)
    if (stillWide.length === wide.length) return pixelsPerMs
    wide = stillWide
  }
}

const place = (segments: readonly Segment[], pixelsPerMs: number, at: Instant): number => {
  const first = segments[0]
  if (first === undefined || at <= first.opensAt) return first?.left ?? 0
  for (const [index, segment] of segments.entries()) {
    if (at <= segment.closesAt)
      return Math.min(segment.right, segment.left + (at - segment.opensAt) * pixelsPerMs)
    const next = segments[index + 1]
    if (next === undefined || at >= next.opensAt) continue
    const share = (at - segment.closesAt) / (next.opensAt - segment.closesAt)
    return segment.right + share * (next.left - segment.right)
  }
  return segments.at(-1)?.right ?? 0
}
