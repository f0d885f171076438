import { rulebooks } from '@guichet/core'
import { lastingRules } from '@guichet/core/clauses'
import { readText, repositoryFiles } from '../files.ts'
import { idsIn } from './ids.ts'

/** The clauses that answers and charges can cite: those of the rules that no rulebook changes, and of all rulebooks. */
export const citedFacts = (): ReadonlySet<string> => {
  const cited = new Set<string>()
  const rules: readonly (Reasoned | null)[] = [
    ...Object.values<Reasoned>(lastingRules),
    ...rulebooks.flatMap((book) => Object.values<Reasoned | null>({ ...book.rules })),
  ]
  for (const rule of rules) for (const id of rule?.because ?? []) cited.add(id)
  return cited
}

interface Reasoned {
  readonly because: readonly string[]
}

/** Sources that say what a fact is, and not that they execute it. */
const descriptions = /^packages\/core\/src\/rulebook\/(?:clauses\/|wire-clauses)|\/foresight-table\.ts$/
/** Sources that execute facts; a benchmark, a check on the repository and a test execute none. */
const sources = /^packages\/(?!bench\/|repo\/|end-to-end\/|mutation\/)[\w-]+\/src\/.*\.ts$/

/** The facts that the source of some package names: what reads webhooks, prices messages, holds an engine to the rules. */
export const namedFacts = (): ReadonlySet<string> =>
  new Set(
    repositoryFiles()
      .filter((path) => sources.test(path) && !descriptions.test(path))
      .flatMap((path) => idsIn(readText(path).text)),
  )
