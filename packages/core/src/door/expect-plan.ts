import { isMessageQuestion, type MessageQuestion } from '../ask/question.ts'
import type { PlanRequest } from '../plan/request.ts'
import { show } from '../problem.ts'
import type { Instant } from '../time/instant.ts'
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

/** Messages in a row; a call is no message. Throws a `Misuse`. */
export const expectMessages = (messages: readonly MessageQuestion[], at: Instant): void => {
  const given: unknown = messages
  if (!Array.isArray(given))
    misuse('askTogether', [{ path: '$', reason: `messages must be a list, not ${show(given)}` }])
  for (const message of messages) {
    expectQuestion(message, 'askTogether')
    if (!isMessageQuestion(message))
      misuse('askTogether', [
        { path: '$.kind', reason: 'a call or a request to call is not asked about in a row' },
      ])
  }
  expectInstant('askTogether', at)
}
