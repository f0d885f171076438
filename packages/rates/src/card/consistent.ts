import { hasTiers } from '../category.ts'
import type { RowProblem } from '../problem.ts'
import type { Column, PlacedRate, RateRow } from './row.ts'
import { groupBy } from '../group.ts'

/** The problems between the rates of one market and category: their dates and their bands. */
export const conflictsOf = (rates: readonly PlacedRate[]): readonly RowProblem[] => {
  const untiered = rates.filter(
    ({ rate }) => !hasTiers(rate.category) && (rate.from !== 0 || rate.to !== null),
  )
  if (untiered.length > 0)
    return untiered.map((row) =>
      at(row, row.rate.from === 0 ? 'to' : 'from', `${row.rate.category} has no volume bands`),
    )
  const versions = versionsOf(rates)
  return [...versions.flatMap(bandProblems), ...dateProblems(versions)]
}

/** The rates grouped by the day from which they hold, the earliest first; bands in their order. */
const versionsOf = (rates: readonly PlacedRate[]): readonly (readonly PlacedRate[])[] => {
  const byDay = groupBy(rates, ({ rate }) => rate.effectiveFrom)
  return [...byDay.keys()]
    .sort()
    .map((day) => [...(byDay.get(day) ?? [])].sort((a, b) => a.rate.from - b.rate.from || a.row - b.row))
}

const bandProblems = (bands: readonly PlacedRate[]): readonly RowProblem[] => {
  const [first] = bands
  const last = bands.at(-1)
  if (first === undefined || last === undefined) return []
  const { from } = first.rate
  return [
    ...(from === 0 ? [] : [at(first, 'from', `the first band begins at ${from}, not at 0`)]),
    ...bands.slice(1).flatMap((band, index) => joint(bands[index] ?? first, band)),
    ...(bands.some(({ rate }) => rate.to === null)
      ? []
      : [at(last, 'to', `the last band ends at ${last.rate.to}; leave its end blank`)]),
  ]
}

/** The problems between one band and the next. */
const joint = (before: PlacedRate, band: PlacedRate): readonly RowProblem[] => {
  if (sameBand(before.rate, band.rate))
    return [at(band, null, `repeats the rate from ${band.rate.effectiveFrom} of row ${before.row}`)]
  if (before.rate.to === null || before.rate.to > band.rate.from)
    return [at(band, 'from', `the band overlaps the band of row ${before.row}`)]
  if (before.rate.to < band.rate.from)
    return [at(band, 'from', `no band covers the messages from ${before.rate.to} to ${band.rate.from}`)]
  return []
}

const sameBand = (a: RateRow, b: RateRow): boolean => a.from === b.from && a.to === b.to

const dateProblems = (versions: readonly (readonly PlacedRate[])[]): readonly RowProblem[] =>
  versions.flatMap((bands, index) => {
    const next = versions[index + 1]?.[0]
    const [first] = bands
    return bands.flatMap((band) => {
      const until = band.rate.effectiveUntil
      if (first !== undefined && until !== first.rate.effectiveUntil)
        return [
          at(
            band,
            'effective_until',
            `the bands of one day must end on the same day; row ${first.row} ends on another day`,
          ),
        ]
      if (next === undefined || until === null || until <= next.rate.effectiveFrom) return []
      return [
        at(
          band,
          'effective_until',
          `${until} is after ${next.rate.effectiveFrom}, when row ${next.row} begins`,
        ),
      ]
    })
  })

const at = ({ row }: PlacedRate, column: Column | null, reason: string): RowProblem => ({
  row,
  column,
  reason,
})
