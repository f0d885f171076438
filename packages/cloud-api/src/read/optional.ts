/** The fields that are there: none of them is `undefined`, and an absent one is no key. */
export const given = <Fields extends object>(
  fields: Fields,
): { readonly [K in keyof Fields]?: Exclude<Fields[K], undefined> } => {
  const there: { -readonly [K in keyof Fields]?: Exclude<Fields[K], undefined> } = {}
  for (const key in fields) {
    const value = fields[key]
    if (isThere(value)) there[key] = value
  }
  return there
}

const isThere = <Value>(value: Value): value is Exclude<Value, undefined> => value !== undefined

/** A text that is not empty. */
export const wordIn = (u: unknown): string | undefined => (typeof u === 'string' && u !== '' ? u : undefined)

export const numberIn = (u: unknown): number | undefined =>
  typeof u === 'number' && Number.isFinite(u) ? u : undefined

export const trueIn = (u: unknown): true | undefined => (u === true ? true : undefined)
