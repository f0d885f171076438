import type { Law } from '../law.ts'
import type { Reply, Subject } from '../protocol.ts'
import type { Story } from '../story.ts'
import type { Counterexample, LawResult } from './verdict.ts'

/** Puts stories to an engine for a law, and remembers what was seen. */
export interface Witness {
  /** Does the engine keep the law in this story? */
  readonly holds: (story: Story) => Promise<boolean>
  /** What it is asked about the story, and what it replies. */
  readonly exchange: (story: Story) => Promise<Counterexample['exchange']>
  readonly runs: () => number
  readonly occurred: () => Readonly<Record<string, number>>
  readonly missing: () => readonly string[]
  readonly silence: () => LawResult['silence']
}

export const witness = (
  law: Law,
  subject: Subject,
  shrinkFor: number,
  onProgress: (runs: number) => void = () => undefined,
): Witness => {
  const situations = Object.entries(law.situations)
  const occurred = new Map(situations.map(([name]): [string, number] => [name, 0]))
  let runs = 0
  let silence: LawResult['silence'] = null
  /** From the first failure on stories only grow smaller, and not forever. */
  let shrinkUntil = Infinity

  const replies = async (story: Story): Promise<readonly Reply[] | null> => {
    if (silence !== null || Date.now() > shrinkUntil) return null
    try {
      return await subject.answer(law.script(story))
    } catch (error) {
      silence = { reason: error instanceof Error ? error.message : String(error), story }
      return null
    }
  }

  const count = (story: Story, told: readonly Reply[]): void => {
    if (shrinkUntil !== Infinity) return
    runs++
    for (const [name, occurs] of situations)
      if (occurs(story, told)) occurred.set(name, (occurred.get(name) ?? 0) + 1)
    onProgress(runs)
  }

  return {
    holds: async (story) => {
      const told = await replies(story)
      // Nothing more is to be found out, so that the search ends.
      if (told === null) return true
      count(story, told)
      const kept = law.holds(story, told)
      if (!kept && shrinkUntil === Infinity) shrinkUntil = Date.now() + shrinkFor
      return kept
    },
    exchange: async (story) => {
      const requests = law.script(story)
      shrinkUntil = Infinity
      const told = (await replies(story)) ?? []
      return requests.map((request, index) => ({ request, reply: told[index] ?? null }))
    },
    runs: () => runs,
    occurred: () => Object.fromEntries(occurred),
    missing: () => [...occurred].flatMap(([name, times]) => (times === 0 ? [name] : [])),
    silence: () => silence,
  }
}
