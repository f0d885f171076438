import type { Changed } from '@guichet/runtime'

/** What the others were not notified of yet, each change once. */
export interface Unsent {
  readonly add: (changes: readonly Changed[]) => void
  readonly isEmpty: () => boolean
  /** All of it; nothing is unsent then. */
  readonly take: () => readonly Changed[]
}

/** More changes than this are not named, so that a server that is away fills no memory. */
export const mostNamed = 1_000

/** More than `mostNamed` changes are one `reload`, and that stands for whatever comes after it. */
export const unsentChanges = (): Unsent => {
  const changes = new Map<string, Changed>()
  const addOne = (changed: Changed): void => {
    if (changes.has(reload)) return
    changes.set(changed.is === 'reload' ? reload : JSON.stringify(changed), changed)
    if (changes.size <= mostNamed && !changes.has(reload)) return
    changes.clear()
    changes.set(reload, { is: 'reload' })
  }
  return {
    add: (given) => given.forEach(addOne),
    isEmpty: () => changes.size === 0,
    take: () => {
      const all = [...changes.values()]
      changes.clear()
      return all
    },
  }
}

const reload = 'reload'
