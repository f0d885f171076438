import type { Engine } from '@guichet/core'
import { changedBy, type Announcer } from '../changed.ts'
import type { Command } from '../decide/command.ts'
import { decide, type Decision } from '../decide/decide.ts'
import { readAgain } from '../decide/done.ts'
import type { Known } from '../decide/known.ts'
import type { ResultOf } from '../decide/results.ts'
import type { Passed } from '../decide/passed.ts'
import { keptAfter } from '../decide/sends.ts'
import { saysOfAccounts, sizeOf, wantsOf, type Wants } from '../decide/wants.ts'
import type { NoticePlan } from '../notices/plan.ts'
import type { Surroundings } from '../ports.ts'
import type { RuntimeInput } from '../runtime-input.ts'
import { changesSomething } from '../store/change.ts'
import { isStoreFailure, type StoreFailureKind } from '../store/failure.ts'
import type { LedgerStore } from '../store/store.ts'
import type { Cache } from '../threads/cache.ts'
import type { Tracing } from '../tracing.ts'
import { nameOf } from '../threads/name.ts'
import type { Ledger } from './ledger.ts'
import { queueOf, type Queued } from './queue.ts'
import { readKnown } from './read.ts'

interface StoreLedgerInput {
  readonly store: LedgerStore
  readonly engine: Engine
  readonly cache: Cache
  readonly passed: Passed
  readonly surroundings: Surroundings
  /** How many commands share a commit at most. */
  readonly largestBatch: number
  /** How many commands are worth a commit of their own beside one that is under way. */
  readonly enoughForAnotherCommit: number
  /** Is told what was committed. */
  readonly announce: Announcer['announce']
  readonly onCommit?: RuntimeInput['onCommit']
  readonly tracing: Tracing
  /** Who gets notices; nobody unless given. */
  readonly notices?: () => NoticePlan
}

/** A command, and whom to tell what came of it. */
interface Waiting extends Queued {
  readonly command: Command
  readonly wants: Wants
  /** The place of who handed it in; `null`: it is in no trace. */
  readonly traceparent: string | null
  readonly resolve: (result: unknown) => void
  readonly reject: (failure: unknown) => void
}

/** After so many lost races something else must be wrong. */
const mostConflicts = 200

/** Batches under way together: enough that the store has one waiting while others are read and decided. */
const mostAtOnce = 4

/**
 * The ledgers of all phone numbers over one store. Commands are done in batches: whatever is handed in while a
 * commit is under way shares the next one, for a commit costs the same whether it holds one webhook or a thousand.
 * Where much is waiting, batches of other threads are read and decided meanwhile, so that neither the store nor we
 * stand still. Other processes may write to the same store: then a batch is read and decided again.
 */
