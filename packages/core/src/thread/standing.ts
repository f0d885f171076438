import type { EntryPoint } from '../conversation/entry-point.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { noCalls, type Calls } from './calls.ts'
import type { Burst } from './burst.ts'
import { nothingBilled, type Billing } from '../charge/billing.ts'
import type { Instant } from '../time/instant.ts'
import { noIds, type KnownIds } from './replaced-ids.ts'

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
  /** The ids that were replaced, and what decides whether they still are. */
  readonly renamed: KnownIds
  /** The latest delivery of a message that was sent outside the window: it counts to the messaging limit (LIM-20). */
  readonly reachedAt: Instant | null
  /** The latest sending outside the window that was neither delivered nor failed: it reserves a place (POS-31). */
  readonly reservedAt: Instant | null
  /** The latest burst of messages, paid off or not (LIM-25). */
  readonly burst: Burst | null
  /** When WhatsApp last said that the customer gets no more marketing for now (LIM-26). */
  readonly cappedAt: Instant | null
  readonly calls: Calls
  /** What is billed, which is a separate matter (G8). */
  readonly billing: Billing
}

/** The customer's last word on marketing messages (LIM-14). */
export interface Preference {
  readonly value: 'stop' | 'resume'
  readonly at: Instant
}

/** The standing of a thread without events. */
export const quiet: Standing = {
  latestOpener: null,
  latestTemplate: null,
  conversation: null,
  entryPoint: null,
  preference: null,
  renamed: noIds,
  reachedAt: null,
  reservedAt: null,
  burst: null,
  cappedAt: null,
  calls: noCalls,
  billing: nothingBilled,
}
