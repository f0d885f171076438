import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { found } from '../questions/found.ts'
import { readBody } from '../questions/read.ts'
import { erasureRequest, pruningRequest } from './requests.ts'

/**
 * `POST /erasures` forgets a customer; `POST /prunings` forgets webhooks as they came. On a gateway of several tenants
 * both stay within the tenant's part of the store.
 */
export const forgetting = ({ runtime, limits }: Pick<Parts, 'runtime' | 'limits'>): Hono =>
  new Hono()
    .post('/erasures', async ({ req }) => {
      const erasure = await readBody(req.raw, limits.bodyBytes, erasureRequest)
      if (isLeft(erasure)) return erasure.left
      const { threads, customers } = await runtime.eraseCustomer(erasure.right.customer)
      return found({ threads: threads.length, ids: customers.length })
    })
    .post('/prunings', async ({ req }) => {
      const pruning = await readBody(req.raw, limits.bodyBytes, pruningRequest)
      if (isLeft(pruning)) return pruning.left
      return found({ webhooks: await runtime.pruneJournal(pruning.right.before) })
    })
