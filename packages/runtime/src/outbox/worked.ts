import type { NewJob } from '../store/jobs.ts'
import type { OutboxEntry } from './entry.ts'
import type { SendRequest } from '../ports.ts'
import type { SendResult } from '../send/result.ts'

/** How the outbox is worked on. */
export interface OutboxWork {
  /** Sends as `Runtime.send` does; that of the runtime unless given. */
  readonly send?: (request: SendRequest) => Promise<SendResult>
  readonly onFailure?: (failure: unknown) => void
}

/** What follows from an entry that ended, such as a notice of it: added in the same transaction. */
export type Follows = (ended: OutboxEntry) => readonly NewJob[]
