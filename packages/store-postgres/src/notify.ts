import type { Changed, Timer } from '@guichet/runtime'
import { channel, noticesOf, type Notifier } from './notice.ts'
import { unsentChanges } from './unsent.ts'

/** How long nothing is sent after a statement that notified, in milliseconds. */
const pause = 50
/** A pause doubles with each failure in a row, up to this, in milliseconds. */
const longestPause = 60_000

/** Sends notices as one statement. */
export type Send = (notices: readonly string[]) => Promise<unknown>

/** Notifies the other stores of what this one commits, some time after it. */
export interface Notifying {
  /** Takes down what changed, and sends it as soon as that may be. It never fails. */
  readonly note: (changes: readonly Changed[]) => void
  /** Ends sending; what is unsent goes out this other way, tried once. Nothing may be noted from now on. */
  readonly end: (send: Send) => Promise<void>
}

/** The statement that sends notices, and its parameters. */
export const statementOf = (notices: readonly string[]): readonly [string, readonly unknown[]] => [
  'SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice',
  [channel, notices],
]

/**
 * PostgreSQL lets one transaction that notifies commit after the other. Would each commit notify, no two would share
 * a write to disk. So one statement at a time sends what changed meanwhile, and a pause comes after it. What could
 * not be sent is sent with what comes later.
 */
export const notifying = (own: Notifier, send: Send, timer: Timer): Notifying => {
  const unsent = unsentChanges()
  let isBusy = false
  let hasEnded = false
  let wait = pause
  let sending = Promise.resolve(true)
  let stopWaiting = (): void => undefined

  const attempt = async (way: Send): Promise<boolean> => {
    const changes = unsent.take()
    try {
      await way(noticesOf(own, changes))
      return true
    } catch {
      unsent.add(changes)
      return false
    }
  }

  const sendWhatIsUnsent = async (): Promise<void> => {
    if (isBusy || hasEnded || unsent.isEmpty()) return
    isBusy = true
    sending = attempt(send)
    wait = (await sending) ? pause : Math.min(wait * 2, longestPause)
    if (hasEnded) return
    stopWaiting = timer(wait, () => {
      isBusy = false
      void sendWhatIsUnsent()
    })
  }

  return {
    note: (changes) => {
      unsent.add(changes)
      void sendWhatIsUnsent()
    },
    end: async (way) => {
      hasEnded = true
      stopWaiting()
      // What is under way may still fail, and is unsent then.
      await sending
      if (!unsent.isEmpty()) await attempt(way)
    },
  }
}
