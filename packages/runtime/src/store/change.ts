import type { ThreadKey } from '@guichet/core'
import type { NewJob, Wake } from './jobs.ts'
import type {
  ClaimRow,
  EventRow,
  FindingRow,
  IntentRow,
  JournalEntry,
  PhoneNumberRow,
  SendRow,
  Snapshot,
  TemplateRow,
  ThreadRow,
  Tombstone,
  UnreadRow,
} from './rows.ts'

/**
 * One atomic change. It names what its writer has read (`expected` revisions); where anything of that is
 * otherwise by now, nothing of the change is stored and the writer reads again and decides anew. That is
 * why a decision and what follows from it can never be apart.
 *
 * The parts take effect in the order in which they stand here. No part names the same row twice.
 */
export interface Change {
  /**
   * Threads that were decided upon without being changed: each still has this revision; 0: there is none, and
   * the id leads to no other thread.
   */
  readonly expectedThreads: readonly (ThreadKey & { readonly expected: number })[]
  /** How many template changes were known; `null` where none mattered. */
  readonly expectedTemplates: number | null
  /** The tombstones that were read for new threads' ids: each still as it was; `at: null`, there is none. */
  readonly expectedTombstones: readonly (Pick<Tombstone, 'digest'> & {
    readonly at: Tombstone['at'] | null
  })[]
  /** Kept unless an entry of that id is there. */
  readonly journal: readonly JournalEntry[]
  /** Rows that are no more, because two threads became one or one goes by another id. Their snapshots go, too. */
  readonly removedThreads: readonly (ThreadKey & { readonly expected: number })[]
  readonly intents: readonly (IntentRow & { readonly expected: number })[]
  /** Streams that go on under another id. */
  readonly moves: readonly Move[]
  readonly threads: readonly ThreadChange[]
  /** Which thread an id of a customer belongs to. */
  readonly ids: readonly IdChange[]
  readonly phoneNumbers: readonly (PhoneNumberRow & { readonly expected: number })[]
  /** Their ordinals go on from the highest that is stored; where one is taken, that is a conflict. */
  readonly templates: readonly TemplateRow[]
  readonly removedClaims: readonly ClaimRow[]
  /** Kept unless the same message of the same thread is there. */
  readonly claims: readonly ClaimRow[]
  /** Kept unless the same one of the same source is there. */
  readonly unread: readonly UnreadRow[]
  /** Kept unless one of that code is there for the same message of the same thread. */
  readonly findings: readonly FindingRow[]
  /** Gone, where they are there; another writer may have removed them. */
  readonly removedSends: readonly Pick<SendRow, 'phoneNumberId' | 'id'>[]
  /** Kept unless the same one is there. */
  readonly sends: readonly SendRow[]
  /** Do these sends tell others something that they have to know? Then `Loaded.sends` is one more. */
  readonly tellsOfSends: boolean
  /** Added in this order, each unless a job of that id is there. */
  readonly jobs: readonly NewJob[]
  /** What awaits these customers is due, also jobs of this change. */
  readonly wakes: readonly Wake[]
}

/** A thread's new row, its new events, and perhaps a new snapshot. */
export interface ThreadChange {
  /** With the new revision. */
  readonly row: ThreadRow
  /** The revision that was read; 0 for a thread that was not there. */
  readonly expected: number
  readonly events: readonly EventRow[]
  /** Replaces the earlier one; `null` leaves it. */
  readonly snapshot: Snapshot | null
}

/**
 * All that is kept under one customer id of a phone number goes on under another: events, claims, findings, and
 * intents with their ids and revisions. What the other id has already stays there; an intent whose key is taken
 * there stays where it is.
 */
export interface Move {
  readonly phoneNumberId: string
  readonly from: string
  readonly to: string
  /** Added to the ordinals of the moved events. */
  readonly offset: number
}

/** An id leads to the thread of that customer from now on. */
export interface IdChange {
  readonly phoneNumberId: string
  readonly id: string
  readonly customer: string
  /** Where it led when it was read; `null`: nowhere. */
  readonly expected: string | null
}

/** The change that changes nothing. */
export const noChange: Change = {
  expectedThreads: [],
  expectedTemplates: null,
  expectedTombstones: [],
  journal: [],
  removedThreads: [],
  intents: [],
  moves: [],
  threads: [],
  ids: [],
  phoneNumbers: [],
  templates: [],
  removedClaims: [],
  claims: [],
  unread: [],
  findings: [],
  removedSends: [],
  sends: [],
  tellsOfSends: false,
  jobs: [],
  wakes: [],
}

/** Does it say anything but what was expected? */
export const changesSomething = (change: Change): boolean =>
  change.threads.length > 0 ||
  change.journal.length > 0 ||
  change.unread.length > 0 ||
  change.intents.length > 0 ||
  change.templates.length > 0 ||
  change.phoneNumbers.length > 0 ||
  change.ids.length > 0 ||
  change.findings.length > 0 ||
  change.jobs.length > 0
