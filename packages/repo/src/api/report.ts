import { dirname, posix, relative, sep } from 'node:path'
import ts from 'typescript'
import { packageOf } from '../layers.ts'
import { readManifest, type Package } from '../manifests.ts'
import { inRoot, root } from '../root.ts'

/** What a package lets out, as text: a change of it shows as a change of this. */
export interface ApiReport {
  readonly folder: string
  readonly text: string
}

/** A declaration that a report has, by its name. */
interface Declared {
  readonly name: string
  readonly text: string
}

/**
 * Writes down every door of packages that were built: each name that it lets out with its declaration, without comments,
 * sorted; then the types that these mention and no door lets out. Made of the declarations that npm gets.
 */
export const apiReports = (packages: readonly Package[]): readonly ApiReport[] => {
  const program = programOf(packages.flatMap((one) => doorsIn(one).map(({ path }) => path)))
  return packages.map((one) => ({
    folder: one.folder,
    text: reportOf(doorsIn(one), inRoot('packages', one.folder, 'dist'), program),
  }))
}

/** The report of a package that has one door. */
export const reportOfEntry = (door: string, path: string): string =>
  reportOf([{ door, path }], dirname(path), programOf([path]))

const programOf = (entries: readonly string[]): ts.Program =>
  ts.createProgram(entries, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  })

interface Door {
  /** What it is imported by. */
  readonly door: string
  /** Its declarations. */
  readonly path: string
}

const doorsIn = ({ folder, manifest }: Package): readonly Door[] =>
  Object.entries(manifest.exports ?? {}).flatMap(([door, { types }]) =>
    types === undefined || door === './testing'
      ? []
      : [
          {
            door: `${manifest.name}${door.slice(1)}`,
            path: inRoot('packages', folder, posix.normalize(types)),
          },
        ],
  )

const reportOf = (doors: readonly Door[], own: string, program: ts.Program): string => {
  const checker = program.getTypeChecker()
  const letOut = new Set<ts.Symbol>()
  const sections = doors.map(({ door, path }) => {
    const source = program.getSourceFile(path)
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
    if (module === undefined) throw new Error(`${door} is not built: npm run build -- --modules`)
    const names = checker.getExportsOfModule(module).map((symbol) => {
      const meant = resolved(symbol, checker)
      letOut.add(meant)
      return { name: symbol.name, text: declarationsOf(symbol.name, meant, own) }
    })
    return section(`# ${door}`, names)
  })
  const mentioned = mentionedBy([...letOut], checker, own)
    .filter((symbol) => !letOut.has(symbol))
    .map((symbol) => ({ name: symbol.name, text: declarationsOf(symbol.name, symbol, own) }))
  return [
    ...sections,
    ...(mentioned.length === 0 ? [] : [section('# mentioned, and not let out', mentioned)]),
  ].join('\n')
}

const section = (title: string, declared: readonly Declared[]): string =>
  [title, '', ...[...declared].sort(byName).map(({ text }) => text), ''].join('\n')

const byName = (a: Declared, b: Declared): number =>
  a.name === b.name ? (a.text < b.text ? -1 : 1) : a.name < b.name ? -1 : 1

const resolved = (symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

const isOwn = (node: ts.Node, own: string): boolean => node.getSourceFile().fileName.startsWith(own)

/** What declares a name here; of what another package declares only which. */
const declarationsOf = (name: string, symbol: ts.Symbol, own: string): string => {
  const declarations = symbol.declarations ?? []
  const here = declarations.filter((node) => isOwn(node, own)).map((node) => plain(wholeOf(node)))
  if (here.length === 0) return `${name} from ${[...new Set(declarations.map(packageIn))].join(', ')}`
  const text = [...new Set(here)].join('\n')
  return symbol.name === name ? text : `${name} is ${text}`
}

const packageIn = (node: ts.Node): string => {
  const { fileName } = node.getSourceFile()
  const inside = fileName.split('/node_modules/').at(-1) ?? fileName
  if (inside !== fileName) return packageOf(inside)
  const [, folder = ''] = relative(root, fileName).split(sep)
  return readManifest('packages', folder).name
}

/** A variable with its `const`. */
const wholeOf = (node: ts.Node): ts.Node =>
  ts.isVariableDeclaration(node) && ts.isVariableStatement(node.parent.parent) ? node.parent.parent : node

const printer = ts.createPrinter({ removeComments: true })

const plain = (node: ts.Node): string =>
  printer
    .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
    .replace(/^export (?:declare )?|^declare /, '')

/** All symbols of the package that declarations mention, and those that these do. */
const mentionedBy = (
  symbols: readonly ts.Symbol[],
  checker: ts.TypeChecker,
  own: string,
): readonly ts.Symbol[] => {
  const found = new Set<ts.Symbol>()
  const left = [...symbols]
  for (let symbol = left.pop(); symbol !== undefined; symbol = left.pop())
    for (const declaration of symbol.declarations ?? [])
      if (isOwn(declaration, own))
        visit(wholeOf(declaration), (name) => {
          const at = checker.getSymbolAtLocation(name)
          const meant = at === undefined ? undefined : resolved(at, checker)
          if (meant === undefined || found.has(meant) || !isTopLevel(meant, own)) return
          found.add(meant)
          left.push(meant)
        })
  return [...found]
}

const visit = (node: ts.Node, onName: (name: ts.Identifier) => void): void => {
  if (ts.isIdentifier(node)) onName(node)
  ts.forEachChild(node, (child) => visit(child, onName))
}

/** Does it stand by itself in a file of the package, such as a type, and not inside another, such as a field? */
const isTopLevel = ({ declarations = [] }: ts.Symbol, own: string): boolean =>
  declarations.length > 0 &&
  declarations.every(
    (node) => isOwn(node, own) && !ts.isSourceFile(node) && ts.isSourceFile(wholeOf(node).parent),
  )
