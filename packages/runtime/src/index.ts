/**
 * Guichet's rules bound to the world: webhooks in, questions, sends out, over any store.
 *
 * @module
 */
export type {
  ClaimRow,
  EventRow,
  FindingRow,
  IntentKey,
  IntentRow,
  JournalEntry,
  PhoneNumberRow,
  SendRow,
  Snapshot,
  StoredThread,
  TemplateRow,
  ThreadRow,
  Tombstone,
  UnreadRow,
} from './store/rows.ts'
export type {
  JobChange,
  JobQuery,
  JobRow,
  JobState,
  JobStore,
  Lease,
  NewJob,
  StoredJob,
  Wake,
} from './store/jobs.ts'
export {
  changesSomething,
  noChange,
  type Change,
  type IdChange,
  type Move,
  type ThreadChange,
} from './store/change.ts'
export type {
  Capabilities,
  Committed,
  CountQuery,
  Due,
  EventPlace,
  JournalPlace,
  LedgerInput,
  LedgerStore,
  Loaded,
  Member,
  Members,
  Page,
  PlacedEvent,
  ReadModel,
  SendPlace,
  Store,
  TierUseQuery,
  Wanted,
  WantedThread,
} from './store/store.ts'
export type { Anew, Erasure, Within } from './store/erasure.ts'
export { isStoreFailure, storeFailure, type StoreFailure, type StoreFailureKind } from './store/failure.ts'
export { memoryPlace, memoryStore, type MemoryPlace } from './store/memory.ts'
export {
  machineTimer,
  realSurroundings,
  type Dispatch,
  type DispatchOutcome,
  type Echo,
  type AsksToCall,
  type Endpoint,
  type InMessage,
  type Message,
  type SendRequest,
  type Surroundings,
  type Timer,
  type Transport,
  type WebhookReader,
  type WebhookReading,
} from './ports.ts'
export type { Ledger } from './ledger/ledger.ts'
export { performAlone, type AloneInput, type DoneAlone } from './ledger/alone.ts'
export type { Command } from './decide/command.ts'
export type { Passed } from './decide/passed.ts'
export type { ResultOf } from './decide/results.ts'
export type { Peer, Peers, Piece, PieceOutcome } from './ledger/peers.ts'
export {
  outcomeDetails,
  type AtUntil,
  type HeldRequest,
  type OutboxEntry,
  type OutboxOutcome,
  type When,
} from './outbox/entry.ts'
export type { Held, Outbox, OutboxBacklog, OutboxQuery } from './outbox/outbox.ts'
export type { OutboxWork } from './outbox/worked.ts'
export type {
  Backlog,
  Delivery,
  DeliveryQuery,
  Forwarding,
  ForwardWork,
  NotDelivered,
} from './forwarding/forwarding.ts'
export type { Parcel } from './forwarding/parcel.ts'
export type { NoticeWork } from './notices/bound.ts'
export { noticeKinds, type NoticeKind } from './notices/notice.ts'
export type { NoticePlan, NoticeTarget } from './notices/plan.ts'
export { runtime } from './runtime.ts'
export { placeOf } from './rendezvous.ts'
export { routed, shardOf } from './routed.ts'
export type { PlanInquiry, Runtime } from './runtime-interface.ts'
export type { RuntimeInput } from './runtime-input.ts'
export { copyWhole, type Copied, type CopyInput } from './copy/copy.ts'
export { copiedTables, type CopiedTable } from './copy/tables.ts'
export { revisionModulus, type CopiedRow, type TableSize, type Whole } from './copy/whole.ts'
export { changedBy, changedByErasure, type Changed } from './changed.ts'
export type { Arrival } from './arrivals.ts'
export type { Receipt } from './receive.ts'
export type { Became } from './decide/results.ts'
export type { SendResult } from './send/result.ts'
export type { Recording } from './send/unrecorded.ts'
export type { AllowedInShort, Intent, IntentState } from './intents/intent.ts'
export { callbackDataOf, callersDataIn, intentIdIn } from './intents/callback-data.ts'
export type { Erased } from './erase/erase.ts'
export { isNotInPart, type NotInPart, type Part } from './part/part.ts'
export { queuesOfParts, type QueueOfPart } from './part/queues.ts'
export { usualAhead } from './present.ts'
export { readerOfPart } from './part/reader.ts'
export { outboxQueue } from './outbox/entry.ts'
export { storeOfPart } from './part/store.ts'
export { trailOf, type PlacedEntry, type Trail, type TrailEntry, type TrailInput } from './trail/trail.ts'
export { recordList } from './record-list.ts'
export { noTracing, type Span, type SpanAttributes, type SpanStart, type Tracing } from './tracing.ts'
export type { NumberLimits, UsedLimit } from './used-limits.ts'
