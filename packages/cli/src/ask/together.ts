import type { Readable } from 'node:stream'
import { phoneNumbersOf } from '@guichet/core'
import { threadOf } from '@guichet/core/store'
import type { Unusable } from '../io.ts'
import type { Source } from '../target-options.ts'
import { readLogs } from './by-logs.ts'
import type { RowBasis, RowInquiry } from './row.ts'

/** Asks logs or a store about messages in a row. */
export const askRow = async (
  inquiry: RowInquiry & { readonly by: Source },
  { stdin, now }: { readonly stdin: Readable; readonly now: () => number },
): Promise<RowBasis | Unusable> => {
  const { by } = inquiry
  if ('logs' in by) return rowByLogs(by.logs, inquiry, stdin)
  // The code for stores is loaded only if a store is named.
  const { rowByStore } = await import('./together-by-store.ts')
  return rowByStore(by.store, inquiry, now)
}

const rowByLogs = async (
  logs: readonly string[],
  inquiry: RowInquiry,
  stdin: Readable,
): Promise<RowBasis | Unusable> => {
  const read = await readLogs(logs, inquiry, stdin)
  if ('unusable' in read) return read
  const { engine, thread, questions, at } = inquiry
  const { state, unread, refusals } = read
  const closedByMeta = refusals.closedAt(state, thread)
  return {
    name: 'the logs',
    phoneNumbers: phoneNumbersOf(state),
    isKnown: threadOf(state, thread).newest !== null,
    unread,
    together: engine.askTogether(state, thread, questions, at, { closedByMeta }),
  }
}
