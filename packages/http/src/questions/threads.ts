import { isLeft, toIso, type Duration } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { readDuration } from './duration.ts'
import { found } from './found.ts'
import { threadToJson } from './json/thread.ts'
import { badParameters } from './problems.ts'
import { readLimit, wrong, type Read } from './read.ts'

/** Which threads to list: those with a deadline within a time. */
interface Wanted {
  readonly what: 'window' | 'reply'
  readonly within: Duration
}

/** `GET /threads`: the threads whose window closes, or that need a reply, within a time from now. */
export const threadsRoute = ({ runtime, surroundings }: Parts): Hono =>
  new Hono().get('/threads', async ({ req }) => {
    const wanted = readWanted(req.query('closing-within'), req.query('reply-within'))
    const limit = readLimit(req.query('limit'))
    if (isLeft(wanted) || isLeft(limit)) return badParameters([wanted, limit])
    const { what, within } = wanted.right
    const now = surroundings.now()
    const rows = await runtime.due(what, within, limit.right)
    return found({ now: toIso(now), threads: rows.map(threadToJson) })
  })

const readWanted = (closing: string | undefined, reply: string | undefined): Read<Wanted> => {
  if (closing !== undefined && reply !== undefined)
    return wrong('reply-within', 'give closing-within or reply-within, not both')
  if (closing !== undefined) return wantedBy('window', readDuration(closing, 'closing-within'))
  if (reply !== undefined) return wantedBy('reply', readDuration(reply, 'reply-within'))
  return wrong('closing-within', 'is missing; give closing-within=PT1H, for instance, or reply-within=PT24H')
}

const wantedBy = (what: Wanted['what'], within: Read<Duration>): Read<Wanted> =>
  isLeft(within) ? within : right({ what, within: within.right })
