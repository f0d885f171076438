import ts from 'typescript'
import type { TextFile } from './files.ts'
import { nodePlace, nodesOf, parse } from './syntax.ts'

/** That a file imports, or exports from, a module. */
export interface Import {
  /** The importing file, relative to the root. */
  readonly path: string
  readonly place: string
  readonly specifier: string
  /** Gone at run time. */
  readonly typeOnly: boolean
}

/** Everything that a file imports, however it is written. */
export const importsOf = (file: TextFile): readonly Import[] =>
  nodesOf(parse(file)).flatMap((node) => {
    const { specifier, typeOnly } = importIn(node)
    return specifier !== undefined && ts.isStringLiteralLike(specifier)
      ? [{ path: file.path, place: nodePlace(node), specifier: specifier.text, typeOnly }]
      : []
  })

interface Found {
  readonly specifier?: ts.Node | undefined
  readonly typeOnly: boolean
}

const importIn = (node: ts.Node): Found => {
  if (ts.isImportDeclaration(node))
    return { specifier: node.moduleSpecifier, typeOnly: node.importClause?.isTypeOnly ?? false }
  if (ts.isExportDeclaration(node)) return { specifier: node.moduleSpecifier, typeOnly: node.isTypeOnly }
  if (ts.isImportTypeNode(node))
    return {
      specifier: ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined,
      typeOnly: true,
    }
  if (ts.isExternalModuleReference(node)) return { specifier: node.expression, typeOnly: false }
  if (ts.isCallExpression(node) && isLoad(node.expression))
    return { specifier: node.arguments[0], typeOnly: false }
  return { typeOnly: false }
}

const isLoad = (called: ts.Expression): boolean =>
  called.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(called) && called.text === 'require')
