import { openWindow, serviceWindow } from '../../conversation/window.ts'
import { RNEA, type ReadonlyNonEmptyArray } from '../../prelude.ts'
import type { Citation } from '../../rulebook/citation.ts'
import { lastingRules } from '../../rulebook/lasting-rules.ts'
import { replacementOf } from '../../thread/replaced-ids.ts'
import type { Calendar, RulesInForce } from '../../rulebook/calendar.ts'
import type { Duration, Instant } from '../../time/instant.ts'
import type { AskInput } from '../ask-input.ts'
import { fail, pass, type Check } from './check.ts'

/** A service message or a reaction needs the open window (G6, CSW-3, POS-28). */
export const windowIsOpen = (kind: 'service' | 'reaction', input: AskInput): Check => {
  const { at, standing, calendar, closedByMeta } = input
  const needs: ReadonlyNonEmptyArray<Citation> =
    kind === 'service' ? lastingRules.needsWindow.because : reactionNeeds
  const { latestOpener } = standing
  if (latestOpener === null)
    return fail({ code: 'service-window-closed', because: needs, openedAt: null, closedAt: null })
  const { closesAt } = serviceWindow(latestOpener, calendar)
  // Until the customer speaks again, WhatsApp's word counts more than our clock.
  if (closedByMeta !== null && latestOpener <= closedByMeta && closedByMeta <= at && closedByMeta < closesAt)
    return fail({
      code: 'service-window-closed',
      because: RNEA.concat<Citation>(lastingRules.refusedInWindow.because)(needs),
      openedAt: latestOpener,
      closedAt: closedByMeta,
    })
  const { safetyMarginSeconds } = calendar(at).rules
  const closedAt = closesAt - safetyMarginSeconds.is * 1000
  return at < closedAt
    ? pass(
        [...calendar(latestOpener).rules.serviceWindow.because, ...needs],
        closingAt(at, closesAt, calendar),
      )
    : fail({
        code: 'service-window-closed',
        because: [needs[0], ...needs.slice(1), ...safetyMarginSeconds.because],
        openedAt: latestOpener,
        closedAt,
      })
}

/** When sending stops: a safety margin before the close, also where another rulebook changes the margin until then (POS-1). */
const closingAt = (at: Instant, closesAt: Instant, calendar: Calendar): Instant => {
  const closedAt = closesAt - marginOf(calendar(at))
  const next = calendar(closedAt)
  if (next.from <= at) return closedAt
  return Math.max(next.from, closesAt - marginOf(next))
}

const marginOf = ({ rules }: RulesInForce): Duration => rules.safetyMarginSeconds.is * 1000

const reactionNeeds: ReadonlyNonEmptyArray<Citation> = RNEA.concat<Citation>(
  lastingRules.reactionNeedsWindow.because,
)(lastingRules.needsWindow.because)

/** A replaced id reaches nobody until the customer writes or calls under it again (ID-5). */
export const customerIsReachable = ({ standing: { renamed }, customer }: AskInput): Check => {
  const replacement = replacementOf(renamed, customer)
  return replacement === null
    ? pass()
    : fail({
        code: 'customer-unknown',
        because: lastingRules.replacedId.because,
        current: replacement.replacedBy,
        since: replacement.at,
      })
}

/** Until when the thread's window is open, whatever is asked; `null` where it is closed at that instant. */
export const windowClosesAt = ({ at, standing, calendar }: AskInput): Instant | null =>
  openWindow(standing.latestOpener, at, calendar)?.closesAt ?? null
