import type { Instant, ThreadEvent } from '@guichet/core'
import { isReplaced } from '../permission.ts'
import { goesAs, type Question } from '../question.ts'
import { closingOf, type Reason, type Standing } from '../standing.ts'
import { windowAt } from '../window.ts'

/** Nothing reaches an id that was replaced by another, and no call does (ID-5). */
export const customerAgainst = (_: Question, { moment }: Standing): readonly Reason[] =>
  isReplaced(moment.facts, moment.key.customer) ? [{ code: 'customer-unknown', says: {}, endsAt: null }] : []

/** Free-form messages need an open window, and stop some seconds before it closes where one stops early (POS-1). */
export const windowAgainst = (question: Question, standing: Standing, at: Instant): readonly Reason[] => {
  if (goesAs(question) !== 'free-form') return []
  const { facts, calendar } = standing.moment
  const window = windowAt(facts, at, calendar)
  const margin = calendar.valuesAt(at).safetyMarginSeconds.is * 1000
  return window !== null && at < window.closesAt - margin
    ? []
    : [{ code: 'service-window-closed', says: {}, endsAt: null }]
}

/** When the window closes, and when free-form messages stop before it; rulebooks may differ in how long before. */
export const turnsOfWindow = (standing: Standing): readonly Instant[] => {
  const { calendar, at } = standing.moment
  const margins = [at, ...calendar.turns].map((then) => calendar.valuesAt(then).safetyMarginSeconds.is)
  return [
    ...calendar.turns,
    ...closingOf(standing).flatMap((end) => [end, ...margins.map((margin) => end - margin * 1000)]),
  ]
}

/** As if the customer wrote now. */
export const afterTheCustomer = (standing: Standing): Standing => {
  const { moment } = standing
  const { at, calendar } = moment
  const { phoneNumberId, customer } = moment.key
  const written: ThreadEvent = {
    type: 'customer-messaged',
    id: 'now',
    at,
    phoneNumberId,
    customer,
    kind: 'text',
  }
  // It comes after everything else of that instant; an id that was replaced just before is in use again.
  const before = moment.facts.filter((fact) => fact.type !== 'customer-renamed' || fact.at < at)
  const facts = [...before, written]
  return { ...standing, moment: { ...moment, facts, window: windowAt(facts, at, calendar) } }
}
