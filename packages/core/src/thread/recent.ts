import type { Charge } from '../charge/charge.ts'
import type { CategoryOf } from '../template/category-of.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import { categoriesOf, type Categories, type KnownTemplates } from '../template/known.ts'
import type { Instant } from '../time/instant.ts'
import { eventsUntil, type Fact, type Facts } from './facts.ts'
import type { Remembered } from '../message/message.ts'
import type { Standing } from './standing.ts'
import { tell, type Story } from './tell.ts'
import type { Thread } from './thread.ts'
import {
  beginningOf,
  chargesBetween,
  chargesOf,
  emptyTrail,
  standingOf,
  trailOf,
  withFact,
  type Trail,
} from './trail.ts'
import type { ChargesChanged } from '../charge/charge.ts'

/** What is not settled yet of a thread, going by the facts up to an instant. */
export const tellRecent = (thread: Thread, at: Instant, calendar: Calendar, categoryOf: CategoryOf): Story =>
  tell(thread.settled, eventsUntil(thread.facts, at), {
    calendar,
    categoryOf,
    remembered: thread.remembered,
    until: Infinity,
  })

/** Tells the recent past of threads. A fact that comes to those that were told costs what it changes, not what there is. */
export interface RecentTeller {
  /** How the thread stood at an instant, going by the facts up to it. */
  readonly standing: (thread: Thread, at: Instant, templates: KnownTemplates) => Standing
  /** The charges that are not settled, going by all facts. */
  readonly charges: (thread: Thread, templates: KnownTemplates) => readonly Charge[]
  /** How these changed from one value of a thread to a later one; it costs what was changed between them. */
  readonly chargesBetween: (before: Thread, after: Thread, templates: KnownTemplates) => ChargesChanged
}

/** What was told up to a fact, and what it was told by. */
interface Told {
  readonly trail: Trail
  readonly settled: Standing
  readonly remembered: readonly Remembered[]
  readonly categories: Categories
  /** The fact up to which it was told before. */
  readonly onTopOf: Fact | null
}

/** Every so many facts what was told up to there is kept, for a late event or a question about the past to go on from. */
const milestone = 64
/** Telling fact by fact is worth that much telling again; where messages are heard of late, telling at once is less work. */
const patience = 4

export const recentTeller = (calendar: Calendar): RecentTeller => {
  const told = new WeakMap<Fact, Told>()

  const trailUntil = (facts: Facts, thread: Thread, templates: KnownTemplates): Trail => {
    const { settled, remembered } = thread
    const { categories } = templates
    const isOf = (known: Told): boolean =>
      known.settled === settled && known.remembered === remembered && known.categories === categories
    const untold: Fact[] = []
    let base = facts
    let known: Told | undefined
    for (; base !== null; base = base.earlier) {
      known = told.get(base)
      if (known !== undefined && isOf(known)) break
      untold.push(base)
    }
    const from = base === null ? null : (known ?? null)
    if (from !== null && untold.length === 0) return from.trail

    const guide = { calendar, categoryOf: categoriesOf(() => templates) }
    let trail = from?.trail ?? emptyTrail(beginningOf(settled, remembered, guide))
    if (facts === null) return trail
    let again = 0
    for (let fact = untold.pop(); fact !== undefined; fact = untold.pop()) {
      trail = withFact(trail, fact.event)
      again += trail.toldAgain
      if (again > patience * (trail.length + milestone)) {
        trail = trailOf(trail.beginning, eventsUntil(facts, Infinity), remembered)
        break
      }
      if (trail.length % milestone === 0)
        told.set(fact, { trail, settled, remembered, categories, onTopOf: null })
    }
    told.set(facts, { trail, settled, remembered, categories, onTopOf: base })
    if (from?.onTopOf != null) forget(from.onTopOf)
    return trail
  }

  /** Of those that were told as facts came, the one before the last is not needed any more. */
  const forget = (fact: Fact): void => {
    const length = told.get(fact)?.trail.length ?? 0
    if (length % milestone !== 0) told.delete(fact)
  }

  return {
    standing: (thread, at, templates) => {
      let facts = thread.facts
      while (facts !== null && at < facts.event.at) facts = facts.earlier
      return standingOf(trailUntil(facts, thread, templates))
    },
    charges: (thread, templates) => chargesOf(trailUntil(thread.facts, thread, templates)),
    chargesBetween: (before, after, templates) =>
      chargesBetween(trailUntil(before.facts, before, templates), trailUntil(after.facts, after, templates)),
  }
}
