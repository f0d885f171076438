import { explain, isLeft, isRight, type Answer, type Together } from '@guichet/core'
import { explainTogether, togetherToJson } from '@guichet/core/plan'
import { amountInWords } from '@guichet/rates'
import type { AskRequest } from '../ask/request.ts'
import { askRow } from '../ask/together.ts'
import { warningsOf } from '../ask/warnings.ts'
import { forecastPrices, type ForecastPrices } from '../bill/forecast-price.ts'
import { exit, write, type Io } from '../io.ts'

/** `guichet ask --together`: what do messages in a row cost, and what does joining them save? */
export const askTogetherCommand = async (request: AskRequest, io: Io): Promise<number> => {
  const { engine, thread, at, card } = request
  const { settings } = engine
  const basis = await askRow(request, io)
  if ('unusable' in basis) {
    await write(io.stderr, `guichet: ${basis.unusable}\n`)
    return exit.unusable
  }
  for (const warning of warningsOf(basis, thread)) await write(io.stderr, `guichet: ${warning}\n`)
  if (isLeft(basis.together)) {
    await write(io.stderr, `guichet: ${explain(basis.together, settings)}\n`)
    return exit.unusable
  }
  const together = basis.together.right
  const prices = card === null ? null : forecastPrices(card, thread.customer, at, settings.timeZone)
  await write(
    io.stdout,
    request.format === 'json' ? toJson(together, prices) : toText(together, prices, settings.timeZone),
  )
  return together.answers.some(isRight) ? exit.fine : exit.found
}

const toText = (together: Together, prices: ForecastPrices | null, timeZone: string): string => {
  const saved = prices === null ? null : savedBy(together, prices)
  const lines = explainTogether(together, {
    timeZone,
    priceInWords: (answer) =>
      prices === null || isLeft(answer)
        ? ''
        : prices.inWords(answer.right.charge, prices.costOf(answer.right.charge)),
    ...(prices === null || saved === null ? {} : { saved: amountInWords(saved, prices.currency) }),
  })
  return `${lines.join('\n')}\n`
}

const toJson = (together: Together, prices: ForecastPrices | null): string => {
  const json = togetherToJson(together, (answer) =>
    prices === null || isLeft(answer) ? {} : { cost: prices.inJson(prices.costOf(answer.right.charge)) },
  )
  const saved =
    prices === null || together.joined === null ? {} : { saved: prices.inJson(savedBy(together, prices)) }
  return `${JSON.stringify({ ...json, ...saved }, null, 2)}\n`
}

/** What joining saves; `null` where a rate is missing, or where nothing is joined. */
const savedBy = ({ answers, joined }: Together, prices: ForecastPrices): bigint | null => {
  if (joined === null) return null
  const [before, after] = [totalOf(answers, prices), totalOf(joined.answers, prices)]
  return before === null || after === null ? null : before - after
}

const totalOf = (answers: readonly Answer[], { costOf }: ForecastPrices): bigint | null =>
  answers.reduce<bigint | null>((total, answer) => {
    const cost = isLeft(answer) ? 0n : costOf(answer.right.charge)
    return total === null || cost === null ? null : total + cost
  }, 0n)
