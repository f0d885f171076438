import type { Charge, ChargesChanged } from '../charge/charge.ts'
import type { CategoryOf } from '../template/category-of.ts'
import { lookUp } from '../persistent-map.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import type { KnownTemplates } from '../template/known.ts'
import type { Instant } from '../time/instant.ts'
import { eventsUntil, factsUntil, type Fact, type Facts } from './facts.ts'
import type { Remembered } from '../message/message.ts'
import type { Standing } from './standing.ts'
import { foldThread, type History } from './fold.ts'
import type { Thread } from './thread.ts'
import { changedCharges, chargesIn } from './trail-charges.ts'
import {
  beginningOf,
  chargesAt,
  emptyTrail,
  standingOf,
  trailOf,
  withFact,
  type Beginning,
  type Trail,
} from './trail.ts'

/** What is not settled yet of a thread, going by the facts up to an instant. */
export const foldRecent = (
  thread: Thread,
  at: Instant,
  calendar: Calendar,
  categoryOf: CategoryOf,
): History =>
  foldThread(thread.base, eventsUntil(thread.facts, at), {
    calendar,
    categoryOf,
    remembered: thread.remembered,
    until: Infinity,
  })

/** Folds the recent facts of threads, and keeps the folds: one more fact costs what it changes, not what there is. */
export interface RecentFold {
  /** How the thread stood at an instant, going by the facts up to it. */
  readonly standing: (thread: Thread, at: Instant, templates: KnownTemplates) => Standing
  /** The same, where another question about the thread is not likely: of few facts, no fold is kept that was not before. */
  readonly glance: (thread: Thread, at: Instant, templates: KnownTemplates) => Standing
  /** When the message with that wamid was sent, by the facts up to an instant; `null` where none is known. */
  readonly sentAt: (thread: Thread, wamid: string, at: Instant, templates: KnownTemplates) => Instant | null
  /** The charges that are not settled, going by all facts. */
  readonly charges: (thread: Thread, templates: KnownTemplates) => readonly Charge[]
  /** How these changed from one value of a thread to a later one; it costs what was changed between them. */
  readonly chargesBetween: (before: Thread, after: Thread, templates: KnownTemplates) => ChargesChanged
}

/** The fold up to a fact, and what it was made from. */
interface Kept {
  readonly trail: Trail
  readonly base: Standing
  readonly remembered: readonly Remembered[]
  readonly categoryOf: CategoryOf
  /** The fact up to which it was folded before. */
  readonly onTopOf: Fact | null
}

/** Every so many facts the fold up to there is kept, for a late event or a question about the past to go on from. */
const milestone = 64
/** Going on fact by fact may take that many steps again; where statuses come late, folding at once is less work. */
const patience = 4

export const recentFold = (calendar: Calendar): RecentFold => {
  const memo = new WeakMap<Fact, Kept>()

  const trailUntil = (
    facts: Facts,
    thread: Thread,
    templates: KnownTemplates,
    isWorthKeeping = true,
  ): Trail => {
    const { base, remembered } = thread
    const { categoryOf } = templates
    const beginning = (): Beginning => beginningOf(base, remembered, { calendar, categoryOf })
    if (facts === null) return emptyTrail(beginning())
    const isOf = (known: Kept): boolean =>
      known.base === base && known.remembered === remembered && known.categoryOf === categoryOf
    const toFold: Fact[] = []
    let start: Facts = facts
    let known: Kept | undefined
    for (; start !== null; start = start.earlier) {
      known = memo.get(start)
      if (known !== undefined && isOf(known)) break
      toFold.push(start)
    }
    const from = start === null ? null : (known ?? null)
    if (from !== null && toFold.length === 0) return from.trail

    // A few facts that were never folded are less work in one go.
    if (from === null && toFold.length < milestone) {
      const trail = trailOf(beginning(), toFold.map(({ event }) => event).reverse(), remembered)
      if (isWorthKeeping) memo.set(facts, { trail, base, remembered, categoryOf, onTopOf: null })
      return trail
    }
    let trail = from?.trail ?? emptyTrail(beginning())
    let again = 0
    for (let fact = toFold.pop(); fact !== undefined; fact = toFold.pop()) {
      trail = withFact(trail, fact.event)
      again += trail.replayed
      if (again > patience * (trail.length + milestone)) {
        trail = trailOf(trail.beginning, eventsUntil(facts, Infinity), remembered)
        break
      }
      if (trail.length % milestone === 0)
        memo.set(fact, { trail, base, remembered, categoryOf, onTopOf: null })
    }
    if (isWorthKeeping || from !== null || trail.length >= milestone)
      memo.set(facts, { trail, base, remembered, categoryOf, onTopOf: start })
    if (from?.onTopOf != null) forget(from.onTopOf)
    return trail
  }

  /** Of the folds that were made as facts came, the one before the last is not needed any more. */
  const forget = (fact: Fact): void => {
    const length = memo.get(fact)?.trail.length ?? 0
    if (length % milestone !== 0) memo.delete(fact)
  }

  return {
    standing: (thread, at, templates) =>
      standingOf(trailUntil(factsUntil(thread.facts, at), thread, templates)),
    glance: (thread, at, templates) =>
      standingOf(trailUntil(factsUntil(thread.facts, at), thread, templates, false)),
    sentAt: (thread, wamid, at, templates) =>
      lookUp(trailUntil(factsUntil(thread.facts, at), thread, templates).messages, wamid)?.sentAt ?? null,
    charges: (thread, templates) => chargesIn(chargesAt(trailUntil(thread.facts, thread, templates))),
    chargesBetween: (before, after, templates) =>
      changedCharges(
        chargesAt(trailUntil(before.facts, before, templates)),
        chargesAt(trailUntil(after.facts, after, templates)),
      ),
  }
}
