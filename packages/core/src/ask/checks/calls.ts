import { lastingRules } from '../../rulebook/lasting-rules.ts'
import { isPermissionKnown, isPermitted, mostUnanswered, permissionEndedAt } from '../../thread/calls.ts'
import { DAY, type Instant } from '../../time/instant.ts'
import type { AskInput } from '../ask-input.ts'
import { fail, pass, type Check } from './check.ts'

/** A call needs a permission in force, as far as anything is known of permissions (CALL-11, CALL-14). */
export const callIsPermitted = ({ at, standing: { calls } }: AskInput): Check => {
  const { because } = lastingRules.callPermission
  if (!isPermissionKnown(calls)) return pass(because)
  if (isPermitted(calls, at)) return pass(because, calls.permission?.until ?? null)
  const isRevoked = calls.permission === null && calls.unanswered >= mostUnanswered
  return fail({
    code: 'call-not-permitted',
    because: isRevoked ? [...because, ...lastingRules.unansweredCalls.because] : because,
    since: permissionEndedAt(calls, at),
  })
}

/** So many calls of the business may be picked up in 24 hours (CALL-9). */
export const callLimitLeavesRoom = ({ at, standing: { calls }, dated }: AskInput): Check => {
  const limit = dated.connectedCallsAt(at)
  const counted = calls.connected.filter((instant) => instant > at - DAY)
  const leaving = counted[counted.length - limit]
  return leaving === undefined
    ? pass()
    : fail({
        code: 'call-limit-reached',
        because: lastingRules.connectedCalls.because,
        limit,
        freesAt: leaving + DAY,
      })
}

/** Numbers of these countries cannot call (CALL-10). */
const withoutCalls: ReadonlySet<string> = new Set(['US', 'CA', 'EG', 'VN', 'NG'])

export const callsAreOffered = ({ account: { country } }: AskInput): Check =>
  country !== null && withoutCalls.has(country)
    ? fail({ code: 'calls-not-offered', because: lastingRules.callCountries.because, country })
    : pass()

/** One request in 24 hours, two in seven days (CALL-13). */
export const requestIsNotTooSoon = ({ at, standing: { calls } }: AskInput): Check => {
  const [latest, before] = calls.requests.map((request) => request.at).toReversed()
  const ends = [latest === undefined ? at : latest + DAY, before === undefined ? at : before + 7 * DAY]
  const until: Instant = Math.max(...ends)
  return until <= at
    ? pass()
    : fail({ code: 'call-permission-requested-lately', because: lastingRules.callRequests.because, until })
}

/** There is nothing to ask for while the permission is permanent (CALL-13). */
export const permissionIsNotPermanent = ({ standing: { calls } }: AskInput): Check =>
  calls.permission !== null && calls.permission.until === null
    ? fail({ code: 'call-permission-is-permanent', because: lastingRules.callRequests.because })
    : pass()
