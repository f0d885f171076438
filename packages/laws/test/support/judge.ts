import fc from 'fast-check'
import type { Law, Reply, Story, Subject } from '../../src/index.ts'
import { fixedSeed } from '../../../core/test/support/check.ts'
import { coreSubject } from './core-subject.ts'

/** Core, which also answers what the protocol's types do not allow: with an error. */
export const rightSubject: Subject = {
  name: coreSubject.name,
  answer: (requests) =>
    coreSubject
      .answer(requests)
      .map((reply: Reply | undefined) => reply ?? { ok: false, error: { code: 'unknown-op', message: '' } }),
}

/** What came of running a law. */
export interface Judged {
  /** The smallest story found that breaks it; `null` when none does. */
  readonly counterexample: Story | null
  /** Which of its situations occurred. */
  readonly occurred: ReadonlySet<string>
}

/**
 * Does the law find the subject's defect? The first story that breaks the law will do: to make it smaller takes
 * hundreds of stories more, and changes nothing.
 */
export const isCaught = async (law: Law, subject: Subject, numRuns: number): Promise<boolean> => {
  const property = fc.asyncProperty(law.stories, async (story) =>
    law.holds(story, await subject.answer(law.script(story))),
  )
  const { failed } = await fc.check(property, { seed: fixedSeed, numRuns, endOnFailure: true })
  return failed
}

/** Runs a law against a subject. */
export const judge = async (law: Law, subject: Subject, seed: number, numRuns: number): Promise<Judged> => {
  const occurred = new Set<string>()
  const property = fc.asyncProperty(law.stories, async (story) => {
    const replies = await subject.answer(law.script(story))
    for (const [name, occurs] of Object.entries(law.situations))
      if (occurs(story, replies)) occurred.add(name)
    return law.holds(story, replies)
  })
  const { counterexample } = await fc.check(property, { seed, numRuns })
  return { counterexample: counterexample?.[0] ?? null, occurred }
}
