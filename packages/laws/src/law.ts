import type fc from 'fast-check'
import type { Strictness } from './bridge/strictness.ts'
import type { Reply, Request, Subject, Younger } from './protocol.ts'
import type { Story } from './story.ts'

/** One sentence about all stories, and how to find out whether an engine keeps it. */
export interface Law {
  /** Names the law in the command line, in reports and in the corpus: lower case, hyphens. */
  readonly id: string
  /** The law as a person would say it. */
  readonly sentence: string
  /** The clauses that it rests on. */
  readonly cites: readonly string[]
  /** How much of its replies an engine has to answer for at least, for the law to be able to find it wrong. */
  readonly judgesFrom: Strictness
  /** A part of the protocol that it needs; an engine that does not speak it is not judged by this law. */
  readonly needs?: Younger
  /** Stories that the law has something to say about. */
  readonly stories: fc.Arbitrary<Story>
  /** What the engine is asked about a story. */
  readonly script: (story: Story) => readonly Request[]
  /** Do the engine's replies keep the law? One for each request, in order. Never throws for any reply. */
  readonly holds: (story: Story, replies: readonly Reply[]) => boolean
  /** What the law speaks of. A law in whose runs one of these never occurred was not exercised, and fails. */
  readonly situations: Readonly<Record<string, (story: Story, replies: readonly Reply[]) => boolean>>
  /** Deliberately wrong engines, made of a right one, which the law must catch. */
  readonly mutants: readonly [Mutant, ...Mutant[]]
}

/** A deliberate defect. */
export interface Mutant {
  /** What is wrong with it, such as `a template extends the window`. */
  readonly defect: string
  /** Spoils a right engine. */
  readonly spoil: (right: Subject) => Subject
}
