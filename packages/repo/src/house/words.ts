import ts from 'typescript'
import { lineOf, type TextFile } from '../files.ts'
import { nodePlace, nodesOf, parse } from '../syntax.ts'

/** What no text of the repository may hold. The patterns are written so that they do not match themselves. */
const unwanted: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w.~/$}-])\/(?:work|home|root|tmp|Users)\/\w/g, 'a path of somebody’s machine'],
  [/\b(?:TO(?:DO)|FIX(?:ME)|XX(?:X))\b/g, 'something left to do'],
  [/@ts-(?:ignore|expect-error|nocheck)\b/g, 'the compiler is silenced'],
  [
    /\b(?:es|ox)lint-(?:disable)(?!-next-line [\w/-]+)/g,
    'the linter is silenced for more than a rule in a line',
  ],
  [/\b(?:describe|it|test|suite)\.(?:only|skip|todo|fails|skipIf|runIf)\b/g, 'a test is left out'],
  [/^(?:<{7}|>{7}|={7})(?: |$)/gm, 'a merge conflict'],
]

/** Unwanted words in a text, with their place. */
export const unwantedWords = (file: TextFile): readonly string[] =>
  unwanted.flatMap(([pattern, what]) =>
    [...file.text.matchAll(pattern)].map(({ 0: found, index }) => `${lineOf(file, index)} ${found}: ${what}`),
  )

/** Ways around the type system in TypeScript, with their place. */
export const typeEscapes = (file: TextFile): readonly string[] =>
  nodesOf(parse(file)).flatMap((node) => {
    const what = escapeIn(node)
    return what === null ? [] : [`${nodePlace(node)} ${what}`]
  })

const escapeIn = (node: ts.Node): string | null => {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any'
  if (ts.isNonNullExpression(node)) return 'a non-null assertion'
  if (ts.isAsExpression(node) && ts.isAsExpression(node.expression) && !isConst(node.expression))
    return 'a cast of a cast'
  return null
}

const isConst = (node: ts.AsExpression): boolean => node.type.getText() === 'const'

/** Files that are longer than a file should be. */
export const tooLong = (files: readonly TextFile[], lines: number): readonly string[] =>
  files
    .map(({ path, text }) => ({ path, length: text.split('\n').length - 1 }))
    .filter(({ length }) => length >= lines)
    .map(({ path, length }) => `${path} has ${length} lines`)
