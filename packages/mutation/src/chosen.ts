import { readFileSync } from 'node:fs'
import { nameOf, type Choice } from './names.ts'
import { sources, type Identity } from './report.ts'

/** A mutant as Stryker hands it to a checker: its positions count from nought. */
interface OfferedMutant extends Identity {
  readonly id: string
  readonly fileName: string
}

type Verdict = { readonly status: 'passed' } | { readonly status: 'compileError'; readonly reason: string }

const verdictOn = (mutant: OfferedMutant, names: ReadonlySet<string>): Verdict => {
  const path = mutant.fileName.replaceAll('\\', '/')
  const { start, end } = mutant.location
  const location = {
    start: { line: start.line + 1, column: start.column + 1 },
    end: { line: end.line + 1, column: end.column + 1 },
  }
  return names.has(nameOf(path.slice(path.lastIndexOf(sources)), { ...mutant, location }))
    ? { status: 'passed' }
    : { status: 'compileError', reason: 'not chosen' }
}

/** What Stryker's checker says of each mutant, by its id: those of the choice are tested, the others are not. */
export const onlyChosen = (
  mutants: readonly OfferedMutant[],
  { names }: Choice,
): Readonly<Record<string, Verdict>> => {
  const chosen = new Set(names)
  return Object.fromEntries(mutants.map((mutant) => [mutant.id, verdictOn(mutant, chosen)]))
}

const readChoice = (): Choice =>
  JSON.parse(readFileSync(process.env['GUICHET_MUTATION_CHOICE'] ?? '', 'utf8'))

/** A checker as Stryker wants it. */
interface Checker {
  readonly init: () => Promise<void>
  readonly check: (mutants: readonly OfferedMutant[]) => Promise<ReturnType<typeof onlyChosen>>
  readonly group: (mutants: readonly OfferedMutant[]) => Promise<readonly (readonly string[])[]>
}

const checker = (): Checker => ({
  init: async () => {},
  check: async (mutants) => onlyChosen(mutants, readChoice()),
  group: async (mutants) => [mutants.map(({ id }) => id)],
})

/**
 * Stryker's plugin. It mutates all that stands inside a place, and a checker is its one way to leave single mutants
 * out. Its report calls them compile errors, which count neither as noticed nor as survived.
 */
export const strykerPlugins: readonly {
  readonly kind: 'Checker'
  readonly name: string
  readonly factory: () => Checker
}[] = [{ kind: 'Checker', name: 'chosen', factory: checker }]
