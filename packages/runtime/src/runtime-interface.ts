import type {
  Answer,
  Duration,
  Either,
  Event,
  Instant,
  MessageQuestion,
  Plan,
  PlanRequest,
  Question,
  History,
  TemplatesListed,
  ThreadEvent,
  ThreadKey,
  Together,
  TooOld,
  View,
} from '@guichet/core'
import type { OwnedTemplate } from '@guichet/core/store'
import type { Changed } from './changed.ts'
import type { Erased } from './erase/erase.ts'
import type { Piece, PieceOutcome } from './ledger/peers.ts'
import type { InMessage, SendRequest, WebhookReading } from './ports.ts'
import type { Forwarding } from './forwarding/forwarding.ts'
import type { Parcel } from './forwarding/parcel.ts'
import type { NoticeWork } from './notices/bound.ts'
import type { Outbox } from './outbox/outbox.ts'
import type { OutboxWork } from './outbox/worked.ts'
import type { Receipt } from './receive.ts'
import type { Intent } from './intents/intent.ts'
import type { SendResult } from './send/result.ts'
import type { Recording } from './send/unrecorded.ts'
import type { FindingRow, IntentKey, PhoneNumberRow, ThreadRow, UnreadRow } from './store/rows.ts'
import type { Due } from './store/store.ts'
import type { NumberLimits } from './used-limits.ts'

/** A message to plan. From now on and for 31 days unless instants are given. */
export interface PlanInquiry extends Omit<PlanRequest, 'from' | 'until' | 'closedByMeta'> {
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
}

/** The rules bound to the world: what comes in is durable before it is acknowledged, and nothing is sent twice. */
export interface Runtime<Message extends InMessage = InMessage> {
  /**
   * Takes in a webhook body, and hands on what came in it. Resolves once all of it is durable; rejects with the store's
   * failure when it is not. A `parcel` is handed on to endpoints once the body is durable (`forwarding`).
   */
  readonly receive: (body: string, parcel?: Parcel) => Promise<Receipt<Message>>
  /** The same with a body that the caller has read already, or with what its reading says of some phone numbers. */
  readonly receiveRead: <In extends InMessage>(
    body: string,
    reading: WebhookReading<In>,
    parcel?: Parcel,
  ) => Promise<Receipt<In>>
  /** Takes in events that came some other way. */
  readonly record: (events: readonly Event[]) => Promise<Receipt<Message>>
  /** May this be sent to the customer, at an instant or now? Now is as far as what is stored (`countsAhead`). */
  readonly ask: (key: ThreadKey, question: Question, at?: Instant) => Promise<Answer>
  /** What messages cost that go out one after another, and what joining their service messages into one saves. */
  readonly askTogether: (
    key: ThreadKey,
    messages: readonly MessageQuestion[],
    at?: Instant,
  ) => Promise<Either<TooOld, Together>>
  /** The earliest and the cheapest moment and form of a message, from an instant or now on. */
  readonly plan: (key: ThreadKey, inquiry: PlanInquiry) => Promise<Either<TooOld, Plan>>
  /** Sends a message if the rules allow it, at most once for each idempotency key. */
  readonly send: (request: SendRequest) => Promise<SendResult>
  /** Gives up an intent whose fate is unknown; tells whether there was one. */
  readonly giveUp: (key: IntentKey) => Promise<boolean>

