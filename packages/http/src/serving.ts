import type { Tracing } from '@guichet/runtime'
import type { Log } from './log.ts'
import { webhookRoute, type Metrics } from './operations/metrics.ts'
import { note } from './operations/notes.ts'
import { problem } from './problem/problem.ts'
import { inServerSpan } from './traces/server.ts'
import { webhookPath } from './webhooks/path.ts'

/** Guichet as a web-standard handler, for any server that speaks `Request` and `Response`. */
export interface Gateway {
  /** Answers a request. The promise never rejects. */
  readonly fetch: (request: Request) => Promise<Response>
  /**
   * Announces that it will shut down, and still answers everything: `/readyz` is 503, and answers ask clients
   * to close their connections, so that a load balancer sends requests elsewhere. Call `drain` afterwards.
   */
  readonly leave: () => void
  /** Accepts no new request, and resolves when every request is answered. Close the runtime afterwards. */
  readonly drain: () => Promise<void>
}

/** The end of a gateway, as its parts see it. */
export interface Ending {
  readonly draining: AbortController
  isLeaving: boolean
}

/** What answers requests; in its own words, so that the types of the door are free of those of a framework. */
export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>
}

export interface ServingInput {
  readonly ending: Ending
  /** Answers Meta. */
  readonly webhook: (request: Request) => Promise<Response>
  /** The routes that answer a request with this path. */
  readonly appFor: (request: Request, path: string) => App
  readonly metrics: Metrics
  readonly log: Log
  readonly tracing: Tracing
  readonly now: () => number
}

/** Answers requests until it is drained. */
export const serving = ({ ending, webhook, appFor, metrics, log, tracing, now }: ServingInput): Gateway => {
  const { draining } = ending
  let running = 0
  let settled: () => void = () => undefined
  const allSettled = new Promise<void>((resolve) => (settled = resolve))
  /** Health checks also arrive while it drains, so it may settle more than once. */
  const settleIfDone = (): void => {
    if (draining.signal.aborted && running === 0) settled()
  }

  const answer = async (request: Request): Promise<Response> => {
    const path = pathOf(request.url)
    if (draining.signal.aborted && !stillAnswered.has(path)) return drainingAnswer()
    if (path !== webhookPath) return appFor(request, path).fetch(request)
    const response = await webhook(request)
    const route =
      request.method === 'POST'
        ? webhookRoute
        : `${request.method === 'GET' ? 'GET' : 'other'} ${webhookPath}`
    metrics.request(route, response.status)
    note(request, { route })
    return response
  }
  const answerAnyhow = async (request: Request): Promise<Response> => {
    running++
    try {
      const response = await answer(request)
      // A client that keeps its connection would not notice the shutdown.
      if (ending.isLeaving) response.headers.set('connection', 'close')
      return response
    } catch (fault) {
      const error = fault instanceof Error ? fault.name : typeof fault
      log({ level: 'error', event: 'request failed', at: now(), error })
      return problem(
        'internal',
        'The request failed inside the gateway. The log of the gateway has the cause.',
      )
    } finally {
      running--
      settleIfDone()
    }
  }
  return {
    fetch: (request) => inServerSpan(request, tracing, () => answerAnyhow(request)),
    leave: () => {
      ending.isLeaving = true
    },
    drain: () => {
      ending.isLeaving = true
      draining.abort()
      settleIfDone()
      return allSettled
    },
  }
}

/** Operators still need these paths while the gateway drains. */
const stillAnswered: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

const drainingAnswer = (): Response =>
  problem('draining', 'The gateway is shutting down. Send the request to another instance, or again later.', {
    headers: { 'retry-after': '5', connection: 'close' },
  })

/** The path of an absolute address, without the cost of a `URL`. */
const pathOf = (url: string): string => {
  const from = url.indexOf('/', url.indexOf('//') + 2)
  if (from === -1) return '/'
  const to = url.slice(from).search(/[?#]/)
  return to === -1 ? url.slice(from) : url.slice(from, from + to)
}
