import { appOf } from './app.ts'
import { webhookRoute } from './operations/metrics.ts'
import { partsOf, type GatewayOptions } from './options.ts'
import { problem } from './problem/problem.ts'
import { watchRecordings } from './sending/recordings.ts'
import { webhook, webhookPath } from './webhooks/webhook.ts'

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

/** Makes a gateway. Throws a `TypeError` where an option is missing or invalid. */
export const gateway = (options: GatewayOptions): Gateway => {
  const draining = new AbortController()
  let isLeaving = false
  const parts = partsOf(options, { draining: draining.signal, isLeaving: () => isLeaving })
  watchRecordings(parts)
  const app = appOf(parts)
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
    if (path !== webhookPath) return app.fetch(request)
    const response = await webhook(request, parts)
    parts.metrics.request(
      request.method === 'POST'
        ? webhookRoute
        : `${request.method === 'GET' ? 'GET' : 'other'} ${webhookPath}`,
      response.status,
    )
    return response
  }
  return {
    fetch: async (request) => {
      running++
      try {
        const response = await answer(request)
        // A client that keeps its connection would not notice the shutdown.
        if (isLeaving) response.headers.set('connection', 'close')
        return response
      } catch (fault) {
        const error = fault instanceof Error ? fault.name : typeof fault
        parts.log({ level: 'error', event: 'request failed', at: parts.surroundings.now(), error })
        return problem(
          'internal',
          'The request failed inside the gateway. The log of the gateway has the cause.',
        )
      } finally {
        running--
        settleIfDone()
      }
    },
    leave: () => {
      isLeaving = true
    },
    drain: () => {
      isLeaving = true
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
