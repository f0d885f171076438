import type { RefusalsOfCode } from '../audit/refusals.ts'
import { escapeHtml as text } from './escape.ts'
import { thousands } from './summary-words.ts'

const barHeight = 20
const rowHeight = 28
/** The codes stand before the bars. */
const nameWidth = 70
const widest = 260
const valueWidth = 150
const legendHeight = 34

/** A bar for each code: how many messages WhatsApp refused, and on top of it those that the rules foresaw. */
export const refusalsChart = (codes: readonly RefusalsOfCode[]): string => {
  const most = Math.max(1, ...codes.map(({ count }) => count))
  const bars = codes.map((code, index) => barOf(code, legendHeight + index * rowHeight, most))
  const size = `0 0 ${nameWidth + widest + valueWidth} ${legendHeight + codes.length * rowHeight}`
  const title = 'Messages that WhatsApp refused, by error code, and how many the rules foresaw'
  return `<figure><svg class="chart" role="img" aria-label="${text(title)}" viewBox="${size}" xmlns="http://www.w3.org/2000/svg"><title>${text(title)}</title>${legend}${bars.join('')}</svg></figure>`
}

const legend = [
  ['bar-2', 'foreseen', nameWidth],
  ['bar-1', 'not foreseen', nameWidth + 110],
]
  .map(
    ([bar, words, x]) =>
      `<rect class="${bar}" x="${x}" y="2" width="14" height="14" rx="3"/><text x="${Number(x) + 20}" y="14">${words}</text>`,
  )
  .join('')

const barOf = ({ errorCode, count, foreseen }: RefusalsOfCode, y: number, most: number): string => {
  const width = (count / most) * widest
  const known = (foreseen / most) * widest
  const part = (bar: string, x: number, length: number): string =>
    length <= 0
      ? ''
      : `<rect class="${bar}" x="${round(nameWidth + x)}" y="${y}" width="${round(length)}" height="${barHeight}"/>`
  const value = `${thousands(foreseen)} of ${thousands(count)}`
  return `<text class="soft" x="0" y="${y + 15}">${errorCode ?? 'no code'}</text>${part('bar-2', 0, known)}${part('bar-1', known, width - known)}<text x="${round(nameWidth + width + 8)}" y="${y + 15}">${value}</text>`
}

const round = (length: number): number => Math.round(length * 10) / 10
