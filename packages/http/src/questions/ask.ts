import { isLeft, type Answer, type MessageQuestion, type Question } from '@guichet/core'
import { right } from '@guichet/core/adapter'
import { togetherToJson } from '@guichet/core/plan'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { priceOfAnswer } from '../prices/json.ts'
import { readFields, type Fields } from './body.ts'
import { found } from './found.ts'
import { eachAnswerToJson, oneAnswerToJson } from './json/answer.ts'
import { readQuestions } from './messages.ts'
import { badBody, tooOld } from './problems.ts'
import { readId, readInstant, show, wrong, type Read } from './read.ts'

/** `POST /ask`: may these messages be sent to the customer, and what would they cost? */
export const askRoute = (parts: Parts): Hono => {
  const { runtime, limits, surroundings } = parts
  return new Hono().post('/ask', async ({ req }) => {
    const body = await readFields(req.raw, limits.bodyBytes)
    if (isLeft(body)) return body.left
    const phoneNumberId = readId(body.right['phoneNumberId'], 'phoneNumberId')
    const customer = readId(body.right['customer'], 'customer')
    const at = readInstant(body.right['at'], 'at', undefined)
    const questions = readQuestions(body.right)
    const row = readRow(body.right, questions)
    if (isLeft(phoneNumberId) || isLeft(customer) || isLeft(at) || isLeft(questions) || isLeft(row))
      return badBody([phoneNumberId, customer, at, questions, row])
    const key = { phoneNumberId: phoneNumberId.right, customer: customer.right }
    const priced = (answer: Answer) =>
      priceOfAnswer(parts, answer, key.customer, at.right ?? surroundings.now())
    if (row.right !== null) {
      const together = await runtime.askTogether(key, row.right, at.right)
      return isLeft(together) ? tooOld(together.left) : found(togetherToJson(together.right, priced))
    }
    const answers: Answer[] = []
    for (const question of questions.right) {
      const answer = await runtime.ask(key, question, at.right)
      if (isLeft(answer) && answer.left.answer !== 'refused') return tooOld(answer.left)
      answers.push(answer)
    }
    const [only] = answers
    return found(
      'messages' in body.right || only === undefined
        ? { answers: answers.map((answer) => ({ ...eachAnswerToJson(answer), ...priced(answer) })) }
        : { ...oneAnswerToJson(only), ...priced(only) },
    )
  })
}

/** The messages of a row where `together` is true; else `null`. */
const readRow = (
  { together, messages }: Fields,
  questions: Read<readonly Question[]>,
): Read<readonly MessageQuestion[] | null> => {
  if (together === undefined || together === false || isLeft(questions)) return right(null)
  if (together !== true) return wrong('together', `must be true or false, but is ${show(together)}`)
  if (messages === undefined) return wrong('together', 'is of several messages; give a list in messages')
  const row = questions.right.flatMap((question) =>
    question.kind === 'call' || question.kind === 'call-permission-request' ? [] : [question],
  )
  return row.length === questions.right.length
    ? right(row)
    : wrong('together', 'is of messages; a call or a request to call is not asked about in a row')
}
