import { E, RNEA, pipe } from '../prelude.ts'
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
import { remediesFor } from './remedies.ts'

/** May this be sent? */
export const ask = (question: Question, input: AskInput): Answer =>
  pipe(
    judge(question, input),
    E.bimap(
      (reasons) => refuse(question, reasons, input),
      (passed) => allow(question, passed, input),
    ),
  )

const allow = (message: Question, passed: readonly Passed[], input: AskInput): Allowed => {
  const { at, standing, calendar } = input
  const deadlines = passed.flatMap(({ until }) => until ?? [])
  const open = openConversation(standing.conversation, at)
  const rests = !isMessageQuestion(message)
    ? lastingRules.callPermission
    : open === null
      ? lastingRules.opensConversation
      : lastingRules.joinsConversation
  return {
    answer: 'allowed',
    message,
    validUntil: deadlines.length === 0 ? null : Math.min(...deadlines),
    conversation: open,
    charge: forecast(message, input),
    notKnown: notKnownFor(message, input),
    rulebook: calendar(at).id,
    because: RNEA.concat<Citation>(rests.because)(passed.flatMap(({ because }) => because)),
  }
}

const refuse = (
  message: Question,
  reasons: RNEA.ReadonlyNonEmptyArray<Reason>,
  input: AskInput,
): Refusal => ({
  answer: 'refused',
  message,
  reasons,
  remedies: remediesFor(message, reasons, input),
  notKnown: notKnownFor(message, input),
  rulebook: input.calendar(input.at).id,
})
