import type { ThreadKey } from '@guichet/core'
import type { Change } from './change.ts'
import type { IntentKey, Tombstone } from './rows.ts'

/**
 * Removes the threads with their streams, snapshots, ids and findings; the intents to any of the ids; the
 * journal entries, unread inputs and jobs whose text holds any of the ids, also within a longer word; and what
 * claims say of them (the claims still count, under the empty customer and a message name of no meaning). The
 * tombstones stay; one that is there already moves to the later instant.
 */
export interface Erasure {
  readonly threads: readonly ThreadKey[]
  readonly ids: readonly string[]
  readonly tombstones: readonly Tombstone[]
  /** Nothing unless named. */
  readonly anew?: Anew
  /** Of intents, journal entries, unread inputs and jobs, only those of this part go; all of them unless given. */
  readonly within?: Within
}

/** How a store that several share tells what is of one of them. */
export interface Within {
  /** Intents are theirs by their phone number. */
  readonly phoneNumbers: readonly string[]
  /** Journal entries and unread inputs are theirs if their text holds one of these. */
  readonly texts: readonly string[]
  /** Jobs are theirs if the name of their queue ends so. */
  readonly queueEnd: string
}

/**
 * What is written in place of what is erased, in one transaction with it: threads of others who shared a phone number
 * with the erased. Where something is not as expected, nothing of the erasure is done. `expectedThreads`,
 * `removedClaims` and `removedIntents` take effect before anything is erased, and the rest after all of it, as in a
 * change.
 */
export interface Anew extends Pick<
  Change,
  'expectedThreads' | 'removedClaims' | 'threads' | 'ids' | 'claims' | 'findings' | 'intents'
> {
  /** Gone, where they are there. */
  readonly removedIntents: readonly IntentKey[]
}
