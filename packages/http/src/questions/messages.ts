import { isLeft, parseQuestion, type Question } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import type { Fields } from './body.ts'
import { show, wrong, type Read } from './read.ts'

/** How many questions one request may ask, because each costs a read of the store. */
const mostQuestions = 100

/** The one message, or the several, that are asked about. */
export const readQuestions = ({ message, messages }: Fields): Read<readonly [Question, ...Question[]]> => {
  if (message !== undefined && messages !== undefined)
    return wrong('messages', 'give message or messages, not both')
  if (messages === undefined) {
    if (message === undefined)
      return wrong('message', 'is missing; give {"kind":"service"}, for instance, or a list in messages')
    const question = readQuestion(message, 'message')
    return isLeft(question) ? question : right([question.right])
  }
  if (!Array.isArray(messages) || messages.length === 0 || messages.length > mostQuestions)
    return wrong('messages', `must be a list of 1 to ${mostQuestions} messages, but is ${sizeOf(messages)}`)
  const reads = messages.map((element: unknown, index) => readQuestion(element, `messages[${index}]`))
  const problems = reads.flatMap((read) => (isLeft(read) ? read.left : []))
  const [first, ...others] = reads.flatMap((read) => (isLeft(read) ? [] : read.right))
  return problems.length > 0 || first === undefined ? left(problems) : right([first, ...others])
}

const sizeOf = (messages: unknown): string =>
  Array.isArray(messages) ? `a list of ${messages.length}` : show(messages)

const readQuestion = (value: unknown, where: string): Read<Question> => {
  const question = parseQuestion(value)
  return isLeft(question)
    ? left(question.left.map(({ path, reason }) => ({ field: `${where}${path.slice(1)}`, reason })))
    : question
}
