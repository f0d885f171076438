import { isLeft, type Answer, type MessageQuestion, type Question } from '@guichet/core'
import { togetherToJson } from '@guichet/core/plan'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { priceOfAnswer } from '../prices/json.ts'
import { found } from './found.ts'
import { eachAnswerToJson, oneAnswerToJson } from './json/answer.ts'
import { tooOld } from './problems.ts'
import { readBody } from './read.ts'
import { askRequest, questionsOf } from './requests.ts'

/** `POST /ask`: may these messages be sent to the customer, and what would they cost? */
export const askRoute = (parts: Parts): Hono => {
  const { runtime, limits, surroundings } = parts
  return new Hono().post('/ask', async ({ req }) => {
    const asked = await readBody(req.raw, limits.bodyBytes, askRequest)
    if (isLeft(asked)) return asked.left
    const { phoneNumberId, customer, at, messages, together = false } = asked.right
    const key = { phoneNumberId, customer }
    const questions = questionsOf(asked.right)
    const priced = (answer: Answer) => priceOfAnswer(parts, answer, key.customer, at ?? surroundings.now())
    if (together) {
      const row = await runtime.askTogether(key, questions.filter(isMessage), at)
      return isLeft(row) ? tooOld(row.left) : found(togetherToJson(row.right, priced))
    }
    const answers: Answer[] = []
    for (const question of questions) {
      const answer = await runtime.ask(key, question, at)
      if (isLeft(answer) && answer.left.answer !== 'refused') return tooOld(answer.left)
      answers.push(answer)
    }
    const [only] = answers
    return found(
      messages !== undefined || only === undefined
        ? { answers: answers.map((answer) => ({ ...eachAnswerToJson(answer), ...priced(answer) })) }
        : { ...oneAnswerToJson(only), ...priced(only) },
    )
  })
}

const isMessage = (question: Question): question is MessageQuestion =>
  question.kind !== 'call' && question.kind !== 'call-permission-request'
