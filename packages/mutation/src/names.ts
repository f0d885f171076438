import type { Identity } from './report.ts'

/** The name of a mutant, the same in all runs over the same sources: where it stands, its kind, its replacement. */
export const nameOf = (path: string, { mutatorName, replacement, location }: Identity): string => {
  const { start, end } = location
  return `${path}:${start.line}:${start.column}-${end.line}:${end.column} ${mutatorName} ${replacement ?? ''}`
}

/** The place of a mutant as Stryker takes it in `mutate`. Columns count from nought there, and from one in a report. */
const placeOf = (path: string, { location: { start, end } }: Identity): string =>
  `${path}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`

/** Mutants to test. A place can hold more mutants than are wanted, so both are told. */
export interface Choice {
  /** The places to break, each once. */
  readonly places: readonly string[]
  /** The names of the mutants that are wanted there. */
  readonly names: readonly string[]
}

/** The choice of those mutants, each with the path of its file. */
export const choiceOf = (mutants: readonly (readonly [path: string, Identity])[]): Choice => ({
  places: [...new Set(mutants.map(([path, mutant]) => placeOf(path, mutant)))],
  names: mutants.map(([path, mutant]) => nameOf(path, mutant)),
})
