import type { ThreadKey } from '@guichet/core'
import { readEvent } from './event-text.ts'
import { listeners, type Listeners } from './listeners.ts'
import type { Change } from './store/change.ts'
import type { Erasure } from './store/erasure.ts'
import { nameOf } from './threads/name.ts'

/** What a commit changed. */
export type Changed =
  | ({ readonly is: 'thread' } & ThreadKey)
  /** An intent to send was made, or something became known of one. */
  | { readonly is: 'intents' }
  /** Something became known of templates. `accounts`, where they are known: those with a change. */
  | { readonly is: 'templates'; readonly accounts?: readonly string[] }
  /** It is not known what changed: everything is to be read anew. */
  | { readonly is: 'reload' }

/** Tells of what was committed, once it is durable. */
export interface Announcer extends Pick<Listeners<Changed>, 'listen'> {
  readonly announce: (changes: readonly Changed[]) => void
}

/** `elsewhere` tells what others commit; it is listened to only while somebody listens here. */
export const announcer = (elsewhere: Announcer['listen']): Announcer => {
  const { tell, listen, count } = listeners<Changed>()
  let stop: (() => void) | null = null
  return {
    listen: (listener) => {
      // The same function may listen twice.
      const stopListening = listen((changed) => listener(changed))
      stop ??= elsewhere(tell)
      return () => {
        stopListening()
        if (count() > 0) return
        stop?.()
        stop = null
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
  ...templatesChanged(templates),
]

/** A whole list names no account: nobody has to ask for what it holds. */
const templatesChanged = (rows: Change['templates']): readonly Changed[] => {
  if (rows.length === 0) return []
  const accounts = [...new Set(rows.flatMap(({ text }) => accountIn(text)))]
  return [accounts.length === 0 ? { is: 'templates' } : { is: 'templates', accounts }]
}

/** Stores may hold any text. */
const accountIn = (text: string): readonly string[] => {
  try {
    const event = readEvent(text)
    return event.type === 'template-changed' && event.account !== undefined ? [event.account] : []
  } catch {
    return []
  }
}

/** What an erasure changed. */
export const changedByErasure = ({
  threads,
  anew,
}: Pick<Erasure, 'threads' | 'anew'>): readonly Changed[] => {
  const keys = [...threads, ...(anew?.threads ?? []).map(({ row }) => row)]
  return [...new Map(keys.map((key) => [nameOf(key), threadChanged(key)])).values(), { is: 'intents' }]
}

const threadChanged = ({ phoneNumberId, customer }: ThreadKey): Changed => ({
  is: 'thread',
  phoneNumberId,
  customer,
})
