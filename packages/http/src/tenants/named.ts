/** A part of a webhook that names its phone numbers, or else only its account. */
export interface Named {
  readonly entry: number
  readonly change: number
  /** The account's id; `null` where the entry has none. */
  readonly account: string | null
  readonly phoneNumbers: readonly string[]
}

/** A webhook as JSON, and what each of its changes names; none where it has no changes. */
export interface NamedParts {
  readonly body: unknown
  readonly parts: readonly Named[]
}

/** Reads whom a webhook is about. Total: what is no webhook names nobody. */
export const namedIn = (text: string): NamedParts => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return { body: null, parts: [] }
  }
  const parts = listIn(body, 'entry').flatMap((entry, e) => {
    const account = idIn(fieldOf(entry, 'id'))
    const changes = listIn(entry, 'changes')
    // An entry that brings no change names its account all the same.
    return changes.length === 0
      ? [{ entry: e, change: 0, account, phoneNumbers: [] }]
      : changes.map((change, c) => ({ entry: e, change: c, account, phoneNumbers: numbersIn(change) }))
  })
  return { body, parts }
}

/** The webhook with some of its changes only. */
export const onlyParts = ({ body }: NamedParts, kept: readonly Named[]): string => {
  const entries = listIn(body, 'entry').flatMap((entry, e) => {
    const changes = new Set(kept.filter((one) => one.entry === e).map(({ change }) => change))
    if (changes.size === 0 || typeof entry !== 'object' || entry === null) return []
    return [{ ...entry, changes: listIn(entry, 'changes').filter((_, c) => changes.has(c)) }]
  })
  return JSON.stringify({ ...(typeof body === 'object' ? body : {}), entry: entries })
}

/** Every phone number id in it, wherever it stands; no recursion, for a webhook may be deep. */
const numbersIn = (change: unknown): readonly string[] => {
  const found = new Set<string>()
  const open: unknown[] = [change]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    const id = idIn(fieldOf(value, 'phone_number_id'))
    if (id !== null) found.add(id)
    for (const inner of Object.values(value)) if (typeof inner === 'object') open.push(inner)
  }
  return [...found]
}

const idIn = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined

const listIn = (value: unknown, name: string): readonly unknown[] => {
  const list = fieldOf(value, name)
  return Array.isArray(list) ? list : []
}
