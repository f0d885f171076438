import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { reachedFrom, type Reached } from '../src/house/reached.ts'
import { readManifest } from '../src/manifests.ts'
import { inRoot } from '../src/root.ts'
import { withFolderInside } from '../src/temporary.ts'

/** As somebody compiles who installed the package: the declarations are read, not the sources. */
const options: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  declaration: true,
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  types: [],
}
const dist = inRoot('packages', 'core', 'dist')
const subpaths = Object.keys(readManifest('packages', 'core').exports ?? {}).filter(
  (path) => path !== './package.json',
)
const declarations = subpaths.map((path) => join(dist, `${path === '.' ? 'index' : path.slice(2)}.d.ts`))
const program = ts.createProgram(declarations, options)
const checker = program.getTypeChecker()

const moduleOf = (file: string): ts.Symbol => {
  const source = program.getSourceFile(file)
  const symbol = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  if (symbol === undefined) throw new Error(`${file} is no module: npm run build`)
  return symbol
}

const exportsOf = (file: string): readonly ts.Symbol[] => checker.getExportsOfModule(moduleOf(file))
const reached = (file: string): readonly Reached[] => reachedFrom(checker, moduleOf(file), dist)
const [main = ''] = declarations

const isFunction = (symbol: ts.Symbol): boolean => {
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
  return (
    (target.flags & ts.SymbolFlags.Value) !== 0 &&
    checker.getTypeOfSymbol(target).getCallSignatures().length > 0
  )
}

/** What the compiler says of a stranger's module, with the line, counted from 1. */
const saidOf = (lines: readonly string[]): Promise<readonly string[]> =>
  withFolderInside((folder) => {
    const file = join(folder, 'stranger.mts')
    writeFileSync(file, `${lines.join('\n')}\n`)
    const found = ts.getPreEmitDiagnostics(ts.createProgram([file], options))
    return Promise.resolve(
      found.map(({ file: source, start = 0, messageText }) => {
        const line = source?.getLineAndCharacterOfPosition(start).line ?? -1
        return `${line + 1}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
      }),
    )
  })

describe('the doors of core, as declared', () => {
  it('let nobody come to the maps that a state is made of', () => {
    for (const file of declarations)
      expect(reached(file).filter(({ file: declared }) => declared === 'persistent-map.d.ts')).toEqual([])
    // Else the search may have found nothing at all.
    expect(reached(main).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['State', 'History', 'Remedy', 'Thread', 'KnownTemplates']),
    )
  })

  it('name all types that they lead to', () => {
    const named = new Set(declarations.flatMap((file) => exportsOf(file).map(({ name }) => name)))
    const nameless = declarations.flatMap(reached).filter(({ name }) => !named.has(name))
    // What makes a type opaque has no name outside on purpose.
    expect([...new Set(nameless.map(({ name }) => name))], 'export these types from a door').toEqual([
      'Opaque',
    ])
  })

  it('have functions whose types a stranger may write down', async () => {
    const functions = exportsOf(main).filter(isFunction)
    expect(functions.length).toBeGreaterThan(20)
    const lines = functions.flatMap(({ name }) => [
      `export const ${name}Again = door.${name}`,
      `export type Of${name} = ReturnType<typeof door.${name}>`,
    ])
    expect(await saidOf(["import * as door from '@guichet/core'", ...lines])).toEqual([])
  })

  it('keep a stranger out of what is opaque', async () => {
    const head = [
      "import { engine, type Event } from '@guichet/core'",
      "import { emptyRegistry, noSends, noTiers } from '@guichet/core/store'",
      'declare const event: Event',
    ]
    const attempts: readonly (readonly [string, string])[] = [
      ['engine().initial.phoneNumbers', "'phoneNumbers' does not exist"],
      ['engine().initial.registry', "'registry' does not exist"],
      ["engine().initial['bitmap']", "'bitmap' does not exist"],
      ['emptyRegistry.bitmap', "'bitmap' does not exist"],
      ['noSends.children', "'children' does not exist"],
      ['noTiers.bitmap', "'bitmap' does not exist"],
      ['engine().evolve({}, event)', 'is not assignable'],
      ['engine().evolve(noSends, event)', 'is not assignable'],
    ]
    const lines = attempts.map(([attempt], index) => `export const a${index}: unknown = ${attempt}`)
    expect(await saidOf([...head, ...lines])).toEqual(
      attempts.map(([, said], index) =>
        expect.stringMatching(new RegExp(`^${head.length + index + 1}: .*${said}`)),
      ),
    )
  })
})
