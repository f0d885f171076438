import type { Charge } from '../charge/charge.ts'
import type { CategoryOf } from '../charge/delivery.ts'
import type { Calendar } from '../rulebook/calendar.ts'
import { categoriesOf, type KnownTemplates } from '../template/registry.ts'
import type { Instant } from '../time/instant.ts'
import { eventsUntil } from './facts.ts'
import type { Standing } from './standing.ts'
import { tell, type Story } from './tell.ts'
import type { Thread } from './thread.ts'

/** What is not settled yet of a thread, going by the facts up to an instant. */
export const tellRecent = (thread: Thread, at: Instant, calendar: Calendar, categoryOf: CategoryOf): Story =>
  tell(thread.settled, eventsUntil(thread.facts, at), {
    calendar,
    categoryOf,
    remembered: thread.remembered,
    until: Infinity,
  })

/** Tells the recent past of threads; by their newest facts only once, for they are asked about more often than they change. */
export interface RecentTeller {
  /** How the thread stood at an instant, going by the facts up to it. */
  readonly standing: (thread: Thread, at: Instant, templates: KnownTemplates) => Standing
  /** The charges that are not settled, going by all facts. */
  readonly charges: (thread: Thread, templates: KnownTemplates) => readonly Charge[]
}

/** What was told of a thread by its newest fact, and with which templates. */
interface Told {
  readonly templates: KnownTemplates
  readonly standing: Standing
  readonly charges: readonly Charge[]
}

export const recentTeller = (calendar: Calendar): RecentTeller => {
  const told = new WeakMap<Thread, Told>()
  const latest = (thread: Thread, templates: KnownTemplates): Told => {
    const known = told.get(thread)
    if (known !== undefined && known.templates === templates) return known
    const { standing, charges } = tellRecent(
      thread,
      Infinity,
      calendar,
      categoriesOf(() => templates),
    )
    const telling = { templates, standing, charges }
    told.set(thread, telling)
    return telling
  }
  return {
    standing: (thread, at, templates) =>
      thread.newest === null || at < thread.newest
        ? tellRecent(
            thread,
            at,
            calendar,
            categoriesOf(() => templates),
          ).standing
        : latest(thread, templates).standing,
    charges: (thread, templates) => latest(thread, templates).charges,
  }
}
