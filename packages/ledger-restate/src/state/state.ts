/** What an object keeps, by key: JSON values. */
export interface State {
  readonly get: <Value>(key: string) => Promise<Value | null>
  readonly set: (key: string, value: unknown) => void
  readonly clear: (key: string) => void
}

/** State on top of other state: what is written stays in it until it is written through. */
export interface Layer extends State {
  /** Writes to what lies below all that was written here. */
  readonly writeThrough: () => void
}

/** Reads each key of what lies below once, in the order in which keys are asked for: an object's history stays the same. */
export const layerOn = (below: State): Layer => {
  const read = new Map<string, Promise<unknown>>()
  const written = new Map<string, unknown>()
  return {
    get: async <Value>(key: string) => {
      if (written.has(key)) return (written.get(key) ?? null) as Value | null
      const known = read.get(key) ?? below.get(key)
      read.set(key, known)
      return (await known) as Value | null
    },
    set: (key, value) => written.set(key, value),
    clear: (key) => written.set(key, null),
    writeThrough: () => {
      for (const [key, value] of written) {
        read.set(key, Promise.resolve(value))
        if (value === null) below.clear(key)
        else below.set(key, value)
      }
      written.clear()
    },
  }
}

/** State in memory, for tests. */
export const memoryState = (values: Map<string, string> = new Map()): State => ({
  get: async <Value>(key: string) => {
    const text = values.get(key)
    return text === undefined ? null : (JSON.parse(text) as Value)
  },
  set: (key, value) => values.set(key, JSON.stringify(value)),
  clear: (key) => values.delete(key),
})
