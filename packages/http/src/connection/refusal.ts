import { errorCode } from '@guichet/cloud-api'
import {
  answerToJson,
  explain,
  type Instant,
  type Reason,
  type Refusal,
  type RefusalCode,
  type TooOld,
} from '@guichet/core'
import { left } from '@guichet/core/adapter'
import { seconds } from '../sending/headers.ts'
import { graphError } from './graph-error.ts'

/** The error of Meta's for the same refusal. */
interface MetaError {
  readonly code: number
  readonly status: number
}

/** Meta's answer when it refuses for that reason (ERR-131047 and others). */
export const metaErrors: Readonly<Record<RefusalCode, MetaError>> = {
  'service-window-closed': { code: 131047, status: 400 },
  'template-unknown': { code: 132001, status: 404 },
  'template-not-approved': { code: 132001, status: 404 },
  'template-paused': { code: 132015, status: 400 },
  'template-disabled': { code: 132016, status: 400 },
  'marketing-stopped': { code: 131050, status: 400 },
  'customer-unknown': { code: 131026, status: 400 },
  'account-restricted': { code: 368, status: 403 },
  'marketing-not-delivered': { code: 131049, status: 400 },
  'marketing-cap-reached': { code: 131049, status: 400 },
  // Meta documents no code of its own for the messaging limit.
  'messaging-limit-reached': { code: 131048, status: 400 },
  'pair-rate-reached': { code: 131056, status: 429 },
  'throughput-reached': { code: 130429, status: 429 },
  'group-suspended': { code: 131207, status: 400 },
  'call-not-permitted': { code: 138006, status: 400 },
  'call-limit-reached': { code: 138012, status: 400 },
  'calls-not-offered': { code: 138013, status: 400 },
  'call-permission-requested-lately': { code: 138009, status: 400 },
  'call-permission-is-permanent': { code: 138017, status: 400 },
}

/**
 * Answers a refusal by the rules as Meta does: the first reason gives the code, and the details name all
 * reasons. A rate that is reached says when to try again.
 */
export const graphRefusal = (answer: Refusal | TooOld, now: Instant): Response => {
  const details = explain(left(answer))
  if (answer.answer !== 'refused')
    return graphError(503, { code: 131016, message: 'The clock of the gateway is behind', details })
  const { code, status } = metaErrors[answer.reasons[0].code]
  const { reasons, remedies, notKnown } = answerToJson(left(answer)) ?? {}
  const guichet = { outcome: 'refused-by-rule', reasons, remedies, notKnown }
  const refusal = { code, message: errorCode(code).meaning, details, guichet }
  if (status !== tooMany) return graphError(status, refusal)
  const until = endOf(answer.reasons[0]) ?? now
  return graphError(status, { ...refusal, isTransient: true }, { 'retry-after': seconds(until - now) })
}

/** What passes by itself, within seconds or minutes: the same request may be sent again then. */
const tooMany = 429

const endOf = (reason: Reason): Instant | null => ('until' in reason ? reason.until : null)
