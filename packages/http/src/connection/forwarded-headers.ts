import type { Credentials } from '../access/credentials.ts'
import type { KeyWatch } from '../access/key-watch.ts'
import type { OutgoingBody } from './outgoing-body.ts'

/** They are about one connection, so they end with it. */
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

/** Told anew for the connection to Graph, or of no concern to it. */
const ours: ReadonlySet<string> = new Set([
  'accept-encoding',
  'authorization',
  'cookie',
  'expect',
  'host',
  'idempotency-key',
])

/** `fetch` has decoded the body already, and the token may have been taken out of it. */
const madeAnew: ReadonlySet<string> = new Set(['content-encoding', 'content-length', 'set-cookie'])

/** Where proxies write the address that they were asked for: it may hold the key that came in its query. */
const ofProxies = /^(referer|forwarded|x-(forwarded|original|rewrite|real)-.*)$/

/** The name of a header in which a caller put an API key, besides the one that it belongs in; `null`: none. */
export const headerWithKey = (headers: Headers, watch: KeyWatch): string | null => {
  for (const [name, value] of headers)
    if (name !== 'authorization' && name !== 'cookie' && !ofProxies.test(name) && watch.isIn(value))
      return name
  return null
}

/** The headers of a request as Graph gets them: with the token, without our key. */
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
  // With a body in a stream it keeps the body from being sent in chunks, which not all of Graph takes.
  if (body.is !== 'stream') forwarded.delete('content-length')
  if (body.is === 'json') forwarded.set('content-type', 'application/json')
  forwarded.set('authorization', `${scheme} ${accessToken}`)
  return forwarded
}

/** The headers of Graph's answer as the caller gets them. */
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

/** Stands in answers where the access token stood; fit for an address, too. */
export const removed = 'access-token-removed'

const namedByConnection = (headers: Headers): ReadonlySet<string> =>
  new Set((headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase()))
