import { appOf } from './app.ts'
import { webhookRoute } from './operations/metrics.ts'
import { partsOf, type GatewayOptions } from './options.ts'
import { problem } from './problem/problem.ts'
import { watchRecordings } from './sending/recordings.ts'
import { webhook, webhookPath } from './webhooks/webhook.ts'

/** Guichet as a web-standard handler, for any server that speaks `Request` and `Response`. */
export interface Gateway {
  /** Answers a request. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>
  /**
   * Says that it is about to go, and still answers everything: `/readyz` is 503, and answers ask clients to close
   * their connections, so that a balancer sends requests elsewhere. `drain` comes afterwards.
   */
  readonly leave: () => void
  /** Takes nothing new, and resolves when every request is answered. Close the runtime afterwards. */
  readonly drain: () => Promise<void>
}

/** Makes a gateway. Throws a `TypeError` for options that let nobody in, or everybody. */
export const gateway = (options: GatewayOptions): Gateway => {
  const draining = new AbortController()
  let isLeaving = false
  const parts = partsOf(options, { draining: draining.signal, isLeaving: () => isLeaving })
  watchRecordings(parts)
  const app = appOf(parts)
  let running = 0
  let settled: () => void = () => undefined
  const allSettled = new Promise<void>((resolve) => (settled = resolve))
  /** Also health is asked for while draining, so it may settle more than once. */
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
        // Whoever keeps a connection would not notice that this process goes.
        if (isLeaving) response.headers.set('connection', 'close')
        return response
      } catch (fault) {
        const error = fault instanceof Error ? fault.name : typeof fault
        parts.log({ level: 'error', event: 'request failed', at: parts.surroundings.now(), error })
        return problem('internal', 'The request failed; the log has more.')
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

/** Whoever runs the gateway still wants to look. */
const stillAnswered: ReadonlySet<string> = new Set(['/healthz', '/readyz', '/metrics'])

const drainingAnswer = (): Response =>
  problem('draining', 'Send the request again, elsewhere or in a while.', {
    headers: { 'retry-after': '5', connection: 'close' },
  })

/** The path of an absolute address, without making a whole `URL` of it. */
const pathOf = (url: string): string => {
  const from = url.indexOf('/', url.indexOf('//') + 2)
  if (from === -1) return '/'
  const to = url.slice(from).search(/[?#]/)
  return to === -1 ? url.slice(from) : url.slice(from, from + to)
}
