import type { ThreadKey } from '@guichet/core'
import type { IntentKey, JournalEntry, UnreadRow } from '../store/rows.ts'
import type { Draft } from './draft.ts'

/**
 * A piece of work: what it has to know, and what it makes of it. It runs on a draft and does nothing else,
 * so it may run again when another process was faster.
 */
export interface Work<Result> {
  /** Threads by any id. */
  readonly threads: readonly ThreadKey[]
  /** Intents by any id of the customer; their threads are among `threads`. */
  readonly intents?: readonly IntentKey[]
  /** Intents by the id that WhatsApp echoed. */
  readonly intentIds?: readonly string[]
  /** How much text it brings, in characters; nothing worth counting unless given. */
  readonly size?: number
  readonly run: (draft: Draft) => Done<Result> | typeof readAgain
}

/**
 * Work that came before in the batch has made one customer of two, or two of one: what this one asks for was not
 * read. It is done in a batch of its own.
 */
export const readAgain = 'read again'

/** What came of it, and what is kept besides the draft. */
export interface Done<Result> {
  readonly result: Result
  readonly journal?: JournalEntry
  readonly unread?: readonly UnreadRow[]
  /** It was decided by the templates as they were read, so they must not have changed. */
  readonly goesByTemplates?: boolean
  /** It was decided upon there being no such thread. */
  readonly goesWithout?: ThreadKey
}
