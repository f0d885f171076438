import type { Instant } from '@guichet/core'
import { iso } from '../../story.ts'
import { day } from '../calendar.ts'
import { messagesIn } from '../messages.ts'
import type { Question } from '../question.ts'
import { firstOf, midnightOf, type Reason, type Standing } from '../standing.ts'

/** Connected business calls to one customer in 24 hours, from the local midnight of a date on (CALL-9). */
const limits: readonly (readonly [string, number])[] = [
  ['2025-07-15', 5],
  ['2025-10-13', 10],
  ['2025-12-19', 100],
]

/** The customer was called as often as a day allows. */
export const callLimitAgainst = ({ kind }: Question, standing: Standing, at: Instant): readonly Reason[] => {
  const limit = limits.findLast(([date]) => at >= midnightOf(standing, date))?.[1]
  if (kind !== 'call' || limit === undefined) return []
  const calls = connectedIn(standing, 'business')
  const countAt = (then: Instant): number => calls.filter((call) => then - day < call && call <= then).length
  if (countAt(at) < limit) return []
  const freesAt = firstOf(
    calls.map((call) => call + day),
    (then) => then > at && countAt(then) < limit,
  )
  const says = { limit, freesAt: freesAt === null ? null : iso(freesAt) }
  return [{ code: 'call-limit-reached', says, endsAt: freesAt }]
}

/** When calls were picked up: all, or those of the business. */
const connectedIn = ({ moment }: Standing, by?: 'business'): readonly Instant[] =>
  moment.facts.flatMap((fact) =>
    fact.type === 'call-ended' && fact.connected && (by ?? fact.direction) === fact.direction
      ? [fact.at]
      : [],
  )

/** Countries whose numbers call nobody (CALL-10). */
const withoutCalls: ReadonlySet<string> = new Set(['US', 'CA', 'EG', 'VN', 'NG'])

export const countryAgainst = ({ kind }: Question, { all, moment }: Standing): readonly Reason[] => {
  const country = all.settings?.phoneNumbers?.[moment.key.phoneNumberId]?.country
  return kind === 'call' && country !== undefined && withoutCalls.has(country)
    ? [{ code: 'calls-not-offered', says: { country }, endsAt: null }]
    : []
}

/** One request a day and two a week, as long as no call comes about (CALL-13, POS-40). */
export const requestAgainst = ({ kind }: Question, standing: Standing, at: Instant): readonly Reason[] => {
  if (kind !== 'call-permission-request') return []
  const requests = requestsIn(standing)
  const isTooSoon = (then: Instant): boolean =>
    requests.some((request) => then < request + day) ||
    requests.filter((request) => then < request + 7 * day).length >= 2
  if (!isTooSoon(at)) return []
  const until = firstOf(turnsOfCalls(standing), (then) => then > at && !isTooSoon(then))
  const says = { until: until === null ? null : iso(until) }
  return [{ code: 'call-permission-requested-lately', says, endsAt: until }]
}

/** When the requests were made that count: not those that failed, nor those before a call that was picked up. */
const requestsIn = (standing: Standing): readonly Instant[] => {
  const { facts } = standing.moment
  const failed = new Set(messagesIn(facts).flatMap((message) => (message.failed ? [message.id] : [])))
  const connected = connectedIn(standing)
  return facts.flatMap((fact) =>
    fact.type === 'call-permission-requested' && !failed.has(fact.id) && !connected.some((at) => at > fact.at)
      ? [fact.at]
      : [],
  )
}

/** When calls and requests stop counting, and when the limit rises. */
export const turnsOfCalls = (standing: Standing): readonly Instant[] => [
  ...limits.map(([date]) => midnightOf(standing, date)),
  ...connectedIn(standing, 'business').map((at) => at + day),
  ...requestsIn(standing).flatMap((at) => [at + day, at + 7 * day]),
]
