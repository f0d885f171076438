import type { Instant } from '@guichet/core'
import type { Question } from '../question.ts'
import { firstOf, type Reason, type Standing } from '../standing.ts'
import { callPermissionAgainst, permanentAgainst, turnsOfCallPermission } from './call-permission.ts'
import { callLimitAgainst, countryAgainst, requestAgainst, turnsOfCalls } from './calls.ts'
import { groupAgainst } from './groups.ts'
import { turnsOfMarketing } from './marketing.ts'
import { messagingLimitAgainst, turnsOfMessagingLimit } from './messaging-limit.ts'
import { pairRateAgainst, turnsOfPairRate } from './pair-rate.ts'
import { endsOfRestrictions, restrictionsAgainst } from './restrictions.ts'
import { templateAgainst } from './templates.ts'
import { throughputAgainst, turnsOfThroughput } from './throughput.ts'
import { customerAgainst, turnsOfWindow, windowAgainst } from './window.ts'

type Refusal = (question: Question, standing: Standing, at: Instant) => readonly Reason[]

/** All that may stand against what is asked for, in the order of the protocol's table; each by itself. */
const refusals: readonly Refusal[] = [
  restrictionsAgainst,
  templateAgainst,
  messagingLimitAgainst,
  pairRateAgainst,
  throughputAgainst,
  callPermissionAgainst,
  callLimitAgainst,
  countryAgainst,
  requestAgainst,
  permanentAgainst,
  groupAgainst,
  customerAgainst,
  windowAgainst,
]

/** All reasons against it, if it is asked for now or, if nothing else happens, later. */
export const reasonsFor: Refusal = (question, standing, at) =>
  refusals.flatMap((refusal) => refusal(question, standing, at))

/** What stands against every template, whichever it is. */
export const againstAnyTemplate = (standing: Standing): readonly Reason[] =>
  refusals
    .filter((refusal) => refusal !== templateAgainst)
    .flatMap((refusal) => refusal({ kind: 'template', name: '' }, standing, standing.moment.at))

/** Every instant at which an answer may change by itself. */
export const turnsOf = (standing: Standing): readonly Instant[] =>
  [
    endsOfRestrictions,
    turnsOfMarketing,
    turnsOfMessagingLimit,
    turnsOfPairRate,
    turnsOfThroughput,
    turnsOfCallPermission,
    turnsOfCalls,
    turnsOfWindow,
  ]
    .flatMap((turns) => turns(standing))
    .filter((at) => at > standing.moment.at)

/** The earliest instant at which what is allowed now is refused, if nothing else happens. */
export const untilWhen = (question: Question, standing: Standing): Instant | null =>
  firstOf(turnsOf(standing), (at) => reasonsFor(question, standing, at).length > 0)
