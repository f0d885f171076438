import type { ThreadKey } from '@guichet/core'
import type { Change } from './store/change.ts'

/** What a commit changed. */
export type Changed =
  | ({ readonly is: 'thread' } & ThreadKey)
  /** An intent to send was made, or something became known of one. */
  | { readonly is: 'intents' }
  | { readonly is: 'templates' }

/** Tells of what this process committed, once it is durable. */
export interface Announcer {
  /** Calls the listener until the function that it gives is called. */
  readonly listen: (listener: (changed: Changed) => void) => () => void
  readonly announce: (changes: readonly Changed[]) => void
}

export const announcer = (): Announcer => {
  const listeners = new Set<(changed: Changed) => void>()
  const tell = (changed: Changed): void => {
    for (const listener of listeners) {
      try {
        listener(changed)
      } catch {
        // What is stored is stored: a listener's fault is its own.
      }
    }
  }
  return {
    listen: (listener) => {
      // The same function may listen twice.
      const own = (changed: Changed): void => listener(changed)
      listeners.add(own)
      return () => {
        listeners.delete(own)
      }
    },
    announce: (changes) => changes.forEach(tell),
  }
}

/** What a commit of that change changed. */
export const changedBy = ({ threads, removedThreads, intents, templates }: Change): readonly Changed[] => [
  ...removedThreads.map(threadChanged),
  ...threads.map(({ row }) => threadChanged(row)),
  ...(intents.length > 0 ? [{ is: 'intents' } as const] : []),
  ...(templates.length > 0 ? [{ is: 'templates' } as const] : []),
]

const threadChanged = ({ phoneNumberId, customer }: ThreadKey): Changed => ({
  is: 'thread',
  phoneNumberId,
  customer,
})
