import ts from 'typescript'
import { escaped } from '../html.ts'

/** Gives the address of a name's own page, or `null`. */
export type LinkOf = (name: string) => string | null

const nowhere: LinkOf = () => null

/** Code as HTML: TypeScript, JavaScript and JSON in colours, names of the API as links, all else as it is. */
export const highlighted = (code: string, language: string, linkOf: LinkOf = nowhere): string =>
  ['ts', 'js', 'mjs', 'json', 'ndjson'].includes(language) ? inColours(code, linkOf) : escaped(code)

const inColours = (code: string, linkOf: LinkOf): string => {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, code)
  const pieces: string[] = []
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const text = scanner.getTokenText()
    const className = classOf(kind)
    // The key of an object or a type is not what is exported under its name.
    const isKey = /^\??:/.test(code.slice(scanner.getTokenEnd(), scanner.getTokenEnd() + 2))
    const link = kind === ts.SyntaxKind.Identifier && !isKey ? linkOf(text) : null
    if (link !== null) pieces.push(`<a href="${escaped(link)}">${escaped(text)}</a>`)
    else
      pieces.push(className === null ? escaped(text) : `<span class="${className}">${escaped(text)}</span>`)
  }
  return pieces.join('')
}

const classOf = (kind: ts.SyntaxKind): string | null => {
  if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia)
    return 'c'
  if (kind === ts.SyntaxKind.StringLiteral || kind === ts.SyntaxKind.NoSubstitutionTemplateLiteral) return 's'
  if (kind === ts.SyntaxKind.NumericLiteral || kind === ts.SyntaxKind.BigIntLiteral) return 'n'
  return kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword ? 'k' : null
}
