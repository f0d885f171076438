/** Keeps small texts between visits, as far as the browser lets it. */
export interface Memory {
  readonly read: (name: string) => string | null
  readonly write: (name: string, text: string | null) => void
}

/** A browser may forbid its stores; then nothing is kept, and all else works. */
export const memoryIn = (store: () => Storage): Memory => ({
  read: (name) => {
    try {
      return store().getItem(name)
    } catch {
      return null
    }
  },
  write: (name, text) => {
    try {
      if (text === null) store().removeItem(name)
      else store().setItem(name, text)
    } catch {
      // Nothing is kept.
    }
  },
})
