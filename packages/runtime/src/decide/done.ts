import type { ThreadKey } from '@guichet/core'
import type { NewJob } from '../store/jobs.ts'
import type { JournalEntry, UnreadRow } from '../store/rows.ts'

/** What came of a command, and what is kept besides the draft. */
export interface Done<Result> {
  readonly result: Result
  readonly journal?: JournalEntry
  readonly unread?: readonly UnreadRow[]
  readonly jobs?: readonly NewJob[]
  /** It was decided by the templates as they were read, so they must not have changed. */
  readonly goesByTemplates?: boolean
  /** It was decided upon there being no such thread. */
  readonly goesWithout?: ThreadKey
}

/**
 * A command that came before in the batch has made one customer of two, or two of one: what this one needs was not
 * read. It is done in a batch of its own.
 */
export const readAgain = 'read again'
