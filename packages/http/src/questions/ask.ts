import { isLeft, type Answer } from '@guichet/core'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { readFields } from './body.ts'
import { found } from './found.ts'
import { eachAnswerToJson, oneAnswerToJson } from './json/answer.ts'
import { readQuestions } from './messages.ts'
import { badBody, tooOld } from './problems.ts'
import { readId, readInstant } from './read.ts'

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
