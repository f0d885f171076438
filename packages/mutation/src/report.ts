/** What became of a deliberate fault: a test failed, none did, no test came by, or the code did not even run. */
export type Status =
  'Killed' | 'Timeout' | 'Survived' | 'NoCoverage' | 'RuntimeError' | 'CompileError' | 'Ignored' | 'Pending'

/** No test noticed it. */
export const survived: ReadonlySet<Status> = new Set(['Survived', 'NoCoverage'])

/** What tells mutants of a file apart. */
export interface Identity {
  readonly mutatorName: string
  readonly replacement?: string | undefined
  readonly location: { readonly start: Position; readonly end: Position }
}

/** A mutant as Stryker's report has it. */
export interface ReportedMutant extends Identity {
  readonly status: Status
}

/** Stryker's report, as far as it is looked at. */
export interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string
        readonly mutants: readonly ReportedMutant[]
      }
    >
  >
}

/** A place in a source; both count from one. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** A deliberate fault in a source of core. */
export interface Mutant {
  /** The path inside `packages/core/src`. */
  readonly file: string
  /** The number of the line on which it begins, and its text. */
  readonly lineNumber: number
  readonly line: string
  /** What stands there instead. */
  readonly replacement: string
  readonly mutator: string
  readonly status: Status
}

/** Where the sources stand that are broken. */
export const sources = 'packages/core/src/'

/** A mutant of a report, with the lines of its file. */
export const mutantOf = (path: string, lines: readonly string[], reported: ReportedMutant): Mutant => {
  const { mutatorName, replacement, status, location } = reported
  const lineNumber = location.start.line
  return {
    file: path.replace(sources, ''),
    lineNumber,
    line: (lines[lineNumber - 1] ?? '').trim(),
    replacement: replacement ?? '',
    mutator: mutatorName,
    status,
  }
}

/** All mutants of a report, in the order of files and lines. */
export const mutantsIn = (report: Report): readonly Mutant[] =>
  Object.entries(report.files)
    .flatMap(([path, { source, mutants }]) => {
      const lines = source.split('\n')
      return mutants.map((mutant) => mutantOf(path, lines, mutant))
    })
    .toSorted((a, b) => (a.file === b.file ? a.lineNumber - b.lineNumber : a.file < b.file ? -1 : 1))
