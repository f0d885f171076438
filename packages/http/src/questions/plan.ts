import { isLeft, type PlanOption } from '@guichet/core'
import { planToJson } from '@guichet/core/plan'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { priceOf } from '../prices/json.ts'
import { found } from './found.ts'
import { badBody, tooOld } from './problems.ts'
import { readBody } from './read.ts'
import { planRequest, questionsOf } from './requests.ts'

/** `POST /plan`: when and in which form may a message go out, and what would that cost? */
export const planRoute = (parts: Parts): Hono => {
  const { runtime, limits } = parts
  return new Hono().post('/plan', async ({ req }) => {
    const asked = await readBody(req.raw, limits.bodyBytes, planRequest)
    if (isLeft(asked)) return asked.left
    const { phoneNumberId, customer, from, until } = asked.right
    const [message, ...orAs] = questionsOf(asked.right)
    // The rules of the request leave one at least.
    if (message === undefined) return badBody([])
    const key = { phoneNumberId, customer }
    const plan = await runtime.plan(key, { message, orAs, from, until })
    const priced = ({ answer, at }: PlanOption) => priceOf(parts, answer.charge, key.customer, at)
    return isLeft(plan) ? tooOld(plan.left) : found(planToJson(plan.right, priced))
  })
}
