/** Keeps small texts between visits, if the browser allows it. */
export interface Memory {
  readonly read: (name: string) => string | null
  readonly write: (name: string, text: string | null) => void
}

/** A browser may forbid storage; then nothing is kept, and everything else works. */
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
