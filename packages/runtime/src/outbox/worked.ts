import type { SendRequest } from '../ports.ts'
import type { SendResult } from '../send/result.ts'
import type { NewJob } from '../store/jobs.ts'
import type { OutboxEntry } from './entry.ts'

/** How the outbox is worked on. */
export interface OutboxWork {
  /** Sends as `Runtime.send` does; that of the runtime unless given. */
  readonly send?: (request: SendRequest) => Promise<SendResult>
  /** What follows from an entry that ended, such as an event about it: added in the same transaction. */
  readonly follows?: (ended: OutboxEntry) => readonly NewJob[]
  readonly onFailure?: (failure: unknown) => void
}
