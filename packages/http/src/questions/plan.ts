import { isLeft, type Instant, type PlanOption } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { planToJson } from '@guichet/core/plan'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { priceOf } from '../prices/json.ts'
import { readFields, type Fields } from './body.ts'
import { found } from './found.ts'
import { readQuestions } from './messages.ts'
import { badBody, tooOld } from './problems.ts'
import { readId, readInstant, wrong, type Read } from './read.ts'

/** `POST /plan`: when and in which form may a message go out, and what would that cost? */
export const planRoute = (parts: Parts): Hono => {
  const { runtime, limits } = parts
  return new Hono().post('/plan', async ({ req }) => {
    const body = await readFields(req.raw, limits.bodyBytes)
    if (isLeft(body)) return body.left
    const phoneNumberId = readId(body.right['phoneNumberId'], 'phoneNumberId')
    const customer = readId(body.right['customer'], 'customer')
    const time = readTime(body.right)
    const forms = readQuestions(body.right)
    if (isLeft(phoneNumberId) || isLeft(customer) || isLeft(time) || isLeft(forms))
      return badBody([phoneNumberId, customer, time, forms])
    const [message, ...orAs] = forms.right
    const key = { phoneNumberId: phoneNumberId.right, customer: customer.right }
    const plan = await runtime.plan(key, { message, orAs, ...time.right })
    const priced = ({ answer, at }: PlanOption) => priceOf(parts, answer.charge, key.customer, at)
    return isLeft(plan) ? tooOld(plan.left) : found(planToJson(plan.right, priced))
  })
}

interface Time {
  readonly from: Instant | undefined
  readonly until: Instant | undefined
}

const readTime = (fields: Fields): Read<Time> => {
  const from = readInstant(fields['from'], 'from', undefined)
  const until = readInstant(fields['until'], 'until', undefined)
  if (isLeft(from)) return from
  if (isLeft(until)) return until
  return from.right !== undefined && until.right !== undefined && until.right <= from.right
    ? wrong('until', 'must be later than from')
    : right({ from: from.right, until: until.right })
}
