import type { Instant } from '@guichet/core'
import { iso } from '../../story.ts'
import { accountsOf } from '../accounts.ts'
import { hour } from '../calendar.ts'
import { isUserId, peopleIn, peopleEverywhere } from '../people.ts'
import { hasStoppedMarketing } from '../permission.ts'
import { isOpenAt, midnightOf, type Reason, type Standing } from '../standing.ts'
import { isAreaCodeOfStates } from '../area-codes.ts'

/** What stands against marketing to the customer, whichever template it is. */
export const marketingAgainst = (standing: Standing, at: Instant): readonly Reason[] => [
  ...(isInUnitedStates(standing) && at >= pauseBegins(standing)
    ? [{ code: 'marketing-not-delivered', says: { country: 'US' }, endsAt: null }]
    : []),
  ...(hasStoppedMarketing(standing.moment.facts)
    ? [{ code: 'marketing-stopped', says: {}, endsAt: null }]
    : []),
  ...capAgainst(standing, at),
]

/** From that day on WhatsApp delivers no marketing in the United States (LIM-39). */
const pauseBegins = (standing: Standing): Instant => midnightOf(standing, '2025-04-01')

/** A user id of the United States, or a number of one of the states (POS-37), under whichever of the customer's ids. */
const isInUnitedStates = ({ all, moment }: Standing): boolean => {
  const { phoneNumberId, customer } = moment.key
  const person = peopleIn(all.events, phoneNumberId).whose(customer, moment.at)
  return [customer, ...(person?.userIds ?? []), ...(person?.numbers ?? [])].some((id) =>
    isUserId(id) ? id.startsWith('US.') : isAreaCodeOfStates(/^1(\d{3})\d{7}$/.exec(id)?.[1] ?? ''),
  )
}

/** After the cap of a customer was reached, the account waits before it tries again (LIM-26, POS-36). */
const capAgainst = (standing: Standing, at: Instant): readonly Reason[] => {
  const until = capUntil(standing)
  return until === null || at >= until || isOpenAt(standing, at)
    ? []
    : [{ code: 'marketing-cap-reached', says: { until: iso(until) }, endsAt: until }]
}

const capUntil = ({ all, past, moment }: Standing): Instant | null => {
  const { phoneNumberId, customer } = moment.key
  const { whose, about } = peopleEverywhere(all.events)
  const person = whose(customer, moment.at)
  const own = accountsOf(phoneNumberId, all)
  const failures = past.filter(
    (event) =>
      event.type === 'message-status' &&
      event.status === 'failed' &&
      event.errorCode === 131049 &&
      event.participant === undefined &&
      about(event) === person &&
      (event.phoneNumberId === phoneNumberId ||
        accountsOf(event.phoneNumberId, all).some((account) => own.includes(account))),
  )
  if (failures.length === 0) return null
  const newest = Math.max(...failures.map((failure) => failure.at))
  return newest + (all.settings?.marketingCapHours ?? 24) * hour
}

/** When something against marketing may begin or end by itself, beside the window. */
export const turnsOfMarketing = (standing: Standing): readonly Instant[] => [
  pauseBegins(standing),
  ...[capUntil(standing)].flatMap((until) => until ?? []),
]
