import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { isGraphPath } from '../connection/graph-path.ts'
import type { Parts } from '../parts.ts'
import type { LogEntry } from '../log.ts'
import { actOf } from '../trail/acting.ts'
import { note, noteOf } from './notes.ts'

/**
 * Gives each request an id, counts it, and logs one line: the notes that handlers made, never the query, the
 * body or the headers.
 */
export const atTheEdge =
  ({
    log,
    metrics,
    surroundings,
    trail,
  }: Pick<Parts, 'log' | 'metrics' | 'surroundings' | 'trail'>): MiddlewareHandler =>
  async (context, next) => {
    const requestId = surroundings.newId()
    const began = performance.now()
    await next()
    const { method, path } = context.req
    const { status } = context.res
    const route = `${knownMethod(method)} ${isGraphPath(path) ? '/v{N}.{M}/…' : patternOf(matchedRoutes(context))}`
    metrics.request(route, status)
    const milliseconds = Math.round(performance.now() - began)
    const more = { ...noteOf(context.req.raw), ...noteOf(context.res) }
    const at = surroundings.now()
    const act = actOf({ method, path, route, status, at, requestId, note: more })
    if (act !== null) trail?.note(act)
    const line = { level: levelOf(route, status), event: 'request', at }
    log({ ...line, requestId, route, status, milliseconds, ...more })
    if (!route.endsWith(nowhere)) note(context.req.raw, { ...more, route })
    context.res.headers.set('x-request-id', requestId)
    if (!context.res.headers.has('x-content-type-options'))
      context.res.headers.set('x-content-type-options', 'nosniff')
  }

/** Probes call these every few seconds. */
const probe = / \/(healthz|readyz|metrics)$/

const levelOf = (route: string, status: number): LogEntry['level'] => {
  if (probe.test(route)) return status >= 500 ? 'warn' : 'debug'
  return status >= 500 ? 'error' : 'info'
}

/** The pattern of the route, because a path contains customers' ids. */
const patternOf = (routes: readonly { readonly path: string }[]): string =>
  routes.findLast(({ path }) => path !== '*' && path !== '/*')?.path ?? nowhere

const nowhere = 'no such path'

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** The method, or `other`: a client that invents methods must not create counters. */
export const knownMethod = (method: string): string => (methods.has(method) ? method : 'other')
