import { isThreadEvent, type Engine, type Instant, type ThreadEvent } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import { compareFacts, ownThread, type OwnThread } from '@guichet/core/store'
import { readEvent, writeEvent } from '../event-text.ts'
import type { ThreadChange } from '../store/change.ts'
import type { Anew } from '../store/erasure.ts'
import type { EventRow, IntentRow, ThreadRow } from '../store/rows.ts'
import type { KeptThread } from '../threads/kept.ts'
import { changeOf } from '../decide/change.ts'
import { openDraft } from '../decide/draft.ts'
import type { Known } from '../decide/known.ts'
import { intentsAnew } from './intents.ts'

/** Customers who shared phone numbers with each other, one after the other (ID-11), and what is kept of them. */
export interface Sharers {
  /** What the store was read to hold, all of their threads among it. */
  readonly known: Known
  /** All of their streams: one may hold what names a number alone, from when nobody knew whose it was. */
  readonly events: readonly EventRow[]
  /** All intents to any of their ids. */
  readonly intents: readonly IntentRow[]
  readonly isErased: (thread: KeptThread) => boolean
  /** By our clock. */
  readonly now: Instant
}

/** What an erasure comes to among customers who shared phone numbers. */
export interface WithoutErased {
  /** What stands in place of all of the threads: the others', as if the erased had never been there. */
  readonly anew: Anew
  /** When the erased held numbers that others held, too: each time by itself. */
  readonly held: readonly Held[]
}

/**
 * The erased held the number from `since` to `until`. Who was seen with it at the very instant at which the next one
 * was held it for no time: then `until` lies before `since`.
 */
export interface Held {
  readonly id: string
  /** `-Infinity` for the first who held it. */
  readonly since: Instant
  /** `Infinity` for who holds it now. */
  readonly until: Instant
}

/** The core says whose each event is; what stays is taken in again, in the order in which it happened. */
export const withoutErased = (engine: Engine, sharers: Sharers): WithoutErased => {
  const { known, isErased, now } = sharers
  const rows = known.threads.map(({ row }) => row)
  const erased = known.threads.filter(isErased)
  const others = known.threads.filter((thread) => !isErased(thread))
  const events = sharers.events.map(({ recordedAt, text }) => ({ recordedAt, event: readEvent(text) }))
  const facts = events.map(({ event }) => event).filter(isThreadEvent)
  const isGone = isOf(engine, facts, erased, others)
  const remaining = facts.filter((event) => !isGone(event)).toSorted(compareFacts)
  const recordings = new Map(events.map(({ recordedAt, event }) => [writeEvent(event), recordedAt]))
  const held = erased.flatMap(heldBefore(erased))
  if (remaining.length === 0) return { anew: nothingAnew(rows), held }

  const draft = openDraft(engine, { ...known, ...nothingRead }, now)
  for (const event of remaining) draft.absorb(event)
  const { threads, ids, claims, findings } = changeOf(draft).change
  const latest = Math.max(...rows.map(({ revision }) => revision))
  const recordedAs = ({ row, events: made, ...rest }: ThreadChange): ThreadChange => ({
    ...rest,
    // It must not look like what is kept of it elsewhere.
    row: { ...row, revision: Math.max(row.revision, latest + 1) },
    events: made.map((one) => ({ ...one, recordedAt: recordings.get(one.text) ?? one.recordedAt })),
  })
  const told = {
    gone: facts.filter(isGone),
    remaining,
    homeOf: (event: ThreadEvent) => ownThread(draft.state(), event, event.at)?.customer ?? event.customer,
  }
  return {
    anew: {
      ...nothingAnew(rows),
      removedClaims: claims.flatMap((claim) => rows.map(({ customer }) => ({ ...claim, customer }))),
      threads: threads.map(recordedAs),
      ids,
      claims,
      findings,
      ...intentsAnew(
        sharers.intents,
        erased.map(({ row }) => row),
        told,
      ),
    },
    held,
  }
}

/**
 * Is the event one of theirs and not the others'? A thread knows its recent facts; of what it has settled, all events
 * together tell. They differ where an event that came too late to be kept told who held a number.
 */
const isOf = (
  engine: Engine,
  facts: readonly ThreadEvent[],
  theirs: readonly KeptThread[],
  others: readonly KeptThread[],
): ((event: ThreadEvent) => boolean) => {
  const told = new Set(theirs.flatMap(({ own }) => engine.eventsOf(facts, anchorOf(own))))
  const [recent, recentOfOthers] = [theirs, others].map((threads) => new Set(threads.flatMap(recentFacts)))
  return (event) => {
    const text = writeEvent(event)
    return recent?.has(text) === true || (told.has(event) && recentOfOthers?.has(text) !== true)
  }
}

/** As texts, for what is equal is not the same. */
const recentFacts = ({ own }: KeptThread): readonly string[] => {
  const texts: string[] = []
  for (let rest = own.thread.facts; rest !== null; rest = rest.earlier) texts.push(writeEvent(rest.event))
  return texts
}

/** Where nobody else held a number of the erased. */
export const nothingAnew = (rows: readonly ThreadRow[]): Anew => ({
  expectedThreads: rows.map(({ phoneNumberId, customer, revision }) => ({
    phoneNumberId,
    customer,
    expected: revision,
  })),
  removedClaims: [],
  threads: [],
  ids: [],
  claims: [],
  findings: [],
  removedIntents: [],
  intents: [],
})

/** The others begin without a thread, and nothing of theirs is of the erased. */
const nothingRead = { threads: [], erasedAt: () => null }

/** An id that is never handed on, where there is one. */
const anchorOf = ({ customer, aliases }: OwnThread): string =>
  [customer, ...aliases].find(isUserId) ?? customer

/** When those who are erased held the numbers of one of them, where others held them, too. */
const heldBefore = (erased: readonly KeptThread[]): ((thread: KeptThread) => readonly Held[]) => {
  const gone = new Set(erased.flatMap(({ own }) => [own.customer, ...own.aliases]))
  return ({ own }) =>
    own.thread.roots.contested.flatMap(({ id, holders }) => {
      const spans = holders.map(({ from, by }, index) => ({
        by,
        since: from,
        until: (holders[index + 1]?.from ?? Infinity) - 1,
      }))
      const theirs = spans.filter(({ by }) => gone.has(by))
      return theirs.length === spans.length ? [] : theirs.map(({ since, until }) => ({ id, since, until }))
    })
}
