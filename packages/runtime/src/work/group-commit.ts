import type { Engine } from '@guichet/core'
import { registryIn } from '@guichet/core/store'
import { changedBy, type Announcer } from '../changed.ts'
import type { Change } from '../store/change.ts'
import { isStoreFailure, type StoreFailureKind } from '../store/failure.ts'
import type { Store } from '../store/store.ts'
import type { Cache } from '../threads/cache.ts'
import type { Surroundings } from '../ports.ts'
import type { RuntimeInput } from '../runtime-input.ts'
import { changeOf } from './change.ts'
import { openDraft } from './draft.ts'
import { queueOf, type Waiting } from './queue.ts'
import { readKnown } from './read.ts'
import { keptAfter } from './sends.ts'
import { readAgain, type Done, type Work } from './work.ts'

/**
 * Does work in batches: whatever is handed in while a commit is under way shares the next one, for a commit
 * costs the same whether it holds one webhook or a thousand. Where much is waiting, batches of other threads are
 * read and decided meanwhile, so that neither the store nor we stand still.
 */
export interface GroupCommit {
  /** Resolves once what the work made is durable; rejects with the store's failure when nothing was stored. */
  readonly submit: <Result>(work: Work<Result>) => Promise<Result>
  /** Resolves when nothing is under way any more. */
  readonly idle: () => Promise<void>
}

interface GroupCommitInput {
  readonly store: Store
  readonly engine: Engine
  readonly cache: Cache
  readonly surroundings: Surroundings
  /** How many pieces of work share a commit at most. */
  readonly largestBatch: number
  /** How many pieces of work are worth a commit of their own beside one that is under way. */
  readonly enoughForAnotherCommit: number
  /** Is told what was committed. */
  readonly announce: Announcer['announce']
  readonly onCommit?: RuntimeInput['onCommit']
}

/** After so many lost races something else must be wrong. */
const mostConflicts = 200

/** Batches under way together: enough that the store has one waiting while others are read and decided. */
const mostAtOnce = 4

export const groupCommit = (input: GroupCommitInput): GroupCommit => {
  const surroundings = neverBack(input.surroundings)
  const safe: GroupCommitInput = { ...input, surroundings }
  const queue = queueOf(input.largestBatch)
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
    // Callers that are about to submit work do so first.
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
    submit: <Result>(work: Work<Result>) =>
      new Promise<Result>((resolve, reject) => {
        queue.push({ work, resolve: (result) => resolve(result as Result), reject })
        startIfWorth()
      }),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}

/** What is recorded later has no earlier instant, though a machine's clock may be set back. */
const neverBack = (surroundings: Surroundings): Surroundings => {
  let latest = -Infinity
  return { ...surroundings, now: () => (latest = Math.max(latest, surroundings.now())) }
}

/** Brings a batch to its end: committed, or each of its pieces rejected. */
const settleBatch = async (batch: readonly Waiting[], input: GroupCommitInput): Promise<void> => {
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
      const isOfOne = !isStoreFailure(failure) || ofOnePiece.has(failure.kind)
      if (isOfOne && batch.length > 1) return await inHalves(batch, input)
      return rejectAll(batch, failure)
    }
  }
}

/** Failures that one piece of work may bring upon all others of its batch. */
const ofOnePiece: ReadonlySet<StoreFailureKind> = new Set(['corrupt', 'unsuitable'])

const inHalves = async (batch: readonly Waiting[], input: GroupCommitInput): Promise<void> => {
  const half = Math.ceil(batch.length / 2)
  await settleBatch(batch.slice(0, half), input)
  await settleBatch(batch.slice(half), input)
}

const rejectAll = (batch: readonly Waiting[], failure: unknown): void => {
  for (const { reject } of batch) reject(failure)
}

const attempt = async (
  batch: readonly Waiting[],
  input: GroupCommitInput,
): Promise<'committed' | 'conflict'> => {
  const { store, engine, cache, surroundings, announce } = input
  const works = batch.map(({ work }) => work)
  const known = await readKnown(works, input)
  const draft = openDraft(engine, known, surroundings.now())
  const done: Done<unknown>[] = []
  for (const { run } of works) {
    const one = run(draft)
    if (one === readAgain) return 'conflict'
    done.push(one)
  }
  const { change: ofDraft, threads, sends } = changeOf(draft)
  const change = withWork(ofDraft, done, known.templates.length)
  if (isWorthStoring(change)) {
    const conflicted = (await store.commit(change)) === 'conflict'
    input.onCommit?.({ conflicted })
    if (conflicted) {
      for (const { own } of known.threads) cache.forgetThread(own)
      forget(batch, input)
      return 'conflict'
    }
    for (const { phoneNumberId, customer } of change.removedThreads)
      cache.forgetThread({ phoneNumberId, customer })
    for (const thread of threads) cache.keepThread(thread)
    for (const row of change.phoneNumbers) cache.keepPhoneNumber(row)
    // A change of a template may be older than sends of others.
    const countsOthers = sends.countsOthers || change.templates.length > 0
    cache.keepSends(keptAfter(cache.sends(), { ...sends, countsOthers }))
    if (change.templates.length > 0)
      cache.keepTemplates({
        registry: registryIn(draft.state()),
        length: known.templates.length + change.templates.length,
      })
  }
  batch.forEach(({ resolve }, index) => resolve(done[index]?.result))
  announce(changedBy(change))
  return 'committed'
}

const withWork = (change: Change, done: readonly Done<unknown>[], templates: number): Change => ({
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
})

/** Does it say anything but what was expected? */
const isWorthStoring = (change: Change): boolean =>
  change.threads.length > 0 ||
  change.journal.length > 0 ||
  change.unread.length > 0 ||
  change.intents.length > 0 ||
  change.templates.length > 0 ||
  change.phoneNumbers.length > 0 ||
  change.ids.length > 0 ||
  change.findings.length > 0

/** What a batch went by was out of date, or nobody knows whether it still holds. */
const forget = (batch: readonly Waiting[], { cache }: GroupCommitInput): void => {
  for (const { work } of batch) {
    for (const key of work.threads) cache.forgetThread(key)
    for (const { phoneNumberId } of work.threads) cache.forgetPhoneNumber(phoneNumberId)
  }
  cache.doubtTemplates()
}
