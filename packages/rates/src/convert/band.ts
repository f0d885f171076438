import { isLeft, type Either } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { quoted } from '../problem.ts'

/** A volume band as a sheet writes it. Its first message may be written as that before it, or as its own number. */
export interface WrittenBand {
  readonly from: number
  readonly to: number | null
}

const OPEN = /^(?:[-–—]*|n\/?a|∞|unlimited|no limit|and (?:above|more|up)|above)$/i

const COUNT = /^(?:\d+|\d{1,3}(?:,\d{3})+)$/

/** A band written in two cells: where it begins and where it ends. */
export const bandInCells = (from: string, to: string): Either<string, WrittenBand> => {
  const begin = countIn(from === '' ? '0' : from.replace(/\s*\+$/, ''))
  if (isLeft(begin)) return begin
  if (OPEN.test(to)) return right({ from: begin.right, to: null })
  const end = countIn(to)
  return isLeft(end) ? end : right({ from: begin.right, to: end.right })
}

/** A band written in one cell: `0 - 100,000`, `100,001 to 1,000,000`, `80,000,001+`. */
export const bandInText = (text: string): Either<string, WrittenBand> => {
  const open = /^(?:above|over|>)?\s*(?<from>[\d,]+)\s*(?:\+|and (?:above|more|up))?$/i.exec(text)?.groups?.[
    'from'
  ]
  if (open !== undefined) return bandInCells(open, '')
  const [from, to, ...more] = text.split(/\s*(?:-|–|—|\bto\b)\s*/i)
  if (from === undefined || to === undefined || more.length > 0)
    return left(`${quoted(text)} is not a volume band`)
  return bandInCells(from, to)
}

const countIn = (text: string): Either<string, number> => {
  const count = COUNT.test(text) ? Number(text.replaceAll(',', '')) : null
  return count !== null && Number.isSafeInteger(count)
    ? right(count)
    : left(`${quoted(text)} is not a whole number of messages`)
}

/** Bands in order, each beginning where the one before ends: `100,001` after `100,000` is `100,000`, `1` at first 0. */
export const joined = <Band extends WrittenBand>(bands: readonly Band[]): readonly Band[] => {
  const sorted = [...bands].sort((a, b) => a.from - b.from)
  return sorted.map((band, index) => {
    const before = index === 0 ? 0 : sorted[index - 1]?.to
    return band.from - 1 === before ? { ...band, from: before } : band
  })
}
