import type { Changed } from '@guichet/runtime'

/**
 * The changes that a client has not received yet. It grows with the number of changed things, not with the
 * number of changes.
 */
export interface Pending {
  readonly add: (changed: Changed) => void
  readonly isEmpty: () => boolean
  /** Takes all pending changes, the oldest first, and leaves none. */
  readonly take: () => readonly Notice[]
}

/** What a client receives: a change, or `reload` where there are too many to name. */
export type Notice = Changed

/** A thread that changed several times is named once. More than `most` threads become one `reload`. */
export const pendingChanges = (most: number): Pending => {
  const changes = new Map<string, Notice>()
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
      const taken = [...changes.values()]
      changes.clear()
      return taken
    },
  }
}

const reload = 'reload'

const nameOf = (changed: Changed): string =>
  changed.is === 'thread' ? JSON.stringify([changed.phoneNumberId, changed.customer]) : changed.is
