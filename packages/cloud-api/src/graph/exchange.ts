import type { Duration, Instant } from '@guichet/core'
import type { Answer } from '../send/answer.ts'
import { outcomeOfFault } from '../send/fault.ts'
import type { Failed, Refused, Unknown } from '../send/outcome.ts'
import { readAnswer } from '../send/read-answer.ts'
import type { GraphRequest } from './target.ts'
import { within } from './within.ts'

/** The part of `fetch` that the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** How a request goes out. */
export interface Exchange {
  readonly fetch: Fetch
  /** For the whole of it, in milliseconds. */
  readonly timeout: Duration
  readonly accessToken: string
  /** The clock, for a `Retry-After` that names an instant. */
  readonly now: () => Instant
  /** How often it failed before. */
  readonly attempt: number
  /** Aborts it. */
  readonly signal?: AbortSignal
}

/** Makes a request once. Resolves with its answer, or with why no answer could be read; never rejects. */
export const exchange = (request: GraphRequest, how: Exchange): Promise<Answer | Failed | Unknown> =>
  within<Answer | Failed | Unknown>(how.timeout, { outcome: 'unknown', reason: 'timed-out' }, (late) =>
    ask(request, how, how.signal === undefined ? late : AbortSignal.any([late, how.signal])).catch(() => ({
      outcome: 'unknown',
      reason: 'connection-lost',
    })),
  )

/** Rejects when the answer breaks off. */
const ask = async (
  { url, ...request }: GraphRequest,
  { fetch, accessToken, now, attempt }: Exchange,
  signal: AbortSignal,
): Promise<Answer | Failed | Unknown> => {
  let response: Response
  try {
    // A redirect would take the access token elsewhere.
    response = await fetch(url, { ...request, redirect: 'manual', signal })
  } catch (fault) {
    return outcomeOfFault(fault, attempt)
  }
  const answer = await readAnswer(response, accessToken, now)
  return typeof answer === 'string' ? { outcome: 'unknown', reason: answer, status: response.status } : answer
}

/** Is it an answer? */
export const isAnswer = (exchanged: Answer | Failed | Unknown): exchanged is Answer =>
  !('outcome' in exchanged)

/** The outcome of a request that could not be made. */
export const notMade = (message: string): Refused => ({
  outcome: 'refused',
  status: null,
  code: null,
  message,
  fault: 'message',
  freesKey: false,
  retryAfter: null,
  raw: null,
})
