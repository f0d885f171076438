import { outcomeOfFault } from '@guichet/cloud-api'
import type { Credentials } from '../access/credentials.ts'
import type { KeyWatch } from '../access/key-watch.ts'
import { note } from '../operations/notes.ts'
import type { Parts } from '../parts.ts'
import { answerHeaders, requestHeaders } from './forwarded-headers.ts'
import { forwardedQuery } from './forwarded-query.ts'
import { graphError } from './graph-error.ts'
import type { GraphPath } from './graph-path.ts'
import { keyRefused } from './key-refused.ts'
import { outgoingBody, type BodyRefusal, type OutgoingBody } from './outgoing-body.ts'
import { batchRefused } from './undecided.ts'
import { withoutToken } from './without-token.ts'
import { refusedByWhatsApp } from '../sending/access.ts'

/** The caller. Its key is in place of the access token, and must be nowhere else. */
export interface Caller extends Credentials {
  readonly watch: KeyWatch
}

/** A path that may be passed on to Graph. */
export type OutgoingPath = Exclude<GraphPath, { readonly is: 'unwritten' }>

/** Passes a request on to the Graph API, and its answer back. */
export const passOn = async (
  request: Request,
  path: OutgoingPath,
  caller: Caller,
  parts: Parts,
): Promise<Response> => {
  const { baseUrl, accessToken } = parts.graph
  const { search } = new URL(request.url)
  const query = forwardedQuery({ search, path, method: request.method, watch: caller.watch, accessToken })
  if (query === null) return keyRefused('in the query')
  const limit = parts.limits.bodyBytes
  const isUpload = path.is === 'upload'
  const body = await outgoingBody({ request, watch: caller.watch, limit, isUpload })
  if (body.is === 'refused') return bodyRefused(body.why, limit)
  return reach(baseUrl + path.path + query, request, caller, parts, body)
}

/** Passes on our own JSON in place of a request's body and query. */
export const passOnInstead = (
  request: Request,
  path: OutgoingPath,
  caller: Caller,
  parts: Parts,
  text: string,
): Promise<Response> =>
  // Graph also reads parameters from the query, where a second message could hide.
  reach(parts.graph.baseUrl + path.path, request, caller, parts, { is: 'json', text })

/**
 * Passes a request on to an address of WhatsApp's, and the answer back, both as streams. The API key does not
 * leave the gateway, and the access token does not come back. A redirect is returned, not followed, because
 * the token would go there too.
 */
export const reach = async (
  url: string,
  request: Request,
  caller: Caller,
  { graph, limits }: Parts,
  body: OutgoingBody,
): Promise<Response> => {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), limits.graphTimeout)
  try {
    const answer = await graph.fetch(url, {
      method: request.method,
      headers: requestHeaders(request, caller, graph.accessToken, body, caller.watch),
      redirect: 'manual',
      signal: AbortSignal.any([request.signal, late.signal]),
      ...contentOf(body),
    })
    note(request, { outcome: 'passed-on' })
    return handBack(answer, graph.accessToken)
  } catch (fault) {
    if (body.is === 'stream' && body.wasCut()) return bodyRefused('key', limits.bodyBytes)
    return late.signal.aborted ? timedOut() : lost(fault)
  } finally {
    clearTimeout(timer)
  }
}

const contentOf = (body: OutgoingBody): RequestInit => {
  switch (body.is) {
    case 'none':
      return {}
    case 'json':
      return { body: body.text }
    case 'bytes':
      return { body: Uint8Array.from(body.bytes) }
    case 'stream':
      return { body: body.stream, duplex: 'half' }
  }
}

const bodyRefused = (why: BodyRefusal, limit: number): Response => {
  switch (why) {
    case 'key':
      return keyRefused('in the body')
    case 'batch':
      return batchRefused()
    case 'too-large':
      return unreadable(413, `The body, JSON or a form, is longer than ${limit} bytes. Send a smaller body.`)
    case 'broken-off':
      return unreadable(400, 'The body ended too early. Send the request again.')
  }
}

const unreadable = (status: number, details: string): Response =>
  graphError(status, { code: 100, message: 'Invalid parameter', details })

const handBack = ({ status, headers, body }: Response, accessToken: string): Response => {
  const isEmpty = body === null || status === 204 || status === 205 || status === 304
  const answer = new Response(isEmpty ? null : withoutToken(body, accessToken), {
    status,
    headers: answerHeaders(headers, accessToken),
  })
  // The guard has accepted the API key, so WhatsApp refuses the gateway's own token.
  if (status === 401)
    for (const [name, value] of Object.entries(refusedByWhatsApp)) answer.headers.set(name, value)
  return answer
}

const timedOut = (): Response =>
  graphError(504, {
    code: 131000,
    message: 'WhatsApp did not answer in time',
    details: 'It is not known whether WhatsApp carried out the request. Check before you repeat it.',
  })

const lost = (fault: unknown): Response =>
  outcomeOfFault(fault).outcome === 'failed'
    ? graphError(
        503,
        {
          code: 131016,
          message: 'WhatsApp cannot be reached',
          details: 'The request was not sent. Send it again after the time in Retry-After.',
          isTransient: true,
        },
        { 'retry-after': '1' },
      )
    : graphError(502, {
        code: 131000,
        message: 'The connection to WhatsApp broke',
        details: 'It is not known whether WhatsApp carried out the request. Check before you repeat it.',
      })
