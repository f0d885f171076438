import type { Hono } from 'hono'
import { problem } from './problem.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The answer for an unknown path, or for a method that the path does not allow. */
export const notFound = (app: Hono, path: string): Response => {
  const allowed = methods.filter((method) => isRoute(app, method, path))
  return allowed.length === 0
    ? problem('not-found', 'GET /openapi.json lists every path.')
    : problem('method-not-allowed', `Send ${allowed.join(' or ')}.`, {
        headers: { allow: allowed.join(', ') },
      })
}

/** Middleware matches every path, so it does not count. */
const isRoute = (app: Hono, method: string, path: string): boolean =>
  app.router.match(method, path)[0].some(([[, route]]) => route.method !== 'ALL')
