import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'node:util'
import ts from 'typescript'
import { inRoot } from '../root.ts'
import type { Block } from './blocks.ts'

/** What a block says that it prints: the lines of its `// => ` comments. */
export const promisedLines = ({ text }: Block): readonly string[] =>
  text.split('\n').flatMap((line) => {
    const found = /(?:^|\s)\/\/ =>(?: (?<promise>.*))?$/.exec(line)
    return found === null ? [] : [(found.groups?.['promise'] ?? '').trimEnd()]
  })

/**
 * Writes a block as a module of its own into a folder and gives its path. Its lines keep their numbers, so
 * that errors point into the documentation.
 */
export const writeModule = (block: Block, folder: string): string => {
  const name = `${block.path.replaceAll(/\W+/g, '-')}-${block.line}.mts`
  const file = join(folder, name)
  writeFileSync(file, `${'\n'.repeat(block.line - 1)}${block.text}\n`)
  return file
}

/** Does something and gives the lines that it printed with `console.log` meanwhile. */
export const printedLines = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const printed: string[] = []
  const { console: printer } = globalThis
  const { log } = printer
  printer.log = (...values: readonly unknown[]) => void printed.push(format(...values))
  try {
    await work()
  } finally {
    printer.log = log
  }
  return printed.flatMap((text) => text.split('\n')).map((line) => line.trimEnd())
}

/** Checks modules with the compiler, as strictly as the sources are; gives what it says of each file. */
export const typeProblems = (files: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const program = ts.createProgram(files, compilerOptions())
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(file)
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      return [file, found.map(inWords)]
    }),
  )
}

/** Options of the build that make no sense where nothing is written. */
const aboutBuilding: ReadonlySet<string> = new Set([
  'composite',
  'declaration',
  'declarationMap',
  'isolatedDeclarations',
  'rootDir',
  'outDir',
  'tsBuildInfoFile',
])

const compilerOptions = (): ts.CompilerOptions => {
  const base: unknown = ts.readConfigFile(inRoot('tsconfig.base.json'), ts.sys.readFile).config
  const { options } = ts.parseJsonConfigFileContent(base, { ...ts.sys, readDirectory: () => [] }, inRoot())
  const kept = Object.entries(options).filter(([name]) => !aboutBuilding.has(name))
  return {
    ...Object.fromEntries(kept),
    noEmit: true,
    types: ['node'],
    typeRoots: [inRoot('node_modules', '@types')],
  }
}

const inWords = ({ file, start, messageText }: ts.Diagnostic): string => {
  const line =
    file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1
  return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
}
