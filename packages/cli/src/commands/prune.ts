import { DAY, engine } from '@guichet/core'
import { exit, write, type Io } from '../io.ts'
import { count } from '../report/summary-words.ts'
import { withStore } from '../store/with-store.ts'

export interface PruneRequest {
  /** The URL of the store. */
  readonly url: string
  readonly olderThanDays: number
}

/** `guichet prune`: deletes old webhook bodies; no answer changes. */
export const pruneCommand = ({ url, olderThanDays }: PruneRequest, io: Io): Promise<number> =>
  withStore({ url, engine: engine(), missing: 'refuse', now: io.now }, async ({ runtime }) => {
    const bodies = await runtime.pruneJournal(io.now() - olderThanDays * DAY)
    const words = bodies === 0 ? 'no webhook body' : count(bodies, 'webhook body', 'webhook bodies')
    await write(io.stdout, `Pruned ${words}; events and answers stay as they are.\n`)
    return exit.fine
  })