export const storeLedger = (input: StoreLedgerInput): Ledger => {
  const surroundings = neverBack(input.surroundings)
  const safe: StoreLedgerInput = { ...input, surroundings }
  const queue = queueOf<Waiting>(input.largestBatch)
  const underWay = new Set<Promise<void>>()
  let isGathering = false
  /** Does all that waits concern threads that are under way? */
  let isBlocked = false

  const startIfWorth = (): void => {
    const fewest = underWay.size === 0 ? 1 : input.enoughForAnotherCommit
    if (isGathering || isBlocked || underWay.size === mostAtOnce || queue.length() < fewest) return
    isGathering = true
    const batch = doBatch().then(() => {
      underWay.delete(batch)
      startIfWorth()
    })
    underWay.add(batch)
  }

  const doBatch = async (): Promise<void> => {
    // Callers that are about to hand in a command do so first.
    await surroundings.nextTurn()
    isGathering = false
    const batch = queue.take()
    isBlocked = batch.length === 0
    if (isBlocked) return
    startIfWorth()
    await settleBatch(batch, safe)
    queue.release(batch)
    isBlocked = false
  }

  return {
    perform: <C extends Command>(_phoneNumberId: string, command: C, traceparent: string | null = null) =>
      new Promise<ResultOf<C>>((resolve, reject) => {
        const wants = wantsOf(command)
        queue.push({
          command,
          wants,
          traceparent,
          names: namesOf(wants),
          size: sizeOf(command),
          isForAll: saysOfAccounts(command),
          resolve: (result) => resolve(result as ResultOf<C>),
          reject,
        })
        startIfWorth()
      }),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

/**
 * What a command concerns. Claims of one phone number share limits and rates, so they are done in batches one after
 * the other.
 */
const namesOf = ({ threads, limits }: Wants): readonly string[] => [
  ...threads.map(nameOf),
  ...(limits === undefined ? [] : [`claims of ${limits.of}`]),
]

/** What is recorded later has no earlier instant, though a machine's clock may be set back. */
const neverBack = (surroundings: Surroundings): Surroundings => {
  let latest = -Infinity
  return { ...surroundings, now: () => (latest = Math.max(latest, surroundings.now())) }
}

/** Brings a batch to its end: committed, or each of its commands rejected. */
const settleBatch = async (batch: readonly Waiting[], input: StoreLedgerInput): Promise<void> => {
  let conflicts = 0
  let doubts = 0
  for (;;) {
    try {
      if ((await attempt(batch, input)) === 'committed') return
      conflicts++
      // The fewer threads, the fewer races.
      if (batch.length > 1) return await inHalves(batch, input)
      if (conflicts > mostConflicts)
        return rejectAll(
          batch,
          new Error(`other processes changed the same thread first, ${conflicts} times in a row`),
        )
    } catch (failure) {
      forget(batch, input)
      const isUncertain = isStoreFailure(failure) && !failure.isCertain
      // Doing it again finds out whether it was stored: then there is nothing left to do.
      if (isUncertain && doubts++ === 0) continue
      const isOfOne = !isStoreFailure(failure) || ofOneCommand.has(failure.kind)
      if (isOfOne && batch.length > 1) return await inHalves(batch, input)
      return rejectAll(batch, failure)
    }
  }
}

/** Failures that one command may bring upon all others of its batch. */
const ofOneCommand: ReadonlySet<StoreFailureKind> = new Set(['corrupt', 'unsuitable'])

const inHalves = async (batch: readonly Waiting[], input: StoreLedgerInput): Promise<void> => {
  const half = Math.ceil(batch.length / 2)
  await settleBatch(batch.slice(0, half), input)
  await settleBatch(batch.slice(half), input)
}

const rejectAll = (batch: readonly Waiting[], failure: unknown): void => {
  for (const { reject } of batch) reject(failure)
}

/** Reads, decides, commits. */
const attempt = async (
  batch: readonly Waiting[],
  input: StoreLedgerInput,
): Promise<'committed' | 'conflict'> => {
  const { store, engine, cache, surroundings, announce, tracing } = input
  const wanted = batch.map(({ wants }) => wants)
  const commands = batch.map(({ command }) => command)
  const from = batch.flatMap(({ traceparent }) => traceparent ?? [])
  const step = <Result>(name: string, action: () => Result): Result => tracing.span({ name, from }, action)
  const known = await step('load', () => readKnown(wanted, { ...input, passed: input.passed.within }))
  const decision = step('decide', () =>
    decide(engine, known, commands, surroundings.now(), input.notices?.()),
  )
  if (decision === readAgain) return 'conflict'
  const { change, results } = decision
  if (changesSomething(change)) {
    const conflicted = (await step('commit', () => store.commit(change))) === 'conflict'
    input.onCommit?.({ conflicted })
    if (conflicted) {
      for (const { own } of known.threads) cache.forgetThread(own)
      forget(batch, input)
      return 'conflict'
    }
    keep(decision, known, input)
  }
  batch.forEach(({ resolve }, index) => resolve(results[index]))
  announce(changedBy(change))
  return 'committed'
}

/** What was committed is known now. */
const keep = (
  { change, threads, sends, passed, registry }: Decision,
  known: Known,
  { cache, passed: noted }: StoreLedgerInput,
): void => {
  for (const { phoneNumberId, id, at } of passed)
    if (at === null) noted.forget(phoneNumberId, id)
    else noted.note(phoneNumberId, id, at)
  for (const { phoneNumberId, customer } of change.removedThreads)
    cache.forgetThread({ phoneNumberId, customer })
  for (const thread of threads) cache.keepThread(thread)
  for (const row of change.phoneNumbers) cache.keepPhoneNumber(row)
  // A change of a template may be older than sends of others.
  const countsOthers = sends.countsOthers || change.templates.length > 0
  cache.keepSends(keptAfter(cache.sends(), { ...sends, countsOthers }))
  if (change.templates.length > 0)
    cache.keepTemplates({ registry, length: known.templates.length + change.templates.length })
}

/** What a batch went by was out of date, or nobody knows whether it still holds. */
const forget = (batch: readonly Waiting[], { cache }: StoreLedgerInput): void => {
  for (const { wants } of batch) {
    for (const key of wants.threads) cache.forgetThread(key)
    for (const { phoneNumberId } of wants.threads) cache.forgetPhoneNumber(phoneNumberId)
    for (const phoneNumberId of wants.phoneNumbers ?? []) cache.forgetPhoneNumber(phoneNumberId)
  }
  cache.doubtTemplates()
}
