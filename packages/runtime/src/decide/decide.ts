import type { Engine, Instant } from '@guichet/core'
import { registryIn, type Registry } from '@guichet/core/store'
import type { Change } from '../store/change.ts'
import type { NewJob } from '../store/jobs.ts'
import type { KeptThread } from '../threads/kept.ts'
import { changeOf } from './change.ts'
import type { Command } from './command.ts'
import { readAgain, type Done } from './done.ts'
import { openDraft, type PassedAnew } from './draft.ts'
import type { Known } from './known.ts'
import type { NoticePlan } from '../notices/plan.ts'
import { perform } from './perform.ts'
import { jobsOfDraft } from './notices.ts'
import type { SendsChanged } from './sends.ts'

/** What a batch of commands comes to. */
export interface Decision {
  /** One change; only if it is committed does the rest hold. */
  readonly change: Change
  /** Of each command, in order. */
  readonly results: readonly unknown[]
  /** The threads of the change, as they are once it is committed. */
  readonly threads: readonly KeptThread[]
  readonly sends: SendsChanged
  readonly passed: readonly PassedAnew[]
  /** The templates and accounts, with the events of the change. */
  readonly registry: Registry
}

/**
 * The only place where commands become a change. Pure: it follows from what is known, from the commands in their
 * order, from the instant at which they are recorded, and from who gets notices. `readAgain`: more has to be known than
 * was read.
 */
export const decide = (
  engine: Engine,
  known: Known,
  commands: readonly Command[],
  at: Instant,
  notices?: NoticePlan,
): Decision | typeof readAgain => {
  const draft = openDraft(engine, known, at, notices)
  const done: Done<unknown>[] = []
  for (const command of commands) {
    const one = perform(draft, command)
    if (one === readAgain) return readAgain
    done.push(one)
  }
  const { change, threads, sends } = changeOf(draft)
  return {
    change: withDone(change, done, known.templates.length, jobsOfDraft(draft)),
    results: done.map(({ result }) => result),
    threads,
    sends,
    passed: draft.passed,
    registry: registryIn(draft.state()),
  }
}

const withDone = (
  change: Change,
  done: readonly Done<unknown>[],
  templates: number,
  noticed: readonly NewJob[],
): Change => ({
  ...change,
  expectedThreads: [
    ...change.expectedThreads,
    ...done.flatMap(({ goesWithout }) =>
      goesWithout === undefined ? [] : [{ ...goesWithout, expected: 0 }],
    ),
  ],
  expectedTemplates: done.some(({ goesByTemplates }) => goesByTemplates) ? templates : null,
  journal: done.flatMap(({ journal }) => journal ?? []),
  unread: done.flatMap(({ unread }) => unread ?? []),
  jobs: [...done.flatMap(({ jobs }) => jobs ?? []), ...noticed],
})
