import { join } from 'node:path'
import { runProgram } from '../run.ts'

/** A starter engine that comes with the laws, in a language that npm does not bring. */
export interface Starter {
  readonly name: string
  /** A program of the machine, with the arguments that show whether it is there. */
  readonly tool: readonly [program: string, ...args: readonly string[]]
  /** Where it stands in the package of the laws. */
  readonly folder: string
  /** Builds it into a file. */
  readonly build?: (into: string) => readonly [program: string, ...args: readonly string[]]
  /** The command that starts it, given its folder and the file. */
  readonly command: (folder: string, built: string) => string
}

export const starters: readonly Starter[] = [
  {
    name: 'starter in python',
    tool: ['python3', '-c', 'import zoneinfo'],
    folder: 'starters/python',
    command: (folder) => `python3 -B "${join(folder, 'engine.py')}"`,
  },
  {
    name: 'starter in go',
    tool: ['go', 'version'],
    folder: 'starters/go',
    build: (into) => ['go', 'build', '-o', into, '.'],
    command: (_, built) => `"${built}"`,
  },
]

/** Why a starter cannot be tried on this machine; `null` if it can. */
export const whyNotTried = async ({ tool: [program, ...args] }: Starter): Promise<string | null> => {
  const { code } = await runProgram(program, args)
  return code === 0 ? null : `\`${[program, ...args].join(' ')}\` does not run on this machine`
}

/** Asks a starter, as it was installed, about all vectors and runs all laws that can judge it; gives what is wrong. */
export const starterProblems = async (project: string, starter: Starter): Promise<readonly string[]> => {
  const laws = join(project, 'node_modules', '@guichet', 'laws')
  const folder = join(laws, starter.folder)
  const built = join(project, starter.name.replaceAll(' ', '-'))
  if (starter.build !== undefined) {
    const [program, ...args] = starter.build(built)
    const ran = await runProgram(program, args, { cwd: folder, timeout: 300_000 })
    if (ran.code !== 0) return [`it does not build: ${ran.stderr.trim()}`]
  }
  const common = ['--engine', starter.command(folder, built), '--compare', 'decision', '--reply-within', '60']
  const problems: string[] = []
  for (const how of [['--vectors'], ['--runs', '100', '--seed', '1', '--depth', '2']]) {
    const args = [join(laws, 'bin', 'laws.mjs'), ...common, ...how]
    const { code, stdout, stderr } = await runProgram(process.execPath, args, { timeout: 600_000 })
    if (code !== 0) problems.push(`${how.join(' ')} ends with ${code}: ${wrongIn(stdout + stderr)}`)
  }
  return problems
}

/** The lines of a report that say what is wrong. */
const wrongIn = (text: string): string =>
  text
    .trim()
    .split('\n')
    .filter((line) => !/^(?:holds|not-judged)\b/.test(line))
    .slice(0, 12)
    .join('\n')
