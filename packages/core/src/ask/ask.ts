import { E, RNEA, type ReadonlyNonEmptyArray } from '../prelude.ts'
import type { Citation } from '../rulebook/citation.ts'
import { lastingRules } from '../rulebook/lasting-rules.ts'
import { openConversation } from '../conversation/conversation.ts'
import { forecast } from './forecast.ts'
import { judge } from './judge.ts'
import { notKnownFor } from './not-known.ts'
import type { Allowed, Answer, Reason, Refusal } from './answer.ts'
import { isMessageQuestion, type Question } from './question.ts'
import type { Passed } from './checks/check.ts'
import type { AskInput } from './ask-input.ts'
import type { Instant } from '../time/instant.ts'
import { remediesFor } from './remedies.ts'

/** May this be sent? */
export const ask = (question: Question, input: AskInput): Answer => {
  const judged = judge(question, input)
  return E.isLeft(judged)
    ? E.left(refuse(question, judged.left, input))
    : E.right(allow(question, judged.right, input))
}

const allow = (message: Question, passed: readonly Passed[], input: AskInput): Allowed => {
  const { at, standing, calendar } = input
  const open = openConversation(standing.conversation, at)
  const rests = !isMessageQuestion(message)
    ? lastingRules.callPermission
    : open === null
      ? lastingRules.opensConversation
      : lastingRules.joinsConversation
  return {
    answer: 'allowed',
    message,
    validUntil: earliest(passed),
    conversation: open,
    charge: forecast(message, input),
    notKnown: notKnownFor(message, input),
    rulebook: calendar(at).id,
    because: reasonsOf(passed, rests.because),
  }
}

const earliest = (passed: readonly Passed[]): Instant | null => {
  let deadline: Instant | null = null
  for (const { until } of passed)
    if (until !== null && (deadline === null || until < deadline)) deadline = until
  return deadline
}

const reasonsOf = (passed: readonly Passed[], rests: Allowed['because']): Allowed['because'] => {
  const all: Citation[] = []
  for (const { because } of passed) all.push(...because)
  return RNEA.concat<Citation>(rests)(all)
}

const refuse = (message: Question, reasons: ReadonlyNonEmptyArray<Reason>, input: AskInput): Refusal => ({
  answer: 'refused',
  message,
  reasons,
  remedies: remediesFor(message, reasons, input),
  notKnown: notKnownFor(message, input),
  rulebook: input.calendar(input.at).id,
})
