import { Hono } from 'hono'
import { guard } from './access/guard.ts'
import { changes } from './changes/routes.ts'
import { connection } from './connection/routes.ts'
import { media } from './media/routes.ts'
import { openapi } from './openapi/routes.ts'
import { atTheEdge } from './operations/edge.ts'
import { operations } from './operations/routes.ts'
import { page } from './page/routes.ts'
import { deliveries } from './deliveries/routes.ts'
import { outbox } from './outbox/routes.ts'
import type { Parts } from './parts.ts'
import { questions } from './questions/routes.ts'
import { failed } from './problem/failed.ts'
import { notFound } from './problem/not-found.ts'
import { spend } from './spend/routes.ts'
import { standard } from './standard/routes.ts'
import { forgetting } from './operations/forgetting.ts'
import { auditTrail } from './trail/routes.ts'

/** All routes except the webhooks, behind the guard. */
export const appOf = (parts: Parts): Hono => {
  const app = new Hono()
  app.use('*', atTheEdge(parts))
  app.use('*', guard(parts))
  app.use('*', connection(parts))
  app.route('/', operations(parts))
  app.route('/', page(parts))
  app.route('/', media(parts))
  app.route('/', standard(parts))
  app.route('/', outbox(parts))
  app.route('/', deliveries(parts))
  app.route('/', questions(parts))
  app.route('/', spend(parts))
  app.route('/', changes(parts))
  app.route('/', auditTrail(parts))
  app.route('/', forgetting(parts))
  app.route('/', openapi())
  app.notFound((context) => notFound(app, context.req.path))
  app.onError((fault, context) => failed(fault, context.req.path, parts))
  return app
}
