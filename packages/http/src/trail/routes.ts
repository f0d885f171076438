import { isLeft, toIso } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { found } from '../questions/found.ts'
import { badParameters } from '../questions/problems.ts'
import { readLimit, show, wrong, type Read } from '../questions/read.ts'

/** `GET /audit-trail`: who did what, the newest first. */
export const auditTrail = ({ trail }: Pick<Parts, 'trail'>): Hono =>
  new Hono().get('/audit-trail', async ({ req }) => {
    if (trail === null)
      return problem(
        'not-found',
        'This gateway keeps no audit trail: it was made without the option `trail`.',
      )
    const limit = readLimit(req.query('limit'))
    const before = readPlace(req.query('before'))
    if (isLeft(limit) || isLeft(before)) return badParameters([limit, before])
    await trail.settled()
    const rows = await trail.entries({ before: before.right, limit: limit.right })
    const last = rows.at(-1)
    return found({
      entries: rows.map(({ place, entry: { at, ...entry } }) => ({ place, at: toIso(at), ...entry })),
      next: last === undefined || rows.length < limit.right ? null : last.place,
    })
  })

const readPlace = (given: string | undefined): Read<number | null> => {
  if (given === undefined) return right(null)
  return /^\d{1,15}$/.test(given)
    ? right(Number(given))
    : wrong('before', `must be the place of an entry, but is ${show(given)}`)
}
