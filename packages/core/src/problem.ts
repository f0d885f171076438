import { t } from './prelude.ts'

/** Why a value is not what was expected: where in it, and what is wrong there. */
export interface Problem {
  /** JSON path from the value's root, such as `$.pricing.category`. */
  readonly path: string
  readonly reason: string
}

/** The problems of a part, as those of the whole: `path` says where the part stands. */
export const problemsWithin = (path: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, path: path + problem.path.slice(1) }))

/**
 * What is wrong and where, in one line.
 *
 * @example
 * const read = parseQuestion({ kind: 'text' })
 * if (isLeft(read)) problemsInWords(read.left) //=> '$.kind: not one of service, reaction, template, call, call-permission-request: "text"'
 */
export const problemsInWords = (problems: readonly Problem[]): string =>
  problems.map(({ path, reason }) => (path === '$' ? reason : `${path}: ${reason}`)).join('; ')

/**
 * What is wrong, in one line, where the reasons name what they are about, as those of settings do.
 *
 * @example
 * reasonsInWords([{ path: '$.a', reason: 'is missing' }, { path: '$.b', reason: 'is odd' }]) //=> 'is missing; is odd'
 */
export const reasonsInWords = (problems: readonly Problem[]): string =>
  problems.map(({ reason }) => reason).join('; ')

/** All problems of a value that a codec refused. */
export const problemsOf = (errors: t.Errors): readonly Problem[] => {
  // The parts of an intersection complain of the same thing, each for itself.
  const distinct = new Map(errors.map(toProblem).map((problem) => [problem.path + problem.reason, problem]))
  return [...distinct.values()]
}

const toProblem = (error: t.ValidationError): Problem => ({
  path: keysOf(error.context).reduce(
    (path, key) => (/^\d+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`),
    '$',
  ),
  reason:
    error.value === undefined
      ? 'is missing'
      : (error.message ?? `not ${expected(error.context.at(-1)?.type)} but ${show(error.value)}`),
})

/** What a codec expects, in words that need no knowledge of it. */
const expected = (type: t.Decoder<unknown, unknown> | undefined): string => {
  if (type instanceof t.InterfaceType || type instanceof t.PartialType) return 'an object'
  if (type instanceof t.ReadonlyArrayType || type instanceof t.ArrayType) return 'a list'
  if (type instanceof t.StringType) return 'a text'
  if (type instanceof t.BooleanType) return 'true or false'
  return type?.name ?? 'valid'
}

/** io-ts numbers the parts of intersections and unions too; those see the same value as the whole. */
const keysOf = (context: t.Context): readonly string[] =>
  context
    .filter((entry, index) => index > 0 && !Object.is(entry.actual, context[index - 1]?.actual))
    .map(({ key }) => key)

/** A value in an error message: texts shortened, others by their type. */
export const show = (u: unknown): string =>
  typeof u === 'string'
    ? JSON.stringify(u.slice(0, 60))
    : u === null
      ? 'null'
      : Array.isArray(u)
        ? 'a list'
        : typeof u
