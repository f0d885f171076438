import { localDate, startOfLocalDay } from '../time/zone.ts'
import type { Instant, LocalDate, Month } from '../time/instant.ts'
import type { OpenQuestions, OpenRules, Rulebook, RulebookId, Rules } from './rulebook.ts'
import type { OwnAmendment } from './own-amendment.ts'
import { rulebooksWith } from './rulebooks.ts'

/** A rulebook with its dates turned into instants of one account. */
export interface RulesInForce {
  readonly id: RulebookId
  /** In force from here on; the first one from ever. */
  readonly from: Instant
  readonly rules: Rules
  /** Calls open the window from here on; never, where this is infinite. */
  readonly callsOpenWindowFrom: Instant
  /** Until here service beyond the free tier costs this account nothing; never, where this is infinite (OCT26-8). */
  readonly exemptUntil: Instant
}

/** Which rules hold at which instant, for one account, and which month it is there. */
export interface Calendar {
  (at: Instant): RulesInForce
  readonly monthOf: (at: Instant) => Month
  /** How many the most generous free tier of its rulebooks covers in a month; 0 where none has one. */
  readonly largestTier: number
  /** The instants at which other rules begin to hold, earliest first. */
  readonly changesAt: readonly Instant[]
  /** The start of the month after the one in which an instant lies. */
  readonly nextMonthAt: (at: Instant) => Instant
}

/** What an account's calendar is made from. */
export interface Account {
  readonly timeZone: string
  /** `auto`, or the rulebook that holds always. */
  readonly rulebook: RulebookId | 'auto'
  /** Rulebooks of one's own. */
  readonly amendments: readonly OwnAmendment[]
  readonly overrides: Partial<OpenQuestions>
  /** A government or non-profit that Meta exempts (OCT26-8). */
  readonly exemptOrganisation: boolean
}

/**
 * The calendar of an account: each rulebook holds from midnight in the account's time zone (POS-30).
 * With one rulebook named instead of `auto`, that one holds always.
 */
export const calendarOf = (account: Account): Calendar => {
  const { timeZone, rulebook: choice } = account
  const chosen = rulebooksWith(account.amendments).filter((book) => choice === 'auto' || book.id === choice)
  const [first, ...later] = chosen.map((book, index) =>
    inForce(book, index === 0 ? -Infinity : startOfLocalDay(book.id, timeZone), account),
  )
  if (first === undefined) return calendarOf({ ...account, rulebook: 'auto' })
  const latestFirst = later.reverse()
  const rulesAt = (at: Instant): RulesInForce => {
    for (const entry of latestFirst) if (at >= entry.from) return entry
    return first
  }
  const largestTier = Math.max(0, ...chosen.map(({ rules }) => rules.freeTier?.amount ?? 0))
  const monthAt = monthsIn(timeZone)
  const changesAt = [first, ...later].flatMap(({ from, exemptUntil }) => [from, exemptUntil])
  return Object.assign(rulesAt, {
    monthOf: (at: Instant) => monthAt(at).month,
    nextMonthAt: (at: Instant) => monthAt(at).until,
    largestTier,
    changesAt: [...new Set(changesAt)].filter(Number.isFinite).sort((a, b) => a - b),
  })
}

const inForce = (
  book: Rulebook,
  from: Instant,
  { timeZone, overrides, exemptOrganisation }: Account,
): RulesInForce => {
  const rules = { ...book.rules, ...answered(book.rules, overrides) }
  const begins = (date: LocalDate | null, otherwise: Instant): Instant =>
    date === null ? otherwise : startOfLocalDay(date, timeZone)
  return {
    id: book.id,
    from,
    rules,
    callsOpenWindowFrom: begins(rules.calls.openWindowSince, Infinity),
    exemptUntil: exemptOrganisation ? begins(rules.exemption.endsOn, -Infinity) : -Infinity,
  }
}

/** The open questions that are answered otherwise; what they rest on stays. */
const answered = (rules: OpenRules, overrides: Partial<OpenQuestions>): Partial<OpenRules> =>
  Object.fromEntries(
    Object.entries(overrides).map(([name, is]) => [name, { ...rules[name as keyof OpenQuestions], is }]),
  )

/** Looking up a zone's midnights is slow, and there are few months: each is looked up once. */
const monthsIn = (timeZone: string): ((at: Instant) => KnownMonth) => {
  const known: KnownMonth[] = []
  let latest: KnownMonth | undefined
  return (at) => {
    if (latest !== undefined && latest.from <= at && at < latest.until) return latest
    latest = known.find(({ from, until }) => from <= at && at < until)
    if (latest === undefined) {
      latest = monthAround(at, timeZone)
      known.push(latest)
    }
    return latest
  }
}

interface KnownMonth {
  readonly month: Month
  readonly from: Instant
  readonly until: Instant
}

const monthAround = (at: Instant, timeZone: string): KnownMonth => {
  const [year = 0, number = 1] = localDate(at, timeZone).split('-').map(Number)
  const month = monthName(year, number)
  const next = number === 12 ? monthName(year + 1, 1) : monthName(year, number + 1)
  return {
    month,
    from: startOfLocalDay(`${month}-01`, timeZone),
    until: startOfLocalDay(`${next}-01`, timeZone),
  }
}

const monthName = (year: number, month: number): Month => `${year}-${String(month).padStart(2, '0')}` as Month
