import { survived, type Report } from './report.ts'

/**
 * What no quick test noticed is tested again by all of them: the places where it stands, as Stryker is told what to
 * mutate. Stryker counts columns from nought there, and from one in its report.
 */
export const placesToTestAgain = (quick: Report): readonly string[] => [
  ...new Set(
    Object.entries(quick.files).flatMap(([path, { mutants }]) =>
      mutants
        .filter(({ status }) => survived.has(status))
        .map(
          ({ location: { start, end } }) =>
            `${path}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`,
        ),
    ),
  ),
]

/** The quick report, in which what survived has come to what all tests made of it. Throws where that is not told. */
export const testedAgain = (quick: Report, thorough: Report): Report => {
  const again = new Map(
    Object.entries(thorough.files).flatMap(([path, { mutants }]) =>
      mutants.map((mutant) => [nameOf(path, mutant), mutant] as const),
    ),
  )
  const files = Object.entries(quick.files).map(([path, { source, mutants }]) => {
    const inTheEnd = mutants.map((mutant) => {
      if (!survived.has(mutant.status)) return mutant
      const found = again.get(nameOf(path, mutant))
      if (found === undefined) throw new Error(`${nameOf(path, mutant)} was not tested again`)
      return found
    })
    return [path, { source, mutants: inTheEnd }] as const
  })
  return { files: Object.fromEntries(files) }
}

type ReportedMutant = Report['files'][string]['mutants'][number]

const nameOf = (path: string, { mutatorName, replacement, location }: ReportedMutant): string => {
  const { start, end } = location
  return `${path}:${start.line}:${start.column}-${end.line}:${end.column} ${mutatorName} ${replacement ?? ''}`
}
