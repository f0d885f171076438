import { isLeft } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { isFields, object, type FieldShapes, type Values } from './object.ts'
import { show, wrong, type Read, type Shape } from './shape.ts'

export interface ListRules {
  readonly description?: string
  readonly least?: number
  readonly most?: number
  /** What its elements are called. */
  readonly of?: string
}

/** A list. */
export const list = <Value>(
  one: Shape<Value>,
  { description, least = 0, most, of = 'elements' }: ListRules = {},
): Shape<readonly Value[]> => ({
  schema: {
    type: 'array',
    ...(description === undefined ? {} : { description }),
    items: one.schema,
    ...(least === 0 ? {} : { minItems: least }),
    ...(most === undefined ? {} : { maxItems: most }),
  },
  read: (given, field) => {
    if (!Array.isArray(given) || given.length < least || given.length > (most ?? Infinity))
      return wrong(
        field,
        `must be a list${most === undefined ? '' : ` of ${least} to ${most} ${of}`}, but is ` +
          (Array.isArray(given) ? `a list of ${given.length}` : show(given)),
      )
    const reads = given.map((element: unknown, index) => one.read(element, `${field}[${index}]`))
    const problems = reads.flatMap((read) => (isLeft(read) ? read.left : []))
    return problems.length > 0
      ? left(problems)
      : right(reads.flatMap((read) => (isLeft(read) ? [] : [read.right])))
  },
})

/** Objects with the fields of their `kind`. */
export type ByKind<Kinds extends Readonly<Record<string, FieldShapes>>> = {
  readonly [Kind in keyof Kinds]: { readonly kind: Kind } & Values<Kinds[Kind]>
}[keyof Kinds]

/** An object whose field `kind` says which others it has. */
export const byKind = <const Kinds extends Readonly<Record<string, FieldShapes>>>(
  kinds: Kinds,
  description: string,
): Shape<ByKind<Kinds>> => {
  const shapes = new Map(
    Object.entries(kinds).map(([kind, fields]) => [
      kind,
      object({ kind: { schema: { const: kind }, read: right }, ...fields }),
    ]),
  )
  return {
    schema: { description, oneOf: [...shapes.values()].map(({ schema }) => schema) },
    read: (given, field) => {
      if (!isFields(given)) return wrong(field, `must be an object, but is ${show(given)}`)
      const kind = Object.hasOwn(given, 'kind') ? given['kind'] : undefined
      const shape = typeof kind === 'string' ? shapes.get(kind) : undefined
      if (shape === undefined)
        return wrong(`${field}.kind`, `not one of ${[...shapes.keys()].join(', ')}: ${show(kind)}`)
      return shape.read(given, field) as Read<ByKind<Kinds>>
    },
  }
}
