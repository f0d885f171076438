import type { Law } from '../law.ts'
import type { Reply, Request } from '../protocol.ts'
import type { Story } from '../story.ts'

/**
 * What came of running a law: it holds; it is broken; something that it speaks of never occurred, so that it
 * proves nothing; the engine stopped answering; or it does not answer for anything that could break the law.
 */
export type Verdict = 'holds' | 'broken' | 'never-exercised' | 'does-not-speak' | 'not-judged'

/** A story that breaks a law, and how to come by it again. */
export interface Counterexample {
  readonly story: Story
  /** The way to it from the seed, as fast-check writes it; `null` for a story of the corpus. */
  readonly path: string | null
  /** The corpus file that holds it; `null` for a story that was found. */
  readonly file: string | null
  /** How often it was made smaller. */
  readonly shrinks: number
  /** What the engine was asked about it, and what it replied. */
  readonly exchange: readonly { readonly request: Request; readonly reply: Reply | null }[]
}

/** A law and what came of it. */
export interface LawResult {
  readonly law: Law
  readonly verdict: Verdict
  /** Stories that the engine was run through, those of the corpus among them; shrinking is not counted. */
  readonly runs: number
  /** In how many of the stories each situation occurred. */
  readonly occurred: Readonly<Record<string, number>>
  /** The situations that never occurred. */
  readonly missing: readonly string[]
  /** What the stories were made of; with it and the path a counterexample comes again. */
  readonly seed: number
  readonly counterexample: Counterexample | null
  /** Why the engine is taken to be dumb, and the story at which it fell silent. */
  readonly silence: { readonly reason: string; readonly story: Story | null } | null
  readonly milliseconds: number
}
