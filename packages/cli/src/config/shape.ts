import { isLeft, type Either, type Problem } from '@guichet/core'
import { left, right, unknownKeys } from '@guichet/core/adapter'

/** A JSON Schema, draft 2020-12. */
export interface Schema {
  readonly [keyword: string]: unknown
}

/** A value, or everything that is wrong with it. Paths have no root: `tenants[0].id`; empty for the whole. */
export type Reading<Value> = Either<readonly Problem[], Value>

/** What a value must look like: for people's editors, and for us. Both say the same of every value. */
export interface Shape<Value> {
  readonly schema: Schema
  readonly read: (given: unknown, path: string) => Reading<Value>
}

/** A field that may be missing, and what it is then. */
export interface Optional<Value> extends Shape<Value> {
  readonly otherwise: Value
}

/** One thing that is wrong. */
export const wrong = (path: string, reason: string): Reading<never> => left([{ path, reason }])

export interface TextRules {
  readonly description: string
  /** Anchored; what is expected there is said by `expected`. */
  readonly pattern: RegExp
  readonly expected: string
}

/** A text of a pattern. It is not quoted in problems, because it may be a secret. */
export const text = ({ description, pattern, expected }: TextRules): Shape<string> => ({
  schema: { type: 'string', pattern: pattern.source, description },
  read: (given, path) =>
    typeof given === 'string' && pattern.test(given)
      ? right(given)
      : wrong(path, `must be ${expected}${typeof given === 'string' ? '' : `, but is ${kindOf(given)}`}`),
})

/** One of these words. */
export const word = <const Word extends string>(
  words: readonly Word[],
  description: string,
): Shape<Word> => ({
  schema: { enum: words, description },
  read: (given, path) => {
    const known = words.find((one) => one === given)
    if (known !== undefined) return right(known)
    const shown = typeof given === 'string' ? JSON.stringify(given.slice(0, 60)) : kindOf(given)
    return wrong(path, `must be one of ${words.join(', ')}, but is ${shown}`)
  },
})

/** A whole number within bounds. */
export const whole = (least: number, most: number, description: string): Shape<number> => ({
  schema: { type: 'integer', minimum: least, maximum: most, description },
  read: (given, path) =>
    typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most
      ? right(given)
      : wrong(path, `must be a whole number from ${least} to ${most}`),
})

/** A list of at least so many. */
export const list = <Value>(
  one: Shape<Value>,
  least: number,
  description: string,
): Shape<readonly Value[]> => ({
  schema: {
    type: 'array',
    items: one.schema,
    ...(least > 0 ? { minItems: least } : {}),
    description,
  },
  read: (given, path) => {
    if (!Array.isArray(given)) return wrong(path, `must be a list, but is ${kindOf(given)}`)
    if (given.length < least) return wrong(path, `must have ${least} or more`)
    const reads = given.map((element: unknown, index) => one.read(element, `${path}[${index}]`))
    const problems = reads.flatMap((read) => (isLeft(read) ? read.left : []))
    return problems.length > 0 ? left(problems) : right(reads.flatMap((r) => (isLeft(r) ? [] : [r.right])))
  },
})

/** A field that may be left out. */
export const optional = <Value>(shape: Shape<Value>, otherwise: Value): Optional<Value> => ({
  ...shape,
  otherwise,
})

/** The values of the fields of an object. */
export type Values<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Shape<infer Value> ? Value : never
}

/** An object of these fields and no others. */
export const object = <const Fields extends Readonly<Record<string, Shape<unknown>>>>(
  fields: Fields,
  description: string,
): Shape<Values<Fields>> => {
  const names = Object.keys(fields)
  const required = names.filter((name) => !isOptional(fields[name]))
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, fields[name]?.schema])),
      required,
      additionalProperties: false,
      description,
    },
    read: (given, path) => {
      if (!isObject(given)) return wrong(path, `must be an object, but is ${kindOf(given)}`)
      const unknown = unknownKeys(given, names, 'field').map((problem) => ({
        ...problem,
        path: within(path, problem.path.slice(2)),
      }))
      const reads = Object.entries(fields).map(([name, field]): readonly [string, Reading<unknown>] => {
        const value = Object.hasOwn(given, name) ? given[name] : undefined
        if (value !== undefined) return [name, field.read(value, within(path, name))]
        return [name, isOptional(field) ? right(field.otherwise) : wrong(within(path, name), 'is missing')]
      })
      const problems = [...unknown, ...reads.flatMap(([, read]) => (isLeft(read) ? read.left : []))]
      if (problems.length > 0) return left(problems)
      const values = reads.map(([name, read]) => [name, isLeft(read) ? undefined : read.right] as const)
      return right(Object.fromEntries(values) as Values<Fields>)
    },
  }
}

/** Whichever of these shapes the value has; `expected` says in words what they are. */
export const either = <Value>(
  shapes: readonly Shape<Value>[],
  choose: (given: unknown) => number,
  description: string,
): Shape<Value> => ({
  schema: { anyOf: shapes.map(({ schema }) => schema), description },
  read: (given, path) =>
    shapes[choose(given)]?.read(given, path) ?? wrong(path, `must not be ${kindOf(given)}`),
})

/** The path of a field of what stands at `path`. */
export const within = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

const isOptional = (shape: Shape<unknown> | undefined): shape is Optional<unknown> =>
  shape !== undefined && 'otherwise' in shape

export const isObject = (given: unknown): given is Readonly<Record<string, unknown>> =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

const kindOf = (given: unknown): string => {
  if (given === undefined) return 'missing'
  if (given === null) return 'null'
  if (Array.isArray(given)) return 'a list'
  return typeof given === 'object' ? 'an object' : `a ${typeof given}`
}
