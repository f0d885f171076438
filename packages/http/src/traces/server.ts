import { noTracing, type Tracing } from '@guichet/runtime'
import { knownMethod } from '../operations/edge.ts'
import { noteOf, type Note } from '../operations/notes.ts'

/**
 * Answers a request in a span, under the names of OpenTelemetry's conventions. What was noted about the request says
 * what became of it. Its path, query and headers stay out, for they hold customers' ids and keys.
 */
export const inServerSpan = (
  request: Request,
  tracing: Tracing,
  answer: () => Promise<Response>,
): Promise<Response> => {
  if (tracing === noTracing) return answer()
  const traceparent = request.headers.get('traceparent')
  const method = knownMethod(request.method)
  return tracing.span(
    {
      name: method === 'other' ? 'HTTP' : method,
      kind: 'server',
      attributes: {
        'http.request.method': method === 'other' ? '_OTHER' : method,
        'url.scheme': request.url.slice(0, request.url.indexOf(':')),
      },
      from: traceparent === null ? [] : [traceparent],
    },
    async (span) => {
      const response = await answer()
      const { status } = response
      const noted = { ...noteOf(request), ...noteOf(response) }
      span.add({
        ...(noted.route === undefined ? {} : { name: noted.route }),
        attributes: { 'http.response.status_code': status, ...attributesOf(noted) },
        ...(status >= 500 ? { error: String(status) } : {}),
      })
      return response
    },
  )
}

const attributesOf = ({
  route,
  tenant,
  outcome,
  reasons,
  problem,
  code,
}: Note): Readonly<Record<string, string | number>> => ({
  ...(route === undefined ? {} : { 'http.route': route.slice(route.indexOf(' ') + 1) }),
  ...(tenant === undefined ? {} : { 'guichet.tenant': tenant }),
  ...(outcome === undefined ? {} : { 'guichet.outcome': outcome }),
  ...(reasons === undefined ? {} : { 'guichet.reasons': reasons }),
  ...(problem === undefined ? {} : { 'guichet.problem': problem }),
  ...(code === undefined ? {} : { 'guichet.code': code }),
})
