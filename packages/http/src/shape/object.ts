import { isLeft } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import type { Fields, Rule } from './condition.ts'
import { show, wrong, type FieldProblem, type Read, type Shape } from './shape.ts'

/** A field that may be left out; its value is left out, too. */
export interface Optional<Value> extends Shape<Value> {
  readonly absence: 'left-out'
}

/** A field that may be left out and has this value then. */
export interface Defaulted<Value> extends Shape<Value> {
  readonly absence: 'default'
  readonly otherwise: Value
}

export const optional = <Value>(shape: Shape<Value>): Optional<Value> => ({ ...shape, absence: 'left-out' })

export const byDefault = <Value>(shape: Shape<Value>, otherwise: Value): Defaulted<Value> => ({
  ...shape,
  schema: { ...shape.schema, default: otherwise },
  absence: 'default',
  otherwise,
})

/** Fields by their names. */
export type FieldShapes = Readonly<Record<string, Shape<unknown> | Optional<unknown> | Defaulted<unknown>>>

type ValueOf<Field> = Field extends Shape<infer Value> ? Value : never

/** The values of fields. */
export type Values<Known extends FieldShapes> = {
  readonly [Name in keyof Known as Known[Name] extends Optional<unknown> ? never : Name]: ValueOf<Known[Name]>
} & {
  readonly [Name in keyof Known as Known[Name] extends Optional<unknown> ? Name : never]?: ValueOf<
    Known[Name]
  >
}

export interface ObjectMore {
  readonly description?: string
  /** What is said of anything else than an object. */
  readonly reason?: string
  /** What holds of several fields together. */
  readonly rules?: readonly Rule[]
}

/** An object of these fields; others are ignored. */
export const object = <const Known extends FieldShapes>(
  known: Known,
  { description, reason, rules = [] }: ObjectMore = {},
): Shape<Values<Known>> => {
  const fields = Object.entries(known)
  const allOf = rules.flatMap(({ schema }) => (schema === null ? [] : [schema]))
  return {
    schema: {
      type: 'object',
      ...(description === undefined ? {} : { description }),
      properties: Object.fromEntries(fields.map(([name, { schema }]) => [name, schema])),
      required: fields.filter(([, shape]) => !('absence' in shape)).map(([name]) => name),
      ...(allOf.length === 0 ? {} : { allOf }),
    },
    read: (given, field) => {
      if (!isFields(given)) return wrong(field === '' ? 'body' : field, reason ?? notAnObject(given, field))
      const values: Record<string, unknown> = {}
      const problems: FieldProblem[] = []
      for (const [name, shape] of fields) {
        const read = readField(given, name, shape, within(field, name))
        if (isLeft(read)) problems.push(...read.left)
        else if (read.right !== undefined) values[name] = read.right
      }
      for (const rule of rules) {
        const place = within(field, rule.field)
        const isWrong = problems.some((one) => isAt(one.field, place))
        if (!isWrong && !rule.holds(given)) problems.push({ field: place, reason: rule.reason })
      }
      return problems.length > 0 ? left(problems) : right(values as Values<Known>)
    },
  }
}

/** Is it the field at `place`, or in it? */
const isAt = (field: string, place: string): boolean =>
  field.startsWith(place) && /^(?:$|[.[])/.test(field.slice(place.length))

const readField = (given: Fields, name: string, shape: FieldShapes[string], place: string): Read<unknown> => {
  const value = Object.hasOwn(given, name) ? given[name] : undefined
  if (value !== undefined) return shape.read(value, place)
  if (!('absence' in shape)) return wrong(place, shape.missing ?? 'is missing')
  return right(shape.absence === 'default' ? shape.otherwise : undefined)
}

const notAnObject = (given: unknown, field: string): string =>
  `must be ${field === '' ? 'a JSON object' : 'an object'}, but is ${show(given)}`

const within = (field: string, name: string): string => (field === '' ? name : `${field}.${name}`)

export const isFields = (given: unknown): given is Fields =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

/** Any object. */
export const anyObject: Shape<Fields> = {
  schema: { type: 'object', additionalProperties: true },
  read: (given, field) => (isFields(given) ? right(given) : wrong(field, notAnObject(given, field))),
}
