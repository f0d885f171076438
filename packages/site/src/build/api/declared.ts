import ts from 'typescript'

/** What a door of a package lets out. */
export interface Declared {
  readonly name: string
  readonly kind: 'function' | 'value' | 'type'
  /** What it is for, in markdown. */
  readonly words: string
  readonly examples: readonly string[]
  /** Its declaration, with the docstrings of its members. */
  readonly declaration: string
}

/** The exports of declaration files, by file, each in the order of the alphabet. */
export const declaredIn = (files: readonly string[]): ReadonlyMap<string, readonly Declared[]> => {
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    types: [],
  })
  const checker = program.getTypeChecker()
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(file)
      const module = source === undefined ? undefined : checker.getSymbolAtLocation(source)
      if (module === undefined) throw new Error(`${file} is not built`)
      return [
        file,
        checker
          .getExportsOfModule(module)
          .map((symbol) => declared(symbol, checker))
          .sort(byName),
      ]
    }),
  )
}

const byName = (a: Declared, b: Declared): number => (a.name < b.name ? -1 : 1)

const declared = (symbol: ts.Symbol, checker: ts.TypeChecker): Declared => {
  const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
  const declarations = target.declarations ?? []
  return {
    name: symbol.name,
    kind: kindOf(target, checker),
    words: ts.displayPartsToString(target.getDocumentationComment(checker)),
    examples: target
      .getJsDocTags(checker)
      .filter(({ name }) => name === 'example')
      .map(({ text }) => ts.displayPartsToString(text)),
    declaration: [...new Set(declarations.map(textOf))].join('\n'),
  }
}

const kindOf = (symbol: ts.Symbol, checker: ts.TypeChecker): Declared['kind'] => {
  if ((symbol.flags & ts.SymbolFlags.Value) === 0) return 'type'
  return checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0 ? 'function' : 'value'
}

/** A constant's whole statement; of all else what it is. */
const textOf = (declaration: ts.Declaration): string => {
  const node =
    ts.isVariableDeclaration(declaration) && ts.isVariableStatement(declaration.parent.parent)
      ? declaration.parent.parent
      : declaration
  return node.getText().replace(/^export (?:declare )?/, '')
}
