import { isLeft } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { problem } from '../problem/problem.ts'
import { readFields } from '../questions/body.ts'
import { found } from '../questions/found.ts'
import { badBody } from '../questions/problems.ts'
import { readId, readInstant, wrong } from '../questions/read.ts'

/**
 * `POST /erasures` forgets a customer; `POST /prunings` forgets webhooks as they came. Both concern the whole store, so
 * a gateway of several tenants has neither.
 */
export const forgetting = ({ runtime, limits, scope }: Pick<Parts, 'runtime' | 'limits' | 'scope'>): Hono =>
  new Hono()
    .post('/erasures', async ({ req }) => {
      if (scope !== null) return ofWholeStore('guichet erase --store URL')
      const body = await readFields(req.raw, limits.bodyBytes)
      if (isLeft(body)) return body.left
      const customer = readId(body.right['customer'], 'customer')
      if (isLeft(customer)) return badBody([customer])
      const { threads, customers } = await runtime.eraseCustomer(customer.right)
      return found({ threads: threads.length, ids: customers.length })
    })
    .post('/prunings', async ({ req }) => {
      if (scope !== null) return ofWholeStore('journalDays of the configuration')
      const body = await readFields(req.raw, limits.bodyBytes)
      if (isLeft(body)) return body.left
      const before = readInstant(body.right['before'], 'before', null)
      if (isLeft(before)) return badBody([before])
      if (before.right === null) return badBody([wrong('before', 'is missing')])
      return found({ webhooks: await runtime.pruneJournal(before.right) })
    })

const ofWholeStore = (instead: string): Response =>
  problem('not-found', `This concerns the store of all tenants, so it is not here. Use ${instead}.`)
