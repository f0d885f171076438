import { answerToJson, explain, explainView, isLeft, isRight, weigh, type Weighed } from '@guichet/core'
import { messageOf } from '../answered.ts'
import type { Basis } from '../ask/basis.ts'
import { askLogs } from '../ask/by-logs.ts'
import type { AskRequest } from '../ask/request.ts'
import { warningsOf } from '../ask/warnings.ts'
import type { ForecastPrices } from '../bill/forecast-price.ts'
import { exit, write, type Io, type Unusable } from '../io.ts'

/** `guichet ask`: may this be sent to the customer, by these logs or this store? */
export const askCommand = async (request: AskRequest, io: Io): Promise<number> => {
  if (request.together) {
    const { askTogetherCommand } = await import('./ask-together.ts')
    return askTogetherCommand(request, io)
  }
  const { engine, thread, questions } = request
  const basis = await answered(request, io)
  if ('unusable' in basis) {
    await write(io.stderr, `guichet: ${basis.unusable}\n`)
    return exit.unusable
  }
  for (const warning of warningsOf(basis, thread)) await write(io.stderr, `guichet: ${warning}\n`)
  const tooOld = basis.answers.find((answer) => isLeft(answer) && answer.left.answer !== 'refused')
  if (tooOld !== undefined) {
    await write(io.stderr, `guichet: ${explain(tooOld, engine.settings)}\n`)
    return exit.unusable
  }
  const prices = await pricesOf(request)
  const weighed = weigh(basis.answers, prices?.costOf)
  await write(
    io.stdout,
    request.format === 'json'
      ? toJson(weighed, prices, questions.length > 1)
      : toText(weighed, prices, basis, request),
  )
  return weighed.some(({ answer }) => isRight(answer)) ? exit.fine : exit.found
}

/** The code for prices is loaded only if a rate card is named. */
const pricesOf = async ({ card, engine, thread, at }: AskRequest): Promise<ForecastPrices | null> => {
  if (card === null) return null
  const { forecastPrices } = await import('../bill/forecast-price.ts')
  return forecastPrices(card, thread.customer, at, engine.settings.timeZone)
}

const answered = async (request: AskRequest, { stdin, now }: Io): Promise<Basis | Unusable> => {
  const { by } = request
  if ('logs' in by) return askLogs(by.logs, request, stdin)
  // The code for stores is loaded only if a store is named.
  const { askStore } = await import('../ask/by-store.ts')
  return askStore(by.store, request, now)
}

const toText = (
  weighed: readonly Weighed[],
  prices: ForecastPrices | null,
  { view }: Basis,
  { engine }: AskRequest,
): string => {
  const lines = weighed.map(({ answer, cost }, index) => {
    const number = weighed.length > 1 ? `${index + 1}. ` : ''
    const price = prices === null || isLeft(answer) ? '' : prices.inWords(answer.right.charge, cost)
    return `${number}${explain(answer, engine.settings)} ${price}`.trimEnd()
  })
  const standing = isRight(view) ? [explainView(view.right, engine.settings)] : []
  return `${[...lines, ...standing].join('\n')}\n`
}

const toJson = (weighed: readonly Weighed[], prices: ForecastPrices | null, several: boolean): string => {
  const answers = weighed.map(({ answer, cost }) => ({
    ...(several ? { message: messageOf(answer) } : {}),
    ...answerToJson(answer),
    ...(prices === null || isLeft(answer) ? {} : { cost: prices.inJson(cost) }),
  }))
  return `${JSON.stringify(several ? { answers } : answers[0], null, 2)}\n`
}
