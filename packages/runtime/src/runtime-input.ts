import type { Duration, Engine } from '@guichet/core'
import type { InMessage, Surroundings, Timer, Transport, WebhookReader } from './ports.ts'
import type { Peers } from './ledger/peers.ts'
import type { Store } from './store/store.ts'
import type { Tracing } from './tracing.ts'

/** What a runtime is made from. */
export interface RuntimeInput<Message extends InMessage = InMessage> {
  readonly engine: Engine
  readonly store: Store
  /** Reads webhook bodies. */
  readonly read: WebhookReader<Message>
  /** Hands messages to WhatsApp. */
  readonly transport: Transport
  /** Our clock and randomness; the machine's unless named. */
  readonly surroundings?: Surroundings
  /** Wakes up what waits; the machine's unless named. */
  readonly timer?: Timer
  /** How long a message may be on its way before its fate counts as unknown; longer than the transport's time-out. */
  readonly dispatchLimit?: Duration
  /**
   * How far ahead of our clock a stored event counts in a question about now, for our clock may be slow; a minute
   * unless given. A question about a named instant is answered at that instant.
   */
  readonly countsAhead?: Duration
  /** Other processes on the same store, which serve some phone numbers; this one serves all unless given. */
  readonly peers?: Peers | undefined
  /** How many threads are kept in memory. */
  readonly cachedThreads?: number
  /** How many webhooks share a commit at most. */
  readonly largestBatch?: number
  /** How many webhooks must be waiting to get a commit of their own beside one that is under way. */
  readonly enoughForAnotherCommit?: number
  /**
   * Called after each commit that the store answered. `conflicted`: another process was faster, nothing was stored,
   * and the batch is decided anew. It must not throw.
   */
  readonly onCommit?: ((commit: { readonly conflicted: boolean }) => void) | undefined
  /** Follows what is done; nothing does unless given. */
  readonly tracing?: Tracing | undefined
}
