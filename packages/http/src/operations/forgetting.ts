import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { readFields } from '../questions/body.ts'
import { found } from '../questions/found.ts'
import { badBody } from '../questions/problems.ts'
import { readId, readInstant, wrong } from '../questions/read.ts'

/**
 * `POST /erasures` forgets a customer; `POST /prunings` forgets webhooks as they came. On a gateway of several tenants
 * both stay within the tenant's part of the store.
 */
export const forgetting = ({ runtime, limits }: Pick<Parts, 'runtime' | 'limits'>): Hono =>
  new Hono()
    .post('/erasures', async ({ req }) => {
      const body = await readFields(req.raw, limits.bodyBytes)
      if (isLeft(body)) return body.left
      const customer = readId(body.right['customer'], 'customer')
      if (isLeft(customer)) return badBody([customer])
      const { threads, customers } = await runtime.eraseCustomer(customer.right)
      return found({ threads: threads.length, ids: customers.length })
    })
    .post('/prunings', async ({ req }) => {
      const body = await readFields(req.raw, limits.bodyBytes)
      if (isLeft(body)) return body.left
      const before = readInstant(body.right['before'], 'before', null)
      if (isLeft(before)) return badBody([before])
      if (before.right === null) return badBody([wrong('before', 'is missing')])
      return found({ webhooks: await runtime.pruneJournal(before.right) })
    })
