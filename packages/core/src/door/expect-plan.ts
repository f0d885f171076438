import type { PlanRequest } from '../plan/request.ts'
import { show } from '../problem.ts'
import { expectInstant, expectQuestion } from './expect.ts'
import { misuse } from './misuse.ts'

/** A message, its other forms, and the time in which it may go out. Throws a `Misuse`. */
export const expectPlan = (request: PlanRequest): void => {
  const given: unknown = request
  if (typeof given !== 'object' || given === null)
    misuse('plan', [
      { path: '$', reason: `a plan is asked for by { message, from, until }, not by ${show(given)}` },
    ])
  const { message, orAs = [], from, until } = request
  for (const form of [message, ...orAs]) expectQuestion(form, 'plan')
  expectInstant('plan', from, '$.from')
  expectInstant('plan', until, '$.until')
}
