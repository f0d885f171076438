import ts from 'typescript'
import type { TextFile } from '../files.ts'
import { nodePlace, nodesOf, parse } from '../syntax.ts'

/** Globals through which the world comes in. */
const ambient: ReadonlySet<string> = new Set(
  'process console globalThis performance crypto fetch navigator setTimeout setInterval setImmediate queueMicrotask require eval Function WeakRef FinalizationRegistry'.split(
    ' ',
  ),
)

const localTime = /^(?:get|set)(?:FullYear|Year|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$/

/** Functions of date-fns that depend on nothing but their arguments. */
const pureDateFns =
  /^date-fns\/(?:constants|formatDuration|locale\/[\w-]+|(?:add|sub|differenceIn)(?:Hours|Minutes|Seconds|Milliseconds))$/

/** Where a source depends on the clock, chance, the machine's zone or language, or throws. */
export const impurities = (file: TextFile): readonly string[] =>
  nodesOf(parse(file)).flatMap((node) => {
    const what = impurityOf(node)
    return what === null ? [] : [`${nodePlace(node)} ${what}`]
  })

const impurityOf = (node: ts.Node): string | null => {
  if (ts.isThrowStatement(node)) return 'throws'
  if (ts.isIdentifier(node)) return ambient.has(node.text) && isFree(node) ? `uses ${node.text}` : null
  if (ts.isPropertyAccessExpression(node)) return accessProblem(node)
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) return callProblem(node)
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const { text } = node.moduleSpecifier
    return text.startsWith('date-fns') && !pureDateFns.test(text) ? `${text} may read the local zone` : null
  }
  return null
}

/** Is this a name that stands for itself, not a property's or a parameter's? */
const isFree = (name: ts.Identifier): boolean => {
  const { parent } = name
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name
  return !('name' in parent && parent.name === name) && !ts.isBindingElement(parent)
}

const accessProblem = ({ expression, name }: ts.PropertyAccessExpression): string | null => {
  const called = `${expression.getText()}.${name.text}`
  if (called === 'Date.now' || called === 'Math.random') return called
  if (name.text.startsWith('toLocale')) return `${name.text} depends on the language`
  if (localTime.test(name.text) || name.text === 'getTimezoneOffset')
    return `${name.text} depends on the zone`
  return null
}

const callProblem = (node: ts.NewExpression | ts.CallExpression): string | null => {
  const called = node.expression.getText()
  const given = node.arguments ?? []
  if (called === 'Date') {
    if (ts.isCallExpression(node) || given.length === 0) return 'Date without an instant is now'
    return given.length > 1 ? 'Date of several numbers depends on the zone' : null
  }
  if (called.endsWith('.localeCompare')) return 'localeCompare depends on the language'
  if (!called.startsWith('Intl.')) return null
  const [language, options] = given
  if (language === undefined || language.getText() === 'undefined') return `${called} without a language`
  if (called === 'Intl.DateTimeFormat' && !namesZone(options)) return 'a date format without a zone'
  return null
}

const namesZone = (options: ts.Expression | undefined): boolean =>
  options !== undefined &&
  ts.isObjectLiteralExpression(options) &&
  options.properties.some((property) => property.name?.getText() === 'timeZone')
