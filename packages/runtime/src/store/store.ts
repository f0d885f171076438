import type { Duration, Engine, Instant, Interval, ThreadKey } from '@guichet/core'
import type { Changed } from '../changed.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { NoticePlan } from '../notices/plan.ts'
import type { Change } from './change.ts'
import type { Erasure } from './erasure.ts'
import type { JobStore } from './jobs.ts'
import type {
  ClaimRow,
  EventRow,
  FindingRow,
  IntentKey,
  IntentRow,
  JournalEntry,
  PhoneNumberRow,
  SendRow,
  StoredThread,
  TemplateRow,
  ThreadRow,
  Tombstone,
  UnreadRow,
} from './rows.ts'

/**
 * Where threads, intents and the journal are kept. Reads see only what was committed. Every function
 * rejects with a store failure (`failure.ts`) when the store cannot do its work; a conflict is no failure.
 * Texts are in the order of their code points, which is that of their UTF-8 bytes; rows of one instant are in
 * any order where none is named.
 */
export interface Store extends LedgerStore, ReadModel, Forgetting, JobStore {
  readonly capabilities: Capabilities
  /** The processes that use the data, on a store that several share. */
  readonly members?: Members
  /**
   * The ledger that decides where the data is; a store without one is decided on in this process. `announce` takes
   * what was committed.
   */
  readonly ledger?: (input: LedgerInput) => Ledger
  /** Makes a small durable write, as a commit does, and leaves nothing behind; rejects where commits would fail. */
  readonly prove: () => Promise<void>
  /**
   * Calls the listener with what other handles on this data change, until the function that it gives is called. A
   * store that cannot name what changed, was away, or needs time to begin says `reload` as soon as it hears
   * again. It never rejects, and goes on trying; a closed store hears nothing.
   */
  readonly listen: (listener: (changed: Changed) => void) => () => void
  /** Ends all work; what was committed stays. Every call is `unavailable` from now on, but closing again is no fault. */
  readonly close: () => Promise<void>
}

/** What a store's own ledger goes by. */
export interface LedgerInput {
  readonly engine: Engine
  readonly now: () => Instant
  readonly announce: (changes: readonly Changed[]) => void
  /** Who gets notices now. */
  readonly notices: () => NoticePlan
}

/** The processes on a store, so that each phone number can be served by one of them. */
export interface Members {
  /** Says that a process is there for so long from now on, and gives all that are. */
  readonly renew: (
    self: Omit<Member, 'host'> & { readonly host: string | null },
    lease: Duration,
  ) => Promise<readonly Member[]>
  /** The process is there no more. */
  readonly leave: (id: string) => Promise<void>
}

/** A process, and how the others reach it. */
export interface Member {
  readonly id: string
  readonly host: string
  readonly port: number
  /** Who has it belongs to the same store. */
  readonly secret: string
}

/** What a ledger decides by and writes to. */
export interface LedgerStore {
  /** Reads what a decision needs, all of it as of one moment. */
  readonly load: (wanted: Wanted) => Promise<Loaded>
  /** Stores all of the change, for good, or nothing of it. */
  readonly commit: (change: Change) => Promise<Committed>
  /** The events of a thread's stream whose ordinal is greater than `after`, in order. */
  readonly events: (key: ThreadKey, page: Page<number>) => Promise<readonly EventRow[]>
  /** All template changes after that ordinal, in order. */
  readonly templates: (page: Page<number>) => Promise<readonly TemplateRow[]>
  /** What accepted sends prove of templates, by phone number and id. */
  readonly sends: (page: Page<SendPlace | null>) => Promise<readonly SendRow[]>
  /** All phone numbers, by id. */
  readonly phoneNumbers: () => Promise<readonly PhoneNumberRow[]>
  /** How many messages of these phone numbers claim the month's free tier with an instant up to `until`. */
  readonly claimed: (use: TierUseQuery) => Promise<number>
  /** The rows that count towards that of these phone numbers with an instant after `after`; in any order. */
  readonly counting: (query: CountQuery) => Promise<readonly ClaimRow[]>
  /** The open intents that stand under these customers. */
  readonly openTo: (keys: readonly ThreadKey[]) => Promise<readonly IntentRow[]>
}

