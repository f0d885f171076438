import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { endingOf } from './ending.ts'
import { changeFeed } from './feed.ts'
import { streamOf } from './stream.ts'
import { machineTimer, type Timer } from './timer.ts'

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  // Some proxies buffer a response unless this header forbids it.
  'x-accel-buffering': 'no',
}

/** `GET /events`: sends every change as it becomes durable, so that no client has to poll. */
export const changes = ({ runtime, surroundings, draining }: Parts, timer: Timer = machineTimer): Hono => {
  const shutdown = endingOf(draining)
  const { onChange } = runtime
  const { now } = surroundings
  return new Hono().get('/events', ({ req }) => {
    if (shutdown.isOver())
      return problem('draining', 'The gateway is shutting down. Connect again in a few seconds.')
    const feed = changeFeed({ onChange, now, timer, endings: [endingOf(req.raw.signal), shutdown] })
    return new Response(streamOf(feed), { headers })
  })
}
