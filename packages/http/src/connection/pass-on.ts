import { outcomeOfFault } from '@guichet/cloud-api'
import type { Credentials } from '../access/credentials.ts'
import type { Parts } from '../parts.ts'
import { graphError } from './graph-error.ts'
import { answerHeaders, requestHeaders } from './forwarded-headers.ts'
import { forwardedQuery } from './forwarded-query.ts'
import { withoutToken } from './without-token.ts'

/** Who asks: the key stands where the token has to be. */
export type Caller = Credentials

/**
 * Hands a request on to the Graph API and its answer back.
 *
 * @param body goes instead of the request's own; JSON.
 */
export const passOn = (request: Request, caller: Caller, parts: Parts, body?: string): Promise<Response> => {
  const { baseUrl, accessToken } = parts.graph
  const { pathname, searchParams, search } = new URL(request.url)
  const query = forwardedQuery(search, searchParams, caller.key, accessToken)
  return reach(baseUrl + pathname + query, request, caller, parts, body)
}

/**
 * Hands a request on to an address of WhatsApp's and the answer back, both as streams: our key goes no further
 * than here, and the access token does not come back. A redirect is told, not followed, for the token would go
 * there too.
 */
export const reach = async (
  url: string,
  request: Request,
  caller: Caller,
  { graph, limits }: Parts,
  body?: string,
): Promise<Response> => {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limits.graphTimeout)
  try {
    const answer = await graph.fetch(url, {
      method: request.method,
      headers: requestHeaders(request, caller, graph.accessToken, body),
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, late.signal]),
      ...bodyOf(request, body),
    })
    return handBack(answer, graph.accessToken)
  } catch (fault) {
    return late.signal.aborted ? timedOut() : lost(fault)
  } finally {
    clearTimeout(timer)
  }
}

const bodyOf = (request: Request, body: string | undefined): RequestInit => {
  if (body !== undefined) return { body }
  return request.method === 'GET' || request.method === 'HEAD' || request.body === null
    ? {}
    : { body: request.body, duplex: 'half' }
}

const handBack = ({ status, headers, body }: Response, accessToken: string): Response => {
  const isEmpty = body === null || status === 204 || status === 205 || status === 304
  return new Response(isEmpty ? null : withoutToken(body, accessToken), {
    status,
    headers: answerHeaders(headers, accessToken),
  })
}

const timedOut = (): Response =>
  graphError(504, {
    code: 131000,
    message: 'WhatsApp did not answer in time',
    details: 'It is not known whether it did what was asked.',
  })

const lost = (fault: unknown): Response =>
  outcomeOfFault(fault).outcome === 'failed'
    ? graphError(
        503,
        {
          code: 131016,
          message: 'WhatsApp cannot be reached',
          details: 'Nothing was sent there. Try again after the time in Retry-After.',
          isTransient: true,
        },
        { 'retry-after': '1' },
      )
    : graphError(502, {
        code: 131000,
        message: 'The connection to WhatsApp broke',
        details: 'It is not known whether it did what was asked.',
      })
