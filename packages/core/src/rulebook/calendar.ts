import type { Instant } from '../time/instant.ts'
import { startOfLocalDay } from '../time/zone.ts'
import type { OpenQuestions, Rulebook, RulebookId, Rules } from './rulebook.ts'
import { rulebooks } from './rulebooks.ts'

/** A rulebook with its dates turned into instants of one account. */
export interface RulesInForce {
  readonly id: RulebookId
  /** In force from here on; the first one from ever. */
  readonly from: Instant
  readonly rules: Rules
  /** Calls open the window from here on; never, where this is infinite. */
  readonly callsOpenWindowFrom: Instant
}

/** Which rules hold at which instant, for one account. */
export type Calendar = (at: Instant) => RulesInForce

/**
 * The calendar of an account: each rulebook holds from midnight in the account's time zone (POS-30).
 * With one rulebook named instead of `auto`, that one holds always.
 */
export const calendarOf = (
  timeZone: string,
  choice: RulebookId | 'auto',
  overrides: Partial<OpenQuestions>,
): Calendar => {
  const inForce = (book: Rulebook, from: Instant): RulesInForce => {
    const rules = { ...book.rules, ...overrides }
    const since = rules.callsOpenWindowSince
    return {
      id: book.id,
      from,
      rules,
      callsOpenWindowFrom: since === null ? Infinity : startOfLocalDay(since, timeZone),
    }
  }
  const chosen = rulebooks.filter((book) => choice === 'auto' || book.id === choice)
  const [first, ...later] = chosen.map((book, index) =>
    inForce(book, index === 0 ? -Infinity : startOfLocalDay(book.id, timeZone)),
  )
  if (first === undefined) return calendarOf(timeZone, 'auto', overrides)
  const latestFirst = later.reverse()
  return (at) => {
    for (const entry of latestFirst) if (at >= entry.from) return entry
    return first
  }
}
