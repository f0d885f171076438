import type { Changed } from '@guichet/runtime'

/** What a client has not been told yet. It does not grow with what happens, only with how much is different. */
export interface Pending {
  readonly add: (changed: Changed) => void
  readonly isEmpty: () => boolean
  /** Everything, the first change first; nothing is pending then. */
  readonly take: () => readonly Told[]
}

/** What a client is told: a change; `reload` also where there were too many to name. */
export type Told = Changed

/** Threads that changed several times are named once; more than `most` are not named at all. */
export const pendingChanges = (most: number): Pending => {
  const changes = new Map<string, Told>()
  return {
    add: (changed) => {
      if (changes.has(reload)) return
      changes.set(nameOf(changed), changed)
      if (changes.size <= most && changed.is !== reload) return
      changes.clear()
      changes.set(reload, { is: 'reload' })
    },
    isEmpty: () => changes.size === 0,
    take: () => {
      const told = [...changes.values()]
      changes.clear()
      return told
    },
  }
}

const reload = 'reload'

const nameOf = (changed: Changed): string =>
  changed.is === 'thread' ? JSON.stringify([changed.phoneNumberId, changed.customer]) : changed.is
