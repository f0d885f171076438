import type { Hono } from 'hono'
import { problem } from './problem.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Nothing is at that path, or nothing that goes with the method. */
export const notFound = (app: Hono, path: string): Response => {
  const allowed = methods.filter((method) => isRoute(app, method, path))
  return allowed.length === 0
    ? problem('not-found', 'See /openapi.json for what there is.')
    : problem('method-not-allowed', `Send ${allowed.join(' or ')}.`, {
        headers: { allow: allowed.join(', ') },
      })
}

/** Middleware matches every path, and says so. */
const isRoute = (app: Hono, method: string, path: string): boolean =>
  app.router.match(method, path)[0].some(([[, route]]) => route.method !== 'ALL')
