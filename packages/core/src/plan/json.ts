import type { Each, Whole } from '../event/whole.ts'
import { answerToJson, type Json } from '../json.ts'
import type { Question } from '../ask/question.ts'
import { E } from '../prelude.ts'
import { toIso } from '../time/instant.ts'
import type { Answer } from '../ask/answer.ts'
import type { Plan, PlanOption } from './plan.ts'
import type { Together } from './together.ts'

/** Members of an option beside its own, such as its price. */
export type OptionMembers = (option: PlanOption) => { readonly [key: string]: Json }

/**
 * A plan as JSON: instants as ISO 8601. `earliest` and `cheapest` count the options from nought; `null` where none
 * needs nothing. `more` adds members to each option, such as its price.
 */
export const planToJson = (plan: Plan, more: OptionMembers = () => ({})): { readonly [key: string]: Json } =>
  planParts(plan, more)

const planParts = (
  { from, until, now, earliest, cheapest, options, notKnown }: Plan,
  more: OptionMembers,
): Each<Plan, Json> => ({
  from: toIso(from),
  until: toIso(until),
  now: now.map(eachToJson),
  earliest: indexOf(options, earliest),
  cheapest: indexOf(options, cheapest),
  options: options.map((option) => ({ ...optionToJson(option), ...more(option) })),
  notKnown,
})

/** Members of an answer beside its own, such as its price. */
export type AnswerMembers = (answer: Answer) => { readonly [key: string]: Json }

/** Answers to messages in a row as JSON. `more` adds members to each answer, such as its price. */
export const togetherToJson = (
  { answers, joined }: Together,
  more: AnswerMembers = () => ({}),
): { readonly [key: string]: Json } => ({
  answers: answers.map((answer) => ({ ...eachToJson(answer), ...more(answer) })),
  joined:
    joined === null
      ? null
      : {
          answers: joined.answers.map((answer) => ({ ...eachToJson(answer), ...more(answer) })),
          saves: { ...joined.saves },
          because: joined.because,
        },
})

const eachToJson = (answer: Answer): { readonly [key: string]: Json } => ({
  message: messageOf(answer),
  ...answerToJson(answer),
})

const optionToJson = ({
  at,
  until,
  needs,
  isAsked,
  answer,
}: Whole<PlanOption, 'at' | 'until' | 'needs' | 'isAsked' | 'answer' | 'cost'>): {
  readonly [key: string]: Json
} => {
  const { answer: _, ...rest } = answerToJson(E.right(answer)) ?? {}
  return {
    at: toIso(at),
    until: until === null ? null : toIso(until),
    needs,
    asked: isAsked,
    message: questionToJson(answer.message),
    ...rest,
  }
}

const indexOf = (options: readonly PlanOption[], option: PlanOption | null): number | null =>
  option === null ? null : options.indexOf(option)

const messageOf = (answer: Answer): Json => {
  if (E.isRight(answer)) return questionToJson(answer.right.message)
  return answer.left.answer === 'refused' ? questionToJson(answer.left.message) : null
}

const questionToJson = (question: Question): Json => ({ ...question })
