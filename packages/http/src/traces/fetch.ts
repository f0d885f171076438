import { noTracing, type SpanAttributes, type Tracing } from '@guichet/runtime'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Fetches as `fetch` does, in a span under the names of OpenTelemetry's conventions, whose `traceparent` goes along.
 * Ids in the path, the query and an endpoint's own path stay out of it.
 */
export const tracedFetch = (fetch: Fetch, tracing: Tracing, attributes: SpanAttributes = {}): Fetch => {
  if (tracing === noTracing) return fetch
  return (url, init) => {
    const { protocol, hostname, port, pathname } = new URL(url)
    const { method = 'GET' } = init
    const template = templateOf(pathname)
    const start = {
      name: template === null ? method : `${method} ${template}`,
      kind: 'client',
      attributes: {
        'http.request.method': method,
        'server.address': hostname,
        'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
        ...(template === null ? {} : { 'url.template': template }),
        ...attributes,
      },
    } as const
    return tracing.span(start, async (span) => {
      const headers = new Headers(init.headers)
      const traceparent = tracing.here()
      if (traceparent !== null) headers.set('traceparent', traceparent)
      const answer = await fetch(url, { ...init, headers })
      span.add({
        attributes: { 'http.response.status_code': answer.status },
        ...(answer.status >= 400 ? { error: String(answer.status) } : {}),
      })
      return answer
    })
  }
}

/** The path of the Graph API without its ids, such as `/v24.0/{id}/messages`; `null`: it is none. */
const templateOf = (path: string): string | null => {
  const [, version, ...segments] = path.split('/')
  if (version === undefined || !/^v\d{1,3}\.\d{1,3}$/.test(version)) return null
  return ['', version, ...segments.map((segment) => (names.has(segment) ? segment : '{id}'))].join('/')
}

/** What is a name on the Graph API, and no id. */
const names: ReadonlySet<string> = new Set([
  'messages',
  'marketing_messages',
  'calls',
  'media',
  'message_templates',
  'phone_numbers',
  'whatsapp_business_profile',
])
