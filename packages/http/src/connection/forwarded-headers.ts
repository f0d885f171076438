import type { Credentials } from '../access/credentials.ts'
import type { KeyWatch } from '../access/key-watch.ts'
import type { OutgoingBody } from './outgoing-body.ts'

/** Headers of one connection only (hop-by-hop); they are not passed on. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** Set anew for the connection to Graph, or of no use to it. */
const ours: ReadonlySet<string> = new Set([
  'accept-encoding',
  'authorization',
  'cookie',
  'expect',
  'host',
  'idempotency-key',
])

/** `fetch` has decoded the body already, and the access token may have been removed from it. */
const madeAnew: ReadonlySet<string> = new Set(['content-encoding', 'content-length', 'set-cookie'])

/** Proxies write the requested address there, and its query may contain the API key. */
const ofProxies = /^(referer|forwarded|x-(forwarded|original|rewrite|real)-.*)$/

/** The name of a header that contains an API key and must not; `null`: none. */
export const headerWithKey = (headers: Headers, watch: KeyWatch): string | null => {
  for (const [name, value] of headers)
    if (name !== 'authorization' && name !== 'cookie' && !ofProxies.test(name) && watch.isIn(value))
      return name
  return null
}

/** The headers of a request as Graph receives them: with the access token, without the API key. */
export const requestHeaders = (
  { headers }: Request,
  { scheme }: Credentials,
  accessToken: string,
  body: OutgoingBody,
  watch: KeyWatch,
): Headers => {
  const forwarded = new Headers()
  const named = namedByConnection(headers)
  for (const [name, value] of headers)
    if (!hopByHop.has(name) && !named.has(name) && !ours.has(name) && !watch.isIn(value))
      forwarded.append(name, value)
  // With it a streamed body is not sent in chunks, which parts of Graph do not accept.
  if (body.is !== 'stream') forwarded.delete('content-length')
  if (body.is === 'json') forwarded.set('content-type', 'application/json')
  forwarded.set('authorization', `${scheme} ${accessToken}`)
  return forwarded
}

/** The headers of Graph's answer as the caller receives them. */
export const answerHeaders = (headers: Headers, accessToken: string): Headers => {
  const handed = new Headers()
  const named = namedByConnection(headers)
  for (const [name, value] of headers)
    if (!hopByHop.has(name) && !named.has(name) && !madeAnew.has(name))
      handed.append(
        name,
        value.replaceAll(accessToken, removed).replaceAll(encodeURIComponent(accessToken), removed),
      )
  return handed
}

/** Replaces the access token in answers; valid in an address, too. */
export const removed = 'access-token-removed'

const namedByConnection = (headers: Headers): ReadonlySet<string> =>
  new Set((headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase()))
