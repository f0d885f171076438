import ts from 'typescript'
import { inRoot } from '../root.ts'

/** An example that a docstring shows: a few statements, some with `//=> ` and what they give. */
export interface DocExample {
  /** The function that it is of; `engine().ask` for one of an engine. */
  readonly name: string
  readonly text: string
}

/** Every function of core's main door that core defines, and those of an engine, with its example; '' without one. */
export const docExamples = (): readonly DocExample[] => {
  const file = inRoot('packages', 'core', 'src', 'index.ts')
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const door = source === undefined ? undefined : checker.getSymbolAtLocation(source)
  const exported = door === undefined ? [] : checker.getExportsOfModule(door)
  return exported.flatMap((symbol) => {
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol)
    if (!isOwn(target)) return []
    if (target.name === 'Engine')
      return checker
        .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(target))
        .filter((member) => isCalled(member, checker) && exampleOf(member, checker) !== '')
        .map((member) => ({ name: `engine().${member.name}`, text: exampleOf(member, checker) }))
    return (target.flags & ts.SymbolFlags.Value) !== 0 && isCalled(target, checker)
      ? [{ name: target.name, text: exampleOf(target, checker) }]
      : []
  })
}

const isOwn = ({ declarations = [] }: ts.Symbol): boolean =>
  declarations.some((one) => one.getSourceFile().fileName.startsWith(inRoot('packages', 'core', 'src')))

const isCalled = (symbol: ts.Symbol, checker: ts.TypeChecker): boolean =>
  checker.getTypeOfSymbol(symbol).getCallSignatures().length > 0

const exampleOf = (symbol: ts.Symbol, checker: ts.TypeChecker): string =>
  symbol
    .getJsDocTags(checker)
    .filter(({ name }) => name === 'example')
    .map(({ text }) => ts.displayPartsToString(text).trim())
    .join('\n')

const promise = /^(?<expression>.*?)\s*\/\/=> (?<given>.*)$/

/** What an example says that its expressions give. */
export const promisesOf = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => promise.exec(line)?.groups?.['given'] ?? [])

/** A module whose `run` gives what the promised expressions of all examples give, by the example's name. */
export const exampleModule = (examples: readonly DocExample[]): string =>
  [
    "import * as door from '@guichet/core'",
    `const { ${valuesIn(examples).join(', ')} } = door`,
    'export const run = (): Readonly<Record<string, readonly unknown[]>> => ({',
    ...examples.map(({ name, text }) => `${JSON.stringify(name)}: (() => {\n${body(text)}\n})(),`),
    '})',
  ].join('\n')

/** A promise stands behind its expression, or alone in the line after it. */
const body = (text: string): string => {
  const lines: string[] = ['const said: unknown[] = []']
  for (const line of text.split('\n')) {
    const found = promise.exec(line)?.groups?.['expression']
    if (found === undefined) lines.push(line)
    else lines.push(kept(found === '' ? (lines.pop() ?? '') : found))
  }
  return [...lines, 'return said'].join('\n')
}

/** What narrows a type may stand before the expression: `if (isRight(read)) read.right`. */
const kept = (line: string): string => {
  const guard = line.startsWith('if (') ? line.slice(0, endOfGuard(line)) : ''
  return `${guard} said.push(${line.slice(guard.length)})`
}

const endOfGuard = (line: string): number => {
  let depth = 0
  for (let index = 3; index < line.length; index++) {
    if (line[index] === '(') depth++
    if (line[index] === ')' && --depth === 0) return index + 1
  }
  return 0
}

const valuesIn = (examples: readonly DocExample[]): readonly string[] => {
  const names = new Set(examples.flatMap(({ text }) => text.match(/[A-Za-z]+/g) ?? []))
  return [...doorValues].filter((name) => names.has(name))
}

const doorValues = new Set(
  'DAY HOUR MINUTE EventCodec agreementOf answerToJson canonicalKey chargeToJson customerId defaultSettings engine explain explainView fromIso isLeft isPaid isRight isRulebookId isThreadEvent isWindowRefusal match messageInWords parseAmendments parseEvent parseInstant parseQuestion phoneNumbersOf pipe problemsInWords readState reasonsInWords rulebooks rulebooksWith settings threadsOf toIso viewToJson weigh writeState'.split(
    ' ',
  ),
)