  /** What holds in a thread, at an instant or now. */
  readonly view: (key: ThreadKey, at?: Instant) => Promise<Either<TooOld, View>>
  /** The row of a thread, by any id of the customer; `null` when nothing is known of it. */
  readonly find: (key: ThreadKey) => Promise<ThreadRow | null>
  /** The threads in which something happened at an instant or later, in any order. */
  readonly threadsSince: (from: Instant) => AsyncIterable<ThreadRow>
  /** All events of a thread, in the order in which they came. */
  readonly events: (key: ThreadKey) => Promise<readonly ThreadEvent[]>
  /** The whole history of a thread, for a timeline or a bill. */
  readonly history: (key: ThreadKey) => Promise<History>
  /** The threads whose window closes, or whose entry point has to be answered, within that time from now. */
  readonly due: (
    what: Exclude<Due, 'waiting'>,
    within: Duration,
    limit?: number,
  ) => Promise<readonly ThreadRow[]>
  /** The threads whose last word is the customer's; who has waited longest comes first. */
  readonly waiting: (limit?: number) => Promise<readonly ThreadRow[]>
  /** The intents that are under way or of unknown fate, the oldest first. */
  readonly openIntents: (limit?: number) => Promise<readonly Intent[]>
  /** The latest intents to a customer, the newest first. */
  readonly intentsTo: (key: ThreadKey, limit?: number) => Promise<readonly Intent[]>
  /** What came in and gave no event, the newest first. */
  readonly unread: (limit?: number) => Promise<readonly UnreadRow[]>
  /**
   * Where WhatsApp differs from what the rules say (`meta-refused-inside-window`), and the charges whose category
   * became known after they were settled (`category-known-late`, TPL-8); the newest first.
   */
  readonly findings: (limit?: number) => Promise<readonly FindingRow[]>

  /** All templates as they are known at an instant, or now. */
  readonly templates: (at?: Instant) => Promise<readonly OwnedTemplate[]>
  /** The newest list of all templates of each account that has one, at an instant or now. */
  readonly templateLists: (at?: Instant) => Promise<readonly TemplatesListed[]>
  /** How far the limits of each phone number are used now, and what WhatsApp forbids it. */
  readonly limits: () => Promise<readonly NumberLimits[]>
  /** The business phone numbers that anything is known of. */
  readonly phoneNumbers: () => Promise<readonly Pick<PhoneNumberRow, 'id' | 'accounts'>[]>
  /**
   * Tells of everything that becomes durable in the store, by this runtime or another, until the function that it
   * gives is called. A listener's own faults are dropped.
   */
  readonly onChange: (listener: (changed: Changed) => void) => () => void

  /** Does what another process on the same store handed on. */
  readonly performFor: (pieces: readonly Piece[]) => Promise<readonly PieceOutcome[]>
  /** Can the store take anything in? Rejects with its failure where it cannot. */
  readonly proveStore: () => Promise<void>
  /**
   * Tells of messages that were dispatched and whose outcome the store did not take, and of how that ends, until
   * the function that it gives is called. The outcome is kept in memory and recorded as soon as the store takes it;
   * meanwhile requests with the same key are answered by it.
   */
  readonly onRecording: (listener: (recording: Recording) => void) => () => void
  /** How many outcomes wait to be recorded. */
  readonly unrecorded: () => number

  /** Webhooks that are handed on. */
  readonly forwarding: Forwarding
  /** Messages that are sent later. */
  readonly outbox: Outbox
  /**
   * Works on the outbox until the function that it gives is called, which resolves when what was begun is done. Of the
   * processes on a store one sends at a time. A runtime that is closed ends this, too.
   */
  readonly workOnOutbox: (work?: OutboxWork) => () => Promise<void>

  /**
   * Hands notices on from now on, as the newest call says, and looks at windows in time until the function that it
   * gives is called. A notice is durable with what it is about; `forwarding` delivers it.
   */
  readonly workOnNotices: (work: NoticeWork) => () => Promise<void>

  /** Everything that was taken in, one event a line. */
  readonly exportEvents: () => AsyncIterable<string>
  /** Forgets the webhook bodies received before that instant; no answer changes. Tells how many. */
  readonly pruneJournal: (before: Instant) => Promise<number>
  /** Forgets a customer; see `Erased`. */
  readonly eraseCustomer: (customer: string) => Promise<Erased>
  /**
   * Waits for what is under way, also to WhatsApp, tries for the last time to record what was not, then closes the
   * store; takes nothing more in.
   */
  readonly close: () => Promise<void>
}
