import { misuse, unknownKeys, type Duration, type Instant, type Problem } from '@guichet/core'
import { outcomeOfAnswer } from './answer.ts'
import { outcomeOfFault } from './fault.ts'
import type { Outcome, Refused, Unknown } from './outcome.ts'
import { readAnswer } from './read-answer.ts'
import { type GraphRequest, type Outgoing, type Target, requestOf } from './request.ts'

/** What the client needs of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

export interface GraphClientOptions {
  readonly accessToken: string
  /** Default `https://graph.facebook.com`; a path in it is kept. */
  readonly baseUrl?: string
  /**
   * Default `v24.0`: the oldest version with which statuses have their present shape (PMP-11). Newer ones
   * take the same messages.
   */
  readonly version?: string
  /** Default the global one. It must not send a request again by itself. */
  readonly fetch?: Fetch
  /** The clock, for a `Retry-After` that names an instant; default the machine's. */
  readonly now?: () => Instant
  /** Milliseconds for the whole exchange, to the last byte of the answer; default 30 seconds. */
  readonly timeout?: Duration
}

/** A message to be sent, and how often that failed before (default 0), which sets the next wait. */
export interface Sending extends Outgoing {
  readonly attempt?: number
}

export interface GraphClient {
  /** Sends a message once. Never rejects: whatever happens is an outcome. */
  readonly send: (message: Sending) => Promise<Outcome>
}

/**
 * A client of the Cloud API's messages endpoint. It holds no state, writes no log and repeats nothing (SEND-4).
 * Throws a `Misuse` for options that TypeScript would refuse, as where the variable of the token is not set.
 */
export const graphClient = (options: GraphClientOptions): GraphClient => {
  const problems = problemsOfOptions(options)
  if (problems.length > 0) throw misuse('graphClient', problems)
  const {
    accessToken,
    baseUrl = 'https://graph.facebook.com',
    version = 'v24.0',
    fetch = globalThis.fetch,
    now = Date.now,
    timeout = 30_000,
  } = options
  const target: Target = { accessToken, baseUrl, version }
  return {
    send: async ({ attempt = 0, ...message }) => {
      const made = requestOf(target, message)
      if (!made.ok) return notMade(made.reason)
      const { request } = made
      const lost: Unknown = { outcome: 'unknown', reason: 'connection-lost' }
      return within(timeout, (signal) =>
        exchange({ fetch, signal, accessToken, now }, request, attempt).catch(() => lost),
      )
    },
  }
}

const optionNames: readonly string[] = [
  'accessToken',
  'baseUrl',
  'version',
  'fetch',
  'now',
  'timeout',
] satisfies readonly (keyof GraphClientOptions)[]

const problemsOfOptions = (options: unknown): readonly Problem[] => {
  if (typeof options !== 'object' || options === null)
    return [{ path: '$', reason: 'the options must be an object with an accessToken' }]
  const { accessToken, baseUrl, version, fetch, now, timeout }: Readonly<Record<string, unknown>> = {
    ...options,
  }
  const isText = (value: unknown): boolean => typeof value === 'string'
  const problem = (isRight: boolean, name: string, reason: string): readonly Problem[] =>
    isRight ? [] : [{ path: `$.${name}`, reason }]
  return [
    ...problem(
      isText(accessToken),
      'accessToken',
      accessToken === undefined ? 'is missing' : 'must be a text',
    ),
    ...problem(baseUrl === undefined || isText(baseUrl), 'baseUrl', 'must be a text'),
    ...problem(version === undefined || isText(version), 'version', 'must be a text such as v24.0'),
    ...problem(fetch === undefined || typeof fetch === 'function', 'fetch', 'must be a function'),
    ...problem(now === undefined || typeof now === 'function', 'now', 'must be a function'),
    ...problem(timeout === undefined || typeof timeout === 'number', 'timeout', 'must be milliseconds'),
    ...unknownKeys(options, optionNames, 'option'),
  ]
}

const notMade = (message: string): Refused => ({
  outcome: 'refused',
  status: null,
  code: null,
  message,
  fault: 'message',
  freesKey: false,
  retryAfter: null,
  raw: null,
})

interface Exchanging extends Required<Pick<GraphClientOptions, 'accessToken' | 'fetch' | 'now'>> {
  readonly signal: AbortSignal
}

/** Rejects when the answer breaks off. */
const exchange = async (
  { fetch, signal, accessToken, now }: Exchanging,
  { url, ...request }: GraphRequest,
  attempt: number,
): Promise<Outcome> => {
  let response: Response
  try {
    // A redirect would take the access token elsewhere.
    response = await fetch(url, { ...request, redirect: 'manual', signal })
  } catch (fault) {
    return outcomeOfFault(fault, attempt)
  }
  const answer = await readAnswer(response, accessToken, now)
  return typeof answer === 'string'
    ? { outcome: 'unknown', reason: answer, status: response.status }
    : outcomeOfAnswer(answer, attempt)
}

/** The longest that a timer runs; it takes anything above for nothing at all. */
const LONGEST_TIMEOUT: Duration = 2 ** 31 - 1

/** Ends in time also with a `fetch` that does not heed its signal. */
const within = async (
  timeout: Duration,
  work: (signal: AbortSignal) => Promise<Outcome>,
): Promise<Outcome> => {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Outcome>((resolve) => {
    timer = setTimeout(
      () => {
        resolve({ outcome: 'unknown', reason: 'timed-out' })
        controller.abort()
      },
      Math.min(timeout, LONGEST_TIMEOUT),
    )
  })
  try {
    return await Promise.race([late, work(controller.signal)])
  } finally {
    clearTimeout(timer)
  }
}
