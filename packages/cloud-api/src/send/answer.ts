import { DAY, type Duration, type Instant } from '@guichet/core'
import type { Draft } from '../read/cursor.ts'
import { type Json, idOf, isAbsent, isList, isObject } from '../read/json.ts'
import type { ErrorCode } from './error-code.ts'
import { backOffOf, errorCode } from './errors.ts'
import { type GraphError, graphErrorIn } from './graph-error.ts'
import type { Accepted, Doubt, Outcome, Refused, Unknown } from './outcome.ts'

/** An answer of the messages endpoint. */
export interface Answer {
  /** HTTP's status. */
  readonly status: number
  /** The parsed body; `undefined` if it is not JSON. */
  readonly body: unknown
  /** Its `Retry-After`, in milliseconds; `null` or absent if it has none. */
  readonly retryAfter?: Duration | null
  /** Its `Date`: WhatsApp's own clock, to the second; `null` or absent where it has none. */
  readonly date?: Instant | null
}

/**
 * The outcome of a message by its answer (SEND-4). Total, and careful: `accepted` only with a wamid and the
 * status of success, `refused` and `failed` only with an error of Meta's that says that nothing was sent.
 *
 * @param attempt how often the message failed before; it sets the wait.
 */
export const outcomeOfAnswer = (answer: Answer, attempt: number = 0): Outcome => {
  const { status, body } = answer
  const error = graphErrorIn(body)
  const wamid = wamidIn(body)
  if (status >= 300 && status < 400) return unknown('redirected', status, error)
  if (wamid !== undefined && isObject(body) && !isAbsent(body.error))
    return unknown('contradiction', status, error)
  if (error !== undefined) return outcomeOfError(error, answer, attempt)
  if (wamid === undefined || !isObject(body)) return unknown('answer-unreadable', status)
  return isSuccess(status) ? accepted(body, wamid, answer.date ?? null) : unknown('contradiction', status)
}

const outcomeOfError = (error: GraphError, answer: Answer, attempt: number): Outcome => {
  const { status } = answer
  if (status < 400 || status > 599) return unknown('contradiction', status, error)
  const known = errorCode(error.code)
  if (!saysNothingWasSent(known.sent, error, status)) return unknown('server-fault', status, error)
  const retryAfter = bounded(answer.retryAfter) ?? backOffOf(error.code, attempt)
  return retryAfter !== null && isThrottle(known)
    ? { outcome: 'failed', reason: 'throttled', code: error.code, retryAfter }
    : refused(error, status, retryAfter)
}

/** WhatsApp's wait goes before the table's, but an error of its clock must not block a key for long. */
const bounded = (asked: Duration | null = null): Duration | null =>
  asked === null ? null : Math.min(DAY, Math.max(1000, asked))

const saysNothingWasSent = (sent: ErrorCode['sent'], error: GraphError, status: number): boolean =>
  sent === 'nothing' || (sent === 'by-status' && status < 500 && !error.isTransient)

const isThrottle = ({ retry }: ErrorCode): boolean => typeof retry !== 'string' && retry.kind === 'back-off'

const isSuccess = (status: number): boolean => status >= 200 && status < 300

const refused = (error: GraphError, status: number, retryAfter: number | null): Refused => {
  const { code, subcode, message, details, trace, raw } = error
  const { fault, freesKey } = faultOf(code, status)
  const outcome: Draft<Refused> = {
    outcome: 'refused',
    status,
    code,
    message,
    fault,
    freesKey,
    retryAfter,
    raw,
  }
  if (subcode !== undefined) outcome.subcode = subcode
  if (details !== undefined) outcome.details = details
  if (trace !== undefined) outcome.trace = trace
  return outcome
}

/** HTTP's status shows a missing permission where the code is unknown. */
const faultOf = (code: number, status: number): Pick<Refused, 'fault' | 'freesKey'> => {
  const known = errorCode(code)
  return known.clause === null && (status === 401 || status === 403)
    ? { fault: 'access', freesKey: true }
    : known
}

const unknown = (reason: Doubt, status: number, error?: GraphError): Unknown =>
  error === undefined
    ? { outcome: 'unknown', reason, status }
    : { outcome: 'unknown', reason, status, code: error.code }

const accepted = (body: Json, wamid: string, at: Instant | null): Accepted => {
  const contact = firstIn(body.contacts)
  const customer: Draft<Accepted['customer']> = {}
  const waId = idOf(contact?.wa_id)
  if (waId !== undefined) customer.waId = waId
  const userId = idOf(contact?.user_id)
  if (userId !== undefined) customer.userId = userId
  const outcome: Draft<Accepted> = { outcome: 'accepted', wamid, customer }
  if (at !== null) outcome.at = at
  const messageStatus = firstIn(body.messages)?.message_status
  if (typeof messageStatus === 'string' && messageStatus !== '') outcome.messageStatus = messageStatus
  return outcome
}

/** A request sends one message, so the first is the only one. */
const wamidIn = (body: unknown): string | undefined => {
  const id = isObject(body) ? firstIn(body.messages)?.id : undefined
  return typeof id === 'string' ? idOf(id) : undefined
}

const firstIn = (list: unknown): Json | undefined => {
  const first: unknown = isList(list) ? list[0] : undefined
  return isObject(first) ? first : undefined
}
