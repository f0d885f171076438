import type { Restriction } from '../../event/event.ts'
import { E, isNonEmpty } from '../../prelude.ts'
import { lastingRules } from '../../rulebook/lasting-rules.ts'
import type { Reason } from '../answer.ts'
import type { AskInput } from '../ask-input.ts'
import type { Question } from '../question.ts'
import { pass, type Check } from './check.ts'
import { windowClosesAt } from './window.ts'

/** Does no restriction of the account or the phone number forbid it? (LIM-29) */
export const isUnrestricted = (question: Question, input: AskInput): Check => {
  const { at, account } = input
  const inForce = (account.restrictions ?? []).filter(({ until }) => until === null || at < until)
  if (inForce.length === 0) return pass()
  const closesAt = windowClosesAt(input)
  const reasons = inForce.flatMap(({ restriction, until }): readonly Reason[] =>
    forbids(restriction, question, closesAt !== null)
      ? [{ code: 'account-restricted', because: lastingRules.restricted.because, restriction, until }]
      : [],
  )
  if (isNonEmpty(reasons)) return E.left(reasons)
  // What the open window still permits is forbidden once it closes.
  const outlasts = inForce.some(
    ({ restriction, until }) =>
      closesAt !== null && (until ?? Infinity) > closesAt && forbids(restriction, question, false),
  )
  return pass([], outlasts ? closesAt : null)
}

const forbids = (restriction: Restriction, question: Question, windowOpen: boolean): boolean => {
  switch (restriction) {
    case 'all-messages':
      return true
    case 'replies':
      return form(question) === 'service'
    case 'business-initiated-messages':
      return form(question) === 'template' && !windowOpen
    case 'business-initiated-calls':
      return question.kind === 'call' || question.kind === 'call-permission-request'
    case 'direct-send-utility':
      return false
  }
}

/** Free-form or a template; a request for permission to call is either; a call is neither. */
const form = (question: Question): 'service' | 'template' | null => {
  switch (question.kind) {
    case 'service':
    case 'reaction':
      return 'service'
    case 'template':
      return 'template'
    case 'call-permission-request':
      return question.by
    case 'call':
      return null
  }
}
