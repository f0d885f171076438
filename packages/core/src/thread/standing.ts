import { nothingBilled, type Billing } from '../charge/billing.ts'
import type { Instant, Interval } from '../time/instant.ts'

/**
 * How a thread stands after some part of its history: all that the past has to say to the future. A few
 * numbers, so that a thread's size does not grow with its age.
 */
export interface Standing {
  /** The customer's latest opening message or call. */
  readonly latestOpener: Instant | null
  /** The latest template that was accepted and has not failed. */
  readonly latestTemplate: Instant | null
  /** The latest conversation, over or not. */
  readonly conversation: Conversation | null
  /** The latest entry point, answered or not, over or not. */
  readonly entryPoint: EntryPoint | null
  readonly preference: Preference | null
  readonly renamed: Renamed | null
  /** What is billed, which is a separate matter (G8). */
  readonly billing: Billing
}

/** A conversation, open on `[openedAt, closesAt)` (G1, G3, G4). */
export interface Conversation {
  readonly initiatedBy: 'user' | 'business'
  readonly openedAt: Instant
  /** The first response when the customer began it; `null` while that is pending. */
  readonly startedAt: Instant | null
  readonly closesAt: Instant
}

/** An entry point: the customer came at `arrivedAt`, the business may answer before `replyBy` (FEP-3). */
export interface EntryPoint {
  /** The message that brought the customer; `null` where only Meta's report shows the entry point (FEP-11). */
  readonly message: string | null
  readonly arrivedAt: Instant
  readonly replyBy: Instant
  /** Open on `[opensAt, closesAt)` once answered; `null` until then. */
  readonly opensAt: Instant | null
  readonly closesAt: Instant | null
  /** Whether `closesAt` is our estimate or Meta's word (POS-9). */
  readonly expiry: 'estimated' | 'reported'
  /** The entry point before it, as long as Meta may still keep that one open (POS-9). */
  readonly earlier: Interval | null
}

/** The customer's last word on marketing messages (LIM-14). */
export interface Preference {
  readonly value: 'stop' | 'resume'
  readonly at: Instant
}

/** The customer's id was replaced by another, and the customer not heard of since (ID-5). */
export interface Renamed {
  /** All ids that were replaced, one after the other or together as phone number and user id are. */
  readonly previous: readonly string[]
  /** The id that replaced the latest of them, and when. */
  readonly current: string
  readonly at: Instant
}

/** A thread of which nothing is known. */
export const quiet: Standing = {
  latestOpener: null,
  latestTemplate: null,
  conversation: null,
  entryPoint: null,
  preference: null,
  renamed: null,
  billing: nothingBilled,
}
