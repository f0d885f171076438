import { isThreadEvent, type Engine, type Instant, type ThreadEvent, type ThreadKey } from '@guichet/core'
import { isUserId } from '@guichet/core/adapter'
import { assembleState, compareFacts, ownThread, type OwnThread } from '@guichet/core/store'
import { readEvent, writeEvent } from '../event-text.ts'
import type { ThreadChange } from '../store/change.ts'
import type { Anew } from '../store/erasure.ts'
import type { EventRow, IntentRow, PhoneNumberRow, ThreadRow } from '../store/rows.ts'
import type { KeptSends } from '../threads/sends.ts'
import type { KeptTemplates } from '../threads/templates.ts'
import { changeOf } from '../work/change.ts'
import { openDraft } from '../work/draft.ts'
import { intentsAnew } from './intents.ts'

/** The threads of customers who shared phone numbers with each other, one after the other (ID-11). */
export interface Sharers {
  readonly rows: readonly ThreadRow[]
  /** All of their streams: one may hold what names a number alone, from when nobody knew whose it was. */
  readonly events: readonly EventRow[]
  /** All intents to any of their ids. */
  readonly intents: readonly IntentRow[]
  /** Those of the customers who are erased. */
  readonly erased: readonly ThreadRow[]
}

/** What is known besides. */
export interface Beside {
  readonly phoneNumbers: readonly PhoneNumberRow[]
  readonly templates: KeptTemplates
  readonly sends: KeptSends
  /** By our clock. */
  readonly now: Instant
}

/** What an erasure comes to among customers who shared phone numbers. */
export interface WithoutErased {
  /** What stands in place of all of the threads: the others', as if the erased had never been there. */
  readonly anew: Anew
  /** When the erased held numbers that others held, too. */
  readonly held: readonly Held[]
}

/** The erased held the number at some instants from `since` on, and not any more after `until`. */
export interface Held {
  readonly id: string
  /** `-Infinity` for the first who held it. */
  readonly since: Instant
  /** `Infinity` for who holds it now. */
  readonly until: Instant
}

/** The core says whose each event is; what stays is taken in again, in the order in which it happened. */
export const withoutErased = (engine: Engine, sharers: Sharers, beside: Beside): WithoutErased => {
  const { rows, erased } = sharers
  const events = sharers.events.map(({ recordedAt, text }) => ({ recordedAt, event: readEvent(text) }))
  const facts = events.map(({ event }) => event).filter(isThreadEvent)
  const gone = new Set(erased.flatMap((row) => engine.eventsOf(facts, anchorOf(row))))
  const remaining = facts.filter((event) => !gone.has(event)).toSorted(compareFacts)
  const recordings = new Map(events.map(({ recordedAt, event }) => [writeEvent(event), recordedAt]))
  if (remaining.length === 0) return { anew: nothingAnew(rows), held: [] }

  const draft = openDraft(engine, { ...nothingRead, ...beside }, beside.now)
  for (const event of remaining) draft.absorb(event)
  const { threads, ids, claims, findings } = changeOf(draft).change
  const latest = Math.max(...rows.map(({ revision }) => revision))
  const recordedAs = ({ row, events: made, ...rest }: ThreadChange): ThreadChange => ({
    ...rest,
    // It must not look like what is kept of it elsewhere.
    row: { ...row, revision: Math.max(row.revision, latest + 1) },
    events: made.map((one) => ({ ...one, recordedAt: recordings.get(one.text) ?? one.recordedAt })),
  })
  return {
    anew: {
      ...nothingAnew(rows),
      removedClaims: claims.flatMap((claim) => rows.map(({ customer }) => ({ ...claim, customer }))),
      threads: threads.map(recordedAs),
      ids,
      claims,
      findings,
      ...intentsAnew(sharers.intents, erased, {
        gone: [...gone],
        remaining,
        homeOf: (event) => ownThread(draft.state(), event, event.at)?.customer ?? event.customer,
      }),
    },
    held: heldBy(erased, facts, engine, beside),
  }
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

const nobody: ReadonlySet<string> = new Set()

/** What arrives again is known not to be of the erased. */
const nothingRead = {
  threads: [],
  intents: [],
  lookedUpIntents: nobody,
  erasedAt: () => null,
  lookedUp: nobody,
}

/** An id that is never handed on, where there is one. */
const anchorOf = ({ customer, aliases }: ThreadRow): string =>
  [customer, ...aliases].find(isUserId) ?? customer

const heldBy = (
  erased: readonly ThreadRow[],
  facts: readonly ThreadEvent[],
  engine: Engine,
  { phoneNumbers, templates }: Beside,
): readonly Held[] => {
  const begun = assembleState(
    phoneNumbers.map(({ id, accounts }) => ({ id, accounts, threads: [] })),
    templates.registry,
  )
  const state = facts.toSorted(compareFacts).reduce(engine.evolve, begun)
  const owns = erased.flatMap((row) => ownThread(state, keyOf(row)) ?? [])
  const gone = new Set(owns.flatMap(({ customer, aliases }) => [customer, ...aliases]))
  return owns.flatMap((own) => heldIn(own, (id) => gone.has(id)))
}

const keyOf = (row: ThreadRow): ThreadKey => ({ phoneNumberId: row.phoneNumberId, customer: anchorOf(row) })

const heldIn = ({ thread }: OwnThread, isGone: (id: string) => boolean): readonly Held[] =>
  thread.roots.contested.flatMap(({ id, holders }) => {
    const spans = holders.map(({ from, by }, index) => ({
      by,
      since: from,
      until: (holders[index + 1]?.from ?? Infinity) - 1,
    }))
    const own = spans.filter(({ by }) => isGone(by))
    if (own.length === spans.length) return []
    const [since, until] = [
      Math.min(...own.map((one) => one.since)),
      Math.max(...own.map((one) => one.until)),
    ]
    return [{ id, since, until }]
  })
