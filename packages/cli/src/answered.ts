import { isRight, type Answer, type Question } from '@guichet/core'

/** The message of an answer; `null` where the instant was too old to answer. */
export const messageOf = (answer: Answer): Question | null => {
  if (isRight(answer)) return answer.right.message
  return answer.left.answer === 'refused' ? answer.left.message : null
}
