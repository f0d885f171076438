import { misuse } from '@guichet/core/adapter'
import { exchange, isAnswer, notMade } from '../graph/exchange.ts'
import type { Target } from '../graph/target.ts'
import { readTemplates, type TemplatesReading, type TemplatesWanted } from '../templates/read-templates.ts'
import { outcomeOfAnswer } from './answer.ts'
import { problemsOfOptions, type GraphClientOptions } from './client-options.ts'
import { type OutgoingComposed, withBody } from './composed-sending.ts'
import type { Outcome } from './outcome.ts'
import { type Outgoing, requestOf } from './request.ts'

/** A message to send, and how often it failed before (default 0), which sets the next wait. */
export interface Sending extends Outgoing {
  readonly attempt?: number
}

/** The same with a composed message, which is checked against WhatsApp's limits before it is sent. */
export interface SendingComposed extends OutgoingComposed {
  readonly attempt?: number
}

export interface GraphClient {
  /** Sends a message once. Never rejects: every failure is an outcome. */
  readonly send: (message: Sending | SendingComposed) => Promise<Outcome>
  /**
   * Reads all templates of an account, page by page, as one event to absorb; or returns why they could not
   * all be read. Never rejects.
   */
  readonly readTemplates: (wanted: TemplatesWanted) => Promise<TemplatesReading>
}

/**
 * A client of the Cloud API. It holds no state, writes no log and repeats nothing (SEND-4). Throws a `Misuse`
 * for options that TypeScript would refuse, for instance if the variable of the token is not set.
 */
export const graphClient = (options: GraphClientOptions): GraphClient => {
  const problems = problemsOfOptions(options)
  if (problems.length > 0) misuse('graphClient', problems)
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
      const composed = 'message' in message ? withBody(message) : { ok: true as const, outgoing: message }
      const made = composed.ok ? requestOf(target, composed.outgoing) : composed
      if (!made.ok) return notMade(made.reason)
      const exchanged = await exchange(made.request, { fetch, timeout, accessToken, now, attempt })
      return isAnswer(exchanged) ? outcomeOfAnswer(exchanged, attempt) : exchanged
    },
    readTemplates: (wanted) => readTemplates(wanted, { target, fetch, timeout, now }),
  }
}
