import { survived, type Mutant, type Status } from './report.ts'

/** Faults that no test of core can notice, or none has to, and why. */
export interface Explained {
  readonly reason: string
  readonly mutants: readonly ExplainedMutant[]
}

/** Tells mutants by what stands on their line, for line numbers move. */
export interface ExplainedMutant {
  /** The path inside `packages/core/src`. */
  readonly file: string
  /** A part of the line on which it begins. */
  readonly line: string
  /** What stands there instead; white space counts as one blank. */
  readonly to: string
}

/** How many of a folder's mutants the tests noticed. */
export interface Score {
  readonly folder: string
  readonly noticed: number
  readonly all: number
}

/** What a run of mutation testing comes to. */
export interface Judgement {
  readonly folders: readonly Score[]
  /** Explained survivors count as survived here. */
  readonly total: Score
  /** How many of the noticed ones took too long, and failed no test: on a machine that is too busy, perhaps wrongly. */
  readonly timeouts: number
  /** Survivors that nobody has explained. */
  readonly unexplained: readonly Mutant[]
  readonly explained: number
  /** Explanations that no survivor needs any more, of files that were mutated. */
  readonly outdated: readonly ExplainedMutant[]
}

const noticed: ReadonlySet<Status> = new Set(['Killed', 'Timeout'])

const oneBlank = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Is it this mutant that is explained? */
export const explains = ({ file, line, to }: ExplainedMutant, mutant: Mutant): boolean =>
  file === mutant.file && mutant.line.includes(line) && oneBlank(to) === oneBlank(mutant.replacement)

const folderOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : '.')

const scoreOf = (folder: string, mutants: readonly Mutant[]): Score => ({
  folder,
  noticed: mutants.filter(({ status }) => noticed.has(status)).length,
  all: mutants.filter(({ status }) => noticed.has(status) || survived.has(status)).length,
})

/** The share of mutants that were noticed, in per cent; 100 where there were none. */
export const percent = ({ noticed: some, all }: Score): number => (all === 0 ? 100 : (100 * some) / all)

/** Holds a run's mutants against what is explained. */
export const judge = (mutants: readonly Mutant[], explanations: readonly Explained[]): Judgement => {
  const survivors = mutants.filter(({ status }) => survived.has(status))
  const known = explanations.flatMap((group) => group.mutants)
  const unexplained = survivors.filter((mutant) => !known.some((one) => explains(one, mutant)))
  const mutated = new Set(mutants.map(({ file }) => file))
  const tested = mutants.filter(({ status }) => noticed.has(status) || survived.has(status))
  const folders = [...new Set(tested.map(({ file }) => folderOf(file)))].sort()
  return {
    folders: folders.map((folder) =>
      scoreOf(
        folder,
        mutants.filter(({ file }) => folderOf(file) === folder),
      ),
    ),
    total: scoreOf('all', mutants),
    timeouts: mutants.filter(({ status }) => status === 'Timeout').length,
    unexplained,
    explained: survivors.length - unexplained.length,
    outdated: known.filter(
      (one) => mutated.has(one.file) && !survivors.some((mutant) => explains(one, mutant)),
    ),
  }
}
