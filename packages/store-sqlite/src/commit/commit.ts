import { isTaken } from '../failure.ts'
import { isAsExpected } from './expected.ts'
import { addJobs, wake } from './jobs.ts'
import { keepClaims, keepFindings, keepJournal, keepUnread, removeClaims } from './kept.ts'
import { putIntents, putPhoneNumbers, putTemplates } from './put.ts'
import { keepSends, removeSends, tellOfSends } from './sends.ts'
import { move, putIds, putThreads, removeThreads } from './threads.ts'
import type { Step } from './step.ts'
import type { Change, Committed } from '@guichet/runtime'
import type { Connection } from '../connection.ts'

/** In the order of the parts of a change. */
const steps: readonly Step[] = [
  isAsExpected,
  keepJournal,
  removeThreads,
  putIntents,
  move,
  putThreads,
  putIds,
  putPhoneNumbers,
  putTemplates,
  removeClaims,
  keepClaims,
  keepUnread,
  keepFindings,
  removeSends,
  keepSends,
  tellOfSends,
  addJobs,
  wake,
]

/** Writes the change inside a transaction, which the caller undoes where there is a conflict. */
export const commit = (connection: Connection, change: Change): Committed => {
  try {
    return steps.every((step) => step(connection, change)) ? 'committed' : 'conflict'
  } catch (thrown) {
    // An ordinal is taken.
    if (isTaken(thrown)) return 'conflict'
    throw thrown
  }
}
