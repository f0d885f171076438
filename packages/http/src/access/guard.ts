import type { MiddlewareHandler } from 'hono'
import { graphError } from '../connection/graph-error.ts'
import { isGraphPath } from '../connection/graph-path.ts'
import { note } from '../operations/notes.ts'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { bearerKey, graphCredentials } from './credentials.ts'
import { isKnownKey, nameOfKey } from './keys.ts'

/** The paths that need no API key: they hold no data, or check the caller themselves. */
export const isOpen = (path: string, page: Parts['page']): boolean =>
  path === '/webhooks/whatsapp' || path === '/healthz' || path === '/readyz' || page.has(path)

/** Refuses every request without a valid API key. */
export const guard =
  ({ keyDigests, page }: Pick<Parts, 'keyDigests' | 'page'>): MiddlewareHandler =>
  async (context, next) => {
    const { path, raw } = context.req
    if (isOpen(path, page)) return next()
    const isGraph = isGraphPath(path)
    const key = isGraph
      ? graphCredentials(raw.headers, new URL(raw.url).searchParams)?.key
      : bearerKey(raw.headers)
    if (typeof key === 'string' && isKnownKey(key, keyDigests)) {
      note(raw, { key: nameOfKey(key) })
      return next()
    }
    return isGraph ? graphStranger() : stranger()
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