/** What lists, searches and exports read. */
export interface ReadModel {
  /** All threads, by phone number and customer. */
  readonly threads: (page: Page<ThreadKey | null>) => Promise<readonly ThreadRow[]>
  /**
   * The threads whose window closes, whose entry point waits until, or whose customer waits since an instant in
   * [opensAt, closesAt); the soonest first.
   */
  readonly due: (what: Due, within: Interval, limit: number) => Promise<readonly ThreadRow[]>
  /** The intents that are open, the oldest first. */
  readonly openIntents: (limit: number) => Promise<readonly IntentRow[]>
  /** The latest intents of a thread, by any id that was addressed; the newest first. */
  readonly intentsTo: (
    phoneNumberId: string,
    recipients: readonly string[],
    limit: number,
  ) => Promise<readonly IntentRow[]>
  /** What gave no event, the newest first. */
  readonly unread: (limit: number) => Promise<readonly UnreadRow[]>
  /** Where the world differs from the rules, the newest first; of one code, where it is given. */
  readonly findings: (limit: number, code?: string) => Promise<readonly FindingRow[]>
  /** All journal entries, by arrival and id. */
  readonly journal: (page: Page<JournalPlace | null>) => Promise<readonly JournalEntry[]>
  /** All events of all threads in the order of recording, then by thread and ordinal. */
  readonly allEvents: (page: Page<EventPlace | null>) => Promise<readonly PlacedEvent[]>
}

/** What ends: journal entries that are old, customers who want to be forgotten. */
export interface Forgetting {
  /** Forgets the journal entries received before that instant; tells how many. With `texts`, only those that hold one. */
  readonly pruneJournal: (before: Instant, texts?: readonly string[]) => Promise<number>
  /** Forgets a customer, or does nothing of it; see `Erasure`. Without `anew` there is no conflict. */
  readonly erase: (erasure: Erasure) => Promise<Committed>
}

/** What a store can and cannot do, for its callers and for the tests. */
export interface Capabilities {
  /** Such as `memory`, `sqlite`, `postgres`. */
  readonly name: string
  /** Does what was committed survive the end of the process? */
  readonly isDurable: boolean
  /** May several processes use the same data at once? */
  readonly isShared: boolean
  /** The only phone numbers that it knows, where it is a part of a store; any unless given. */
  readonly phoneNumbers?: ReadonlySet<string>
}

/** `after` is where the page before ended. */
export interface Page<Place> {
  readonly after: Place
  readonly limit: number
}

/** What a decision needs to know. */
export interface Wanted {
  /** Threads by any id of the customer. */
  readonly threads: readonly WantedThread[]
  readonly intents: readonly IntentKey[]
  /** Intents by the id that WhatsApp echoed. */
  readonly intentIds: readonly string[]
  readonly phoneNumbers: readonly string[]
  /** Digests of customers' ids. */
  readonly tombstones: readonly string[]
}

/** A thread by any id of the customer. */
export interface WantedThread extends ThreadKey {
  /** The thread that the reader has, by the id that it is kept under: as long as it is that one, it is not read again. */
  readonly known?: Pick<ThreadRow, 'customer' | 'revision'>
}

/** What was there of it, each once. */
export interface Loaded {
  readonly threads: readonly StoredThread[]
  /** The threads that are still as the reader knows them; they are not among the others. */
  readonly unchanged: readonly ThreadKey[]
  readonly intents: readonly IntentRow[]
  readonly phoneNumbers: readonly PhoneNumberRow[]
  readonly tombstones: readonly Tombstone[]
  /** How many template changes are stored. */
  readonly templates: number
  /** How many changes report sends (`Change.tellsOfSends`): if there are more than a reader knows, it reads them anew. */
  readonly sends: number
}

export type Committed = 'committed' | 'conflict'

export type Due = 'window' | 'reply' | 'waiting'

export interface TierUseQuery {
  readonly phoneNumberIds: readonly string[]
  readonly month: string
  readonly until: Instant
  /** Counting ends here. */
  readonly limit: number
}

export interface CountQuery {
  readonly phoneNumberIds: readonly string[]
  /** `ClaimRow.month`. */
  readonly month: string
  readonly after: Instant
}

export type JournalPlace = Pick<JournalEntry, 'receivedAt' | 'id'>

export type SendPlace = Pick<SendRow, 'phoneNumberId' | 'id'>

/** Where an event stands among all. */
export interface EventPlace extends ThreadKey {
  readonly recordedAt: Instant
  readonly ordinal: number
}

export interface PlacedEvent extends EventPlace {
  readonly text: string
}
