import type { Answer } from '../ask/answer.ts'
import { ask } from '../ask/ask.ts'
import type { AskInput } from '../ask/ask-input.ts'
import type { Forecast } from '../ask/forecast.ts'
import type { MessageQuestion } from '../ask/question.ts'
import { isPaid } from '../charge/charge.ts'
import { E } from '../prelude.ts'
import { citing, type Citation } from '../rulebook/citation.ts'
import { afterSending } from './sent.ts'

/** Several messages that go out one after another, at one instant. */
export interface Together {
  /** Each as it is answered after those before it, as far as they are allowed, were sent and delivered. */
  readonly answers: readonly Answer[]
  /** What joining the service messages into one changes; `null` where fewer than two of them are allowed. */
  readonly joined: Joined | null
}

/** The same messages with their service messages joined into the first. */
export interface Joined {
  readonly answers: readonly Answer[]
  readonly saves: {
    /** How many fewer messages go out. */
    readonly messages: number
    /** How many fewer of them are charged. */
    readonly charged: number
    /** How much less of the month's free tier is used. */
    readonly ofFreeTier: number
  }
  /** Why the messages that are saved cost what they cost. */
  readonly because: readonly Citation[]
}

/** Asks about messages in a row. */
export const askInRow = (messages: readonly MessageQuestion[], input: AskInput): Together => {
  const answers = inRow(messages, input)
  const [first, ...others] = answers.flatMap((answer, index) =>
    E.isRight(answer) && messages[index]?.kind === 'service' ? [index] : [],
  )
  if (first === undefined || others.length === 0) return { answers, joined: null }
  const joined = inRow(
    messages.filter((_, index) => !others.includes(index)),
    input,
  )
  const saved = others.flatMap((index) => chargeOf(answers[index]))
  return {
    answers,
    joined: {
      answers: joined,
      saves: {
        messages: others.length,
        charged: count(answers, isPaid) - count(joined, isPaid),
        ofFreeTier: count(answers, usesTier) - count(joined, usesTier),
      },
      because: citing(...saved),
    },
  }
}

const inRow = (messages: readonly MessageQuestion[], input: AskInput): readonly Answer[] => {
  let before = input
  return messages.map((message) => {
    const answer = ask(message, before)
    if (E.isRight(answer)) before = afterSending(message, before)
    return answer
  })
}

const chargeOf = (answer: Answer | undefined): readonly Forecast[] =>
  answer !== undefined && E.isRight(answer) ? [answer.right.charge] : []

const count = (answers: readonly Answer[], is: (charge: Forecast) => boolean): number =>
  answers.flatMap(chargeOf).filter(is).length

const usesTier = ({ tier }: Forecast): boolean => tier !== null && tier.used < tier.amount
