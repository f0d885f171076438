import type { Event, Instant } from '@guichet/core'

/** A kind of step: who does it, in which words, and what core learns of it. */
export interface StepKind {
  readonly by: 'customer' | 'business'
  readonly about?: 'calls'
  /** What it is in a few words, as a heading has it. */
  readonly words: string
  readonly events: (id: string, at: Instant) => readonly Event[]
}
