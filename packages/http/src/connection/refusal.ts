import { errorCode, metaErrors } from '@guichet/cloud-api'
import { answerToJson, explain, type Instant, type Reason, type Refusal, type TooOld } from '@guichet/core'
import { left } from '@guichet/core/adapter'
import { seconds } from '../sending/headers.ts'
import { graphError } from './graph-error.ts'

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
