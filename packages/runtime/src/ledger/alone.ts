import type { Engine, Instant } from '@guichet/core'
import type { Command } from '../decide/command.ts'
import { decide } from '../decide/decide.ts'
import { readAgain } from '../decide/done.ts'
import type { Passed } from '../decide/passed.ts'
import { wantsOf } from '../decide/wants.ts'
import type { NoticePlan } from '../notices/plan.ts'
import { changesSomething, type Change } from '../store/change.ts'
import { isStoreFailure } from '../store/failure.ts'
import type { LedgerStore } from '../store/store.ts'
import { cacheOf } from '../threads/cache.ts'
import type { PieceOutcome } from './peers.ts'
import { readKnown } from './read.ts'

export interface AloneInput {
  /** Nobody else writes to it meanwhile. */
  readonly store: LedgerStore
  readonly engine: Engine
  readonly passed: Passed
  readonly commands: readonly Command[]
  /** When they are recorded. */
  readonly at: Instant
  /** Who gets notices; nobody unless given. */
  readonly notices?: NoticePlan
}

/** What a batch came to. JSON. */
export interface DoneAlone {
  /** Of each command, in order. */
  readonly outcomes: readonly PieceOutcome[]
  /** What was committed, in order. */
  readonly changes: readonly Change[]
}

/**
 * Does a batch of commands on a store that nobody else writes to, in one change where that can be. It follows from what
 * is stored and from its input alone: done again on the same, it comes to the same.
 */
export const performAlone = async (input: AloneInput): Promise<DoneAlone> => {
  const { commands } = input
  if (commands.length === 0) return { outcomes: [], changes: [] }
  const done = await attempt(input)
  if (!('reason' in done)) return done
  if (commands.length === 1) return { outcomes: [done], changes: [] }
  // One of them may need more than was read, or fail by itself.
  const half = Math.ceil(commands.length / 2)
  const first = await performAlone({ ...input, commands: commands.slice(0, half) })
  const second = await performAlone({ ...input, commands: commands.slice(half) })
  return {
    outcomes: [...first.outcomes, ...second.outcomes],
    changes: [...first.changes, ...second.changes],
  }
}

type Failed = Extract<PieceOutcome, { readonly is: 'failed' }>

const attempt = async ({
  store,
  engine,
  passed,
  commands,
  at,
  notices,
}: AloneInput): Promise<DoneAlone | Failed> => {
  try {
    const cache = cacheOf(Infinity)
    const known = await readKnown(commands.map(wantsOf), { store, engine, cache, passed: passed.within })
    const decision = decide(engine, known, commands, at, notices)
    if (decision === readAgain) return failed(new Error('the command needs more than could be read'))
    const { change, results } = decision
    const changes = changesSomething(change) ? [change] : []
    if (changes.length > 0 && (await store.commit(change)) === 'conflict')
      return failed(new Error('somebody else changed the same thread'))
    for (const { phoneNumberId, id, at: instant } of decision.passed)
      if (instant === null) passed.forget(phoneNumberId, id)
      else passed.note(phoneNumberId, id, instant)
    return { outcomes: results.map((result): PieceOutcome => ({ is: 'done', result })), changes }
  } catch (failure) {
    return failed(failure)
  }
}

const failed = (failure: unknown): Failed => ({
  is: 'failed',
  kind: isStoreFailure(failure) ? failure.kind : null,
  reason: failure instanceof Error ? failure.message : String(failure),
})
