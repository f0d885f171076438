import { isLeft, parseQuestion, type Answer, type Question } from '@guichet/core'
import { left, right } from '@guichet/core/adapter'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { readFields, type Fields } from './body.ts'
import { found } from './found.ts'
import { eachAnswerToJson, oneAnswerToJson } from './json/answer.ts'
import { badBody, tooOld } from './problems.ts'
import { readId, readInstant, show, wrong, type Read } from './read.ts'

/** How many questions one request may ask, because each costs a read of the store. */
const mostQuestions = 100

/** `POST /ask`: may these messages be sent to the customer, and what would they cost? */
export const askRoute = ({ runtime, limits }: Parts): Hono =>
  new Hono().post('/ask', async ({ req }) => {
    const body = await readFields(req.raw, limits.bodyBytes)
    if (isLeft(body)) return body.left
    const phoneNumberId = readId(body.right['phoneNumberId'], 'phoneNumberId')
    const customer = readId(body.right['customer'], 'customer')
    const at = readInstant(body.right['at'], 'at', undefined)
    const questions = readQuestions(body.right)
    if (isLeft(phoneNumberId) || isLeft(customer) || isLeft(at) || isLeft(questions))
      return badBody([phoneNumberId, customer, at, questions])
    const key = { phoneNumberId: phoneNumberId.right, customer: customer.right }
    const answers: Answer[] = []
    for (const question of questions.right) {
      const answer = await runtime.ask(key, question, at.right)
      if (isLeft(answer) && answer.left.answer !== 'refused') return tooOld(answer.left)
      answers.push(answer)
    }
    const [only] = answers
    return found(
      'messages' in body.right || only === undefined
        ? { answers: answers.map(eachAnswerToJson) }
        : oneAnswerToJson(only),
    )
  })

/** The one message, or the several, that are asked about. */
const readQuestions = ({ message, messages }: Fields): Read<readonly Question[]> => {
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
  return problems.length > 0
    ? left(problems)
    : right(reads.flatMap((read) => (isLeft(read) ? [] : read.right)))
}

const sizeOf = (messages: unknown): string =>
  Array.isArray(messages) ? `a list of ${messages.length}` : show(messages)

const readQuestion = (value: unknown, where: string): Read<Question> => {
  const question = parseQuestion(value)
  return isLeft(question)
    ? left(question.left.map(({ path, reason }) => ({ field: `${where}${path.slice(1)}`, reason })))
    : question
}
