import { isLeft, toIso, type Instant } from '@guichet/core'
import type { Delivery } from '@guichet/runtime'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { found } from '../questions/found.ts'
import { readQuery } from '../questions/read.ts'
import { show } from '../shape/shape.ts'
import { deliveriesQuery } from './request.ts'

const states = { any: null, waiting: 'waiting', delivered: 'done', dead: 'dead' } as const

/** `GET /deliveries`, `POST /deliveries/{id}/resend`: webhooks that are handed on. */
export const deliveries = ({ runtime, forwards }: Parts): Hono => {
  const routes = new Hono()

  routes.get('/deliveries', async ({ req }) => {
    const query = readQuery(req, deliveriesQuery)
    if (isLeft(query)) return query.left
    const { limit, state } = query.right
    const list = await runtime.forwarding.list({
      queues: [...new Set(forwards.map(({ queue }) => queue))],
      state: states[state],
      limit,
    })
    const urls = new Map(forwards.map(({ queue, url }) => [queue, url]))
    return found({ deliveries: list.map((one) => deliveryToJson(one, urls.get(one.queue) ?? '')) })
  })

  routes.post('/deliveries/:id/resend', async ({ req }) => {
    const id = req.param('id')
    const resent = await runtime.forwarding.resend(id)
    if (resent === null)
      return problem('not-found', `There is no delivery ${show(id)}. GET /deliveries lists them.`)
    return resent === 'waiting'
      ? found({ id, state: 'waiting' })
      : problem('not-dead', 'Only a delivery that is dead is sent again. This one waits or was delivered.')
  })

  return routes
}

const deliveryToJson = (
  { id, event, state, attempts, reason, madeAt, retryAt, endedAt }: Delivery,
  url: string,
): { readonly [name: string]: unknown } => ({
  id,
  url,
  events: event,
  state: state === 'done' ? 'delivered' : state,
  attempts,
  lastError: reason,
  madeAt: toIso(madeAt),
  retryAt: isoOrNull(retryAt),
  endedAt: isoOrNull(endedAt),
})

const isoOrNull = (at: Instant | null): string | null => (at === null ? null : toIso(at))
