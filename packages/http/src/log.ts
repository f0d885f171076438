import type { Instant } from '@guichet/core'

/** Takes one line of the log; never a message's text, a key, or a token. */
export type Log = (entry: LogEntry) => void

export interface LogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  /** What happened, in a few words that stay the same. */
  readonly event: string
  readonly at: Instant
  readonly [field: string]: string | number | boolean | null
}
