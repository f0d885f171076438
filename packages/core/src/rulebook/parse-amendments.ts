import type { AmendmentInput, OwnAmendment } from './own-amendment.ts'
import { unknownKeys } from '../unknown-keys.ts'
import { show, type Problem } from '../problem.ts'
import { E } from '../prelude.ts'
import { isLocalDate } from '../time/local-date.ts'
import { isRuleName, ruleShapes } from './rule-shapes.ts'
import type { Rules } from './rulebook.ts'
import { rulebooks } from './rulebooks.ts'

const problem = (path: string, reason: string): Problem => ({
  path: `$.${path}`,
  reason: `${path}: ${reason}`,
})

const isObject = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

const isText = (u: unknown): u is string => typeof u === 'string' && u !== ''

const isListOf =
  (isOne: (u: unknown) => boolean) =>
  (u: unknown): boolean =>
    Array.isArray(u) && u.every(isOne)

/**
 * Reads amendments that were handed in, oldest first; the left side names everything that is wrong.
 *
 * @example
 * const own = parseAmendments([{ effective: '2027-02-29', changes: {} }])
 * if (isLeft(own)) own.left.map(({ path }) => path) //=> [ '$.amendments[0].effective' ]
 */
export const parseAmendments = (u: unknown): E.Either<readonly Problem[], readonly OwnAmendment[]> => {
  if (!Array.isArray(u)) return E.left([problem('amendments', `must be a list, not ${show(u)}`)])
  const list: readonly unknown[] = u
  const problems = list.flatMap((one, index) => [
    ...problemsOf(one, `amendments[${index}]`),
    ...dateProblems(one, list.slice(0, index), `amendments[${index}].effective`),
  ])
  if (problems.length > 0) return E.left(problems)
  return E.right(list.filter(isAmendment).map(completed).toSorted(byDate))
}

const byDate = (a: OwnAmendment, b: OwnAmendment): number => (a.effective < b.effective ? -1 : 1)

/** Nothing is wrong with it. */
const isAmendment = (u: unknown): u is Partial<OwnAmendment> & Pick<OwnAmendment, 'effective' | 'changes'> =>
  problemsOf(u, '').length === 0

const completed = (
  amendment: Partial<OwnAmendment> & Pick<OwnAmendment, 'effective' | 'changes'>,
): OwnAmendment => {
  const { effective, changes } = amendment
  const cited = Object.values(changes).flatMap((rule) => rule?.because ?? [])
  return {
    effective,
    summary: amendment.summary ?? `An amendment of ${effective} that was handed in.`,
    clauses: amendment.clauses ?? [...new Set(cited)],
    changes,
  }
}

const amendmentKeys: readonly string[] = [
  'effective',
  'changes',
  'clauses',
  'summary',
] satisfies readonly (keyof AmendmentInput)[]

const unknownIn = (value: object, known: readonly string[], what: string, path: string): readonly Problem[] =>
  unknownKeys(value, known, what).map((one) => problem(`${path}${one.path.slice(1)}`, one.reason))

const problemsOf = (u: unknown, path: string): readonly Problem[] => {
  if (!isObject(u)) return [problem(path, `must be an object, not ${show(u)}`)]
  const { changes, clauses, summary } = u
  return [
    ...unknownIn(u, amendmentKeys, 'key', path),
    ...(isObject(changes)
      ? changeProblems(changes, `${path}.changes`)
      : [problem(`${path}.changes`, `must be an object of rules, not ${show(changes)}`)]),
    ...(clauses === undefined || isListOf(isClause)(clauses)
      ? []
      : [problem(`${path}.clauses`, 'must be a list of ids, or of {id, says, source}')]),
    ...(summary === undefined || typeof summary === 'string'
      ? []
      : [problem(`${path}.summary`, `must be a text, not ${show(summary)}`)]),
  ]
}

const isClause = (u: unknown): boolean =>
  isText(u) ||
  (isObject(u) &&
    isText(u['id']) &&
    isText(u['says']) &&
    (u['source'] === undefined || typeof u['source'] === 'string'))

const changeProblems = (changes: Readonly<Record<string, unknown>>, path: string): readonly Problem[] => [
  ...unknownIn(changes, Object.keys(ruleShapes), 'rule', path),
  ...Object.entries(changes).flatMap(([name, rule]) =>
    isRuleName(name) ? ruleProblems(name, rule, `${path}.${name}`) : [],
  ),
]

const ruleProblems = (name: keyof Rules, rule: unknown, path: string): readonly Problem[] => {
  if (name === 'freeTier' && rule === null) return []
  if (!isObject(rule)) return [problem(path, `must be an object, not ${show(rule)}`)]
  const shape = ruleShapes[name]
  return [
    ...unknownIn(rule, [...Object.keys(shape), 'because'], 'key', path),
    ...Object.entries(shape).flatMap(([field, [isOne, expected]]) =>
      isOne(rule[field]) ? [] : [problem(`${path}.${field}`, `must be ${expected}`)],
    ),
    ...(isListOf(isText)(rule['because'])
      ? []
      : [problem(`${path}.because`, 'must be a list of the ids of clauses')]),
  ]
}

const dateProblems = (u: unknown, before: readonly unknown[], path: string): readonly Problem[] => {
  const dateOf = (one: unknown): unknown => (isObject(one) ? one['effective'] : undefined)
  const date = dateOf(u)
  if (!isObject(u)) return []
  if (!isLocalDate(date))
    return [problem(path, `must be a date that exists, like 2027-04-01, not ${show(date)}`)]
  const first = rulebooks[0]?.id ?? date
  if (date < first) return [problem(path, `${date} is before the first rulebook, of ${first}`)]
  if (rulebooks.some(({ id }) => id === date))
    return [problem(path, `${date} is the date of a rulebook of Meta's already; choose another day`)]
  return before.some((one) => dateOf(one) === date)
    ? [problem(path, `${date} is the date of another amendment already`)]
    : []
}
