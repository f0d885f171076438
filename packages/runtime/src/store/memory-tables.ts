import type { Instant, ThreadKey } from '@guichet/core'
import type { StoredJob } from './jobs.ts'
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

/** All that a memory store keeps. The keys are made by `keyOf`; every row in here is frozen. */
export interface Tables {
  /** Grows with every change, so that a sorted list knows when it is out of date. */
  version: number
  readonly journal: Map<string, JournalEntry>
  readonly threads: Map<string, ThreadRow>
  readonly snapshots: Map<string, Snapshot>
  readonly streams: Map<string, Stream>
  /** The customer under whom the thread of an id is kept. */
  readonly ids: Map<string, IdRow>
  readonly phoneNumbers: Map<string, PhoneNumberRow>
  /** By ordinal. */
  readonly templates: Map<number, TemplateRow>
  readonly intents: Map<string, IntentRow>
  /** The key of the intent that has an id. */
  readonly intentIds: Map<string, string>
  readonly claims: Map<string, ClaimRow>
  readonly unread: Map<string, UnreadRow>
  readonly findings: Map<string, FindingRow>
  readonly tombstones: Map<string, Tombstone>
  readonly sends: Map<string, SendRow>
  /** One entry for each change that reports sends. */
  readonly tellingOfSends: Map<number, true>
  readonly jobs: Map<string, StoredJob>
  /** The latest place that was given to a job. */
  latestPlace: number
  /** By queue. */
  readonly leases: Map<string, { readonly holder: string; readonly until: Instant }>
}

/** The events of a thread by ordinal. */
export interface Stream extends ThreadKey {
  readonly events: EventRow[]
}

export interface IdRow extends ThreadKey {
  readonly id: string
}

export const emptyTables = (): Tables => ({
  version: 0,
  journal: new Map(),
  threads: new Map(),
  snapshots: new Map(),
  streams: new Map(),
  ids: new Map(),
  phoneNumbers: new Map(),
  templates: new Map(),
  intents: new Map(),
  intentIds: new Map(),
  claims: new Map(),
  unread: new Map(),
  findings: new Map(),
  tombstones: new Map(),
  sends: new Map(),
  tellingOfSends: new Map(),
  jobs: new Map(),
  latestPlace: 0,
  leases: new Map(),
})

/** One key of several parts; different parts never give the same key. */
export const keyOf = (...parts: readonly (string | number)[]): string => JSON.stringify(parts)

export const threadKey = ({ phoneNumberId, customer }: ThreadKey): string => keyOf(phoneNumberId, customer)

/** Whom a claim or a finding is about, and what tells it from that thread's others. */
export const claimKey = ({ phoneNumberId, customer, message }: ClaimRow): string =>
  keyOf(phoneNumberId, customer, message)

export const findingKey = ({ phoneNumberId, customer, message, code }: FindingRow): string =>
  keyOf(phoneNumberId, customer, message, code)
