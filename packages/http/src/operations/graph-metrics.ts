import type { MetricsPort } from './metrics-port.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Fetches as `fetch` does, and counts the answers of the Graph API by status, its errors by Meta's code, and how long
 * it takes until an answer begins.
 */
export const measuredFetch = (fetch: Fetch, metrics: MetricsPort): Fetch => {
  const seconds = metrics.histogram({
    name: 'guichet_graph_seconds',
    help: 'From a request to the Graph API until its answer begins',
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  })
  const answers = metrics.counter({
    name: 'guichet_graph_answers_total',
    help: 'Answers of the Graph API by status; lost: there was none',
    labels: ['status'],
  })
  const errors = metrics.counter({
    name: 'guichet_graph_errors_total',
    help: "Errors of the Graph API by Meta's code",
    labels: ['code'],
  })
  return async (url, init) => {
    const began = performance.now()
    try {
      const answer = await fetch(url, init)
      answers(String(answer.status)).add(1)
      if (answer.status >= 400) void codeIn(answer).then((code) => errors(code).add(1))
      return answer
    } catch (fault) {
      answers('lost').add(1)
      throw fault
    } finally {
      seconds.observe((performance.now() - began) / 1000)
    }
  }
}

/** Meta's code, such as `131047`; `none` where the answer has none. The answer stays readable. */
const codeIn = async (answer: Response): Promise<string> => {
  if (!/json|javascript/.test(answer.headers.get('content-type') ?? '')) return 'none'
  try {
    const read: unknown = await answer.clone().json()
    if (typeof read !== 'object' || read === null || !('error' in read)) return 'none'
    const { error } = read
    if (typeof error !== 'object' || error === null || !('code' in error)) return 'none'
    return typeof error.code === 'number' && /^\d{1,7}$/.test(String(error.code))
      ? String(error.code)
      : 'none'
  } catch {
    return 'none'
  }
}
