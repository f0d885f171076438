import { isLeft, type Instant, type ThreadEvent } from '@guichet/core'
import { drawTimeline } from '@guichet/timeline'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { unknownThread } from './problems.ts'
import { timelineQuery } from './queries.ts'
import { readOfThread } from './thread.ts'

/** The most marks in a picture; where there are more, it begins with the newest of them. */
const mostDrawn = 2000

/** A picture that is opened by itself runs no script and loads nothing; only its own style applies. */
const headers = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** `GET /threads/{phoneNumberId}/{customer}/timeline.svg`: the history as a picture, in the account's time zone. */
export const timelineRoute = ({ runtime, surroundings, engine }: Parts): Hono =>
  new Hono().get('/threads/:phoneNumberId/:customer/timeline.svg', async ({ req }) => {
    const read = readOfThread(req, timelineQuery)
    if (isLeft(read)) return read.left
    const { key, theme, from = -Infinity, until = Infinity } = read.right
    const events = await runtime.events(key)
    if (events.length === 0) return unknownThread(key)
    const begins = Math.max(from, beginningOf(events))
    const picture = drawTimeline(events, {
      engine,
      now: surroundings.now(),
      theme,
      ...(Number.isFinite(begins) ? { from: begins } : {}),
      ...(Number.isFinite(until) ? { until } : {}),
    })
    return new Response(picture, { headers })
  })

/** Where the picture begins by default: at the first event, or at the newest ones that fit. */
const beginningOf = (events: readonly ThreadEvent[]): Instant => {
  const instants = events.map(({ at }) => at).sort((a, b) => a - b)
  return instants.length <= mostDrawn ? -Infinity : (instants.at(-mostDrawn) ?? -Infinity)
}
