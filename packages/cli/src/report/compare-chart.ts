import type { Sum } from '../bill/bill.ts'
import type { Compared } from '../bill/comparison.ts'
import { escapeHtml as text } from './escape.ts'
import { costInWords } from './money.ts'
import { thousands } from './summary-words.ts'
import { comparedMonths } from './tables.ts'

const barHeight = 20
const barGap = 4
const monthHeight = 24
const monthGap = 14
/** The width of the longest bar; its value is written beside it. */
const widest = 260
const valueWidth = 220
const legendWidth = 120
const legendHeight = 24

/**
 * Bars by month, one for each rulebook: what is paid, or how many messages where there is not a valid rate
 * card.
 */
export const compareChart = (compared: readonly Compared[]): string => {
  const months = comparedMonths(compared)
  const currency = compared[0]?.bill.currency ?? null
  const value = (sum: Sum): bigint => (currency === null ? BigInt(sum.paid) : sum.amount)
  const words = (sum: Sum): string =>
    currency === null || sum.paid === 0 ? `${thousands(sum.paid)} paid` : costInWords(sum, currency)
  const most = months
    .flatMap(({ sums }) => sums)
    .reduce((max, sum) => (value(sum) > max ? value(sum) : max), 1n)
  const first = Math.ceil(compared.length / legendColumns) * legendHeight + monthGap
  const rowHeight = monthHeight + compared.length * (barHeight + barGap) + monthGap
  const rows = months.map(({ month, sums }, row) => {
    const top = first + row * rowHeight
    const bars = sums.map((sum, index) => {
      const y = top + monthHeight + index * (barHeight + barGap)
      const width = Number((value(sum) * BigInt(widest)) / most)
      return `<rect class="bar-${index}" x="0" y="${y}" width="${width}" height="${barHeight}" rx="3"/><text x="${width + 8}" y="${y + 15}">${text(words(sum))}</text>`
    })
    return `<text class="soft" x="0" y="${top + 16}">${month}</text>${bars.join('')}`
  })
  const size = `0 0 ${widest + valueWidth} ${first + months.length * rowHeight - monthGap}`
  const title = `${currency === null ? 'Paid messages' : `Cost in ${currency}`} by month under ${compared.map(({ rulebook }) => rulebook).join(' and ')}`
  return `<figure><svg class="chart" role="img" aria-label="${text(title)}" viewBox="${size}" xmlns="http://www.w3.org/2000/svg"><title>${text(title)}</title>${legend(compared)}${rows.join('')}</svg></figure>`
}

const legendColumns = Math.floor((widest + valueWidth) / legendWidth)

const legend = (compared: readonly Compared[]): string =>
  compared
    .map(({ rulebook }, index) => {
      const x = (index % legendColumns) * legendWidth
      const y = Math.floor(index / legendColumns) * legendHeight
      return `<rect class="bar-${index}" x="${x}" y="${y + 2}" width="14" height="14" rx="3"/><text x="${x + 20}" y="${y + 14}">${rulebook}</text>`
    })
    .join('')
