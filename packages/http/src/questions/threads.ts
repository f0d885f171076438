import { isLeft, toIso } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { found } from './found.ts'
import { threadToJson } from './json/thread.ts'
import { threadsQuery, type ThreadsQuery } from './queries.ts'
import { readQuery } from './read.ts'

/** `GET /threads`: the threads whose window closes, or that need a reply, within a time from now; or that wait. */
export const threadsRoute = ({ runtime, surroundings }: Parts): Hono =>
  new Hono().get('/threads', async ({ req }) => {
    const query = readQuery(req, threadsQuery)
    if (isLeft(query)) return query.left
    const now = surroundings.now()
    const rows = await rowsOf(query.right, runtime)
    return found({ now: toIso(now), threads: rows.map(threadToJson) })
  })

const rowsOf = (
  { 'closing-within': closing, 'reply-within': reply, limit }: ThreadsQuery,
  runtime: Parts['runtime'],
): ReturnType<Parts['runtime']['waiting']> => {
  if (closing !== undefined) return runtime.due('window', closing, limit)
  return reply === undefined ? runtime.waiting(limit) : runtime.due('reply', reply, limit)
}
