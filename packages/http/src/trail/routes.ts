import { isLeft, toIso } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { found } from '../questions/found.ts'
import { readQuery } from '../questions/read.ts'
import { trailQuery } from './request.ts'

/** `GET /audit-trail`: who did what, the newest first. */
export const auditTrail = ({ trail }: Pick<Parts, 'trail'>): Hono =>
  new Hono().get('/audit-trail', async ({ req }) => {
    if (trail === null)
      return problem(
        'not-found',
        'This gateway keeps no audit trail: it was made without the option `trail`.',
      )
    const query = readQuery(req, trailQuery)
    if (isLeft(query)) return query.left
    const { limit, before = null } = query.right
    await trail.settled()
    const rows = await trail.entries({ before, limit })
    const last = rows.at(-1)
    return found({
      entries: rows.map(({ place, entry: { at, ...entry } }) => ({ place, at: toIso(at), ...entry })),
      next: last === undefined || rows.length < limit ? null : last.place,
    })
  })
