import type { Event, Instant } from '@guichet/core'
import type { Member } from './players.ts'

/** A kind of step: who does it, in which words, and what core learns of it. */
export interface StepKind {
  readonly by: 'customer' | 'business'
  readonly about?: 'calls' | 'whatsapp'
  /** What it is in a few words, as a heading has it. */
  readonly words: string
  /** `present` are the members of the group at that moment. */
  readonly events: (id: string, at: Instant, present: readonly Member[]) => readonly Event[]
  /** Who is in the group afterwards, where the step changes it. */
  readonly presentAfter?: (present: readonly Member[]) => readonly Member[]
}
