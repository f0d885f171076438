import type { Credentials } from '../access/credentials.ts'

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

/** The headers of a request as Graph gets them: with the token, without our key. */
export const requestHeaders = (
  { headers, method }: Request,
  { key, scheme }: Credentials,
  accessToken: string,
  newBody: string | undefined,
): Headers => {
  const forwarded = new Headers()
  const named = namedByConnection(headers)
  for (const [name, value] of headers)
    if (!hopByHop.has(name) && !named.has(name) && !ours.has(name) && !value.includes(key))
      forwarded.append(name, value)
  // With a body in a stream it keeps the body from being sent in chunks, which not all of Graph takes.
  if (newBody !== undefined || method === 'GET' || method === 'HEAD') forwarded.delete('content-length')
  if (newBody !== undefined) forwarded.set('content-type', 'application/json')
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
