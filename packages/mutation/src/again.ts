import { explains, type Explained } from './judge.ts'
import { choiceOf, nameOf, type Choice } from './names.ts'
import { mutantOf, survived, type Report } from './report.ts'

/**
 * What no quick test noticed, to be tested again by all of them. What `left` explains is left out: it counts as
 * survived, whatever the other tests would make of it.
 */
export const toTestAgain = (quick: Report, left: readonly Explained[] = []): Choice => {
  const known = left.flatMap((group) => group.mutants)
  return choiceOf(
    Object.entries(quick.files).flatMap(([path, { source, mutants }]) => {
      const lines = source.split('\n')
      return mutants
        .filter(({ status }) => survived.has(status))
        .filter((mutant) => !known.some((one) => explains(one, mutantOf(path, lines, mutant))))
        .map((mutant) => [path, mutant] as const)
    }),
  )
}

/**
 * The quick report, in which the mutants that were to be tested `again` have come to what the other tests made of
 * them. Throws where that is not known.
 */
export const testedAgain = (quick: Report, thorough: Report, again: Choice): Report => {
  const wanted = new Set(again.names)
  const found = new Map(
    Object.entries(thorough.files).flatMap(([path, { mutants }]) =>
      mutants.map((mutant) => [nameOf(path, mutant), mutant] as const),
    ),
  )
  const files = Object.entries(quick.files).map(([path, { source, mutants }]) => {
    const inTheEnd = mutants.map((mutant) => {
      const name = nameOf(path, mutant)
      if (!wanted.has(name)) return mutant
      const result = found.get(name)
      if (result === undefined) throw new Error(`${name} was not tested again`)
      return result
    })
    return [path, { source, mutants: inTheEnd }] as const
  })
  return { files: Object.fromEntries(files) }
}
