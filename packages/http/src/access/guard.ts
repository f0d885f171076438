import type { MiddlewareHandler } from 'hono'
import { graphError } from '../connection/graph-error.ts'
import { isGraphPath } from '../connection/graph-path.ts'
import { note } from '../operations/notes.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { bearerKey, graphCredentials } from './credentials.ts'
import { withoutRight } from './forbidden.ts'
import { keyAmong } from './keys.ts'
import { isAllowed } from './rights.ts'

/** The paths that need no API key: they hold no data, or check the caller themselves. */
export const isOpen = (path: string, page: Parts['page']): boolean =>
  path === '/webhooks/whatsapp' || path === '/healthz' || path === '/readyz' || page.has(path)

/** The key of a request, from where its path wants it. */
export const keyOf = (raw: Request, path: string): string | null => {
  const { headers, url } = raw
  return isGraphPath(path)
    ? (graphCredentials(headers, new URL(url).searchParams)?.key ?? null)
    : bearerKey(headers)
}

/** Refuses every request without a valid API key, and what the key may not do. */
export const guard =
  ({ keys, page, scope }: Pick<Parts, 'keys' | 'page' | 'scope'>): MiddlewareHandler =>
  async (context, next) => {
    const { path, raw } = context.req
    if (isOpen(path, page)) return next()
    const given = keyOf(raw, path)
    const key = given === null ? null : keyAmong(given, keys)
    if (key === null) return isGraphPath(path) ? graphStranger() : stranger()
    note(raw, { key: key.name, ...(scope === null ? {} : { tenant: scope.tenant }) })
    return isAllowed(key.may, raw.method, path) ? next() : withoutRight(key.name, raw.method, path)
  }

const stranger = (): Response =>
  problem('unauthorized', 'Send one of the API keys of this gateway: Authorization: Bearer <key>.', {
    headers: { 'www-authenticate': 'Bearer' },
  })

const graphStranger = (): Response =>
  graphError(
    401,
    {
      code: 190,
      message: 'Invalid OAuth access token',
      details: 'Send one of the API keys of this gateway in place of the access token.',
    },
    { 'www-authenticate': 'OAuth' },
  )
