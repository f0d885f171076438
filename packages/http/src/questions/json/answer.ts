import { answerToJson, isRight, type Answer, type Question } from '@guichet/core'
import type { Fieldset } from './thread.ts'

/**
 * The answer to one question; `undefined` for an instant that is too old, which is answered with a problem.
 */
export const oneAnswerToJson = (answer: Answer): Fieldset => answerToJson(answer) ?? {}

/** One of several answers, with the message it answers. */
export const eachAnswerToJson = (answer: Answer): Fieldset => {
  const message = messageOf(answer)
  return { ...(message === null ? {} : { message: { ...message } }), ...oneAnswerToJson(answer) }
}

const messageOf = (answer: Answer): Question | null => {
  if (isRight(answer)) return answer.right.message
  return answer.left.answer === 'refused' ? answer.left.message : null
}
