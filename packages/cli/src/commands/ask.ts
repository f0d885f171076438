import { answerToJson, explain, explainView, isLeft, isRight, weigh, type Weighed } from '@guichet/core'
import { amountToJson, type RateCard } from '@guichet/rates'
import { messageOf } from '../answered.ts'
import type { Basis, Inquiry } from '../ask/basis.ts'
import { askLogs } from '../ask/by-logs.ts'
import { forecastPrices, type ForecastPrices } from '../bill/forecast-price.ts'
import { exit, write, type Io, type Unusable } from '../io.ts'

/**
 * The arguments of `guichet ask`. Several questions are answered in the order of their cost, cheapest first.
 */
export interface AskRequest extends Inquiry {
  readonly by: { readonly logs: readonly string[] } | { readonly store: string }
  /** Prices, from a rate card. */
  readonly card: RateCard | null
  readonly format: 'text' | 'json'
}

/** `guichet ask`: may this be sent to the customer, by these logs or this store? */
export const askCommand = async (request: AskRequest, io: Io): Promise<number> => {
  const { engine, thread, questions, at, card } = request
  const basis = await answered(request, io)
  if ('unusable' in basis) {
    await write(io.stderr, `guichet: ${basis.unusable}\n`)
    return exit.unusable
  }
  if (basis.unread > 0) await write(io.stderr, `guichet: ${unreadInWords(basis.unread)}\n`)
  const stranger = strangerInWords(basis, request)
  if (stranger !== null) await write(io.stderr, `guichet: ${stranger}\n`)
  const tooOld = basis.answers.find((answer) => isLeft(answer) && answer.left.answer !== 'refused')
  if (tooOld !== undefined) {
    await write(io.stderr, `guichet: ${explain(tooOld, engine.settings)}\n`)
    return exit.unusable
  }
  const prices = card === null ? null : forecastPrices(card, thread.customer, at, engine.settings.timeZone)
  const weighed = weigh(basis.answers, prices?.costOf)
  await write(
    io.stdout,
    request.format === 'json'
      ? toJson(weighed, prices, questions.length > 1)
      : toText(weighed, prices, basis, request),
  )
  return weighed.some(({ answer }) => isRight(answer)) ? exit.fine : exit.found
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
    ...(prices === null || isLeft(answer)
      ? {}
      : { cost: cost === null ? null : { amount: amountToJson(cost), currency: prices.currency } }),
  }))
  return `${JSON.stringify(several ? { answers } : answers[0], null, 2)}\n`
}

const unreadInWords = (parts: number): string =>
  parts === 1
    ? '1 part of the log was not read; guichet audit names it'
    : `${parts} parts of the log were not read; guichet audit names them`

/** Without this warning, a mistyped id gets a confident answer about an unknown customer. */
const strangerInWords = (
  { name, phoneNumbers, isKnown }: Basis,
  { thread: { phoneNumberId, customer } }: AskRequest,
): string | null => {
  const verb = name === 'the logs' ? { hold: 'hold', know: 'they know' } : { hold: 'holds', know: 'it knows' }
  if (phoneNumbers.includes(phoneNumberId))
    return isKnown ? null : `${name} ${verb.hold} nothing of ${customer} at ${phoneNumberId}`
  const known =
    phoneNumbers.length === 0 ? '' : `; ${verb.know} ${[...phoneNumbers].sort().slice(0, 5).join(', ')}`
  return `${name} ${verb.hold} nothing of phone number ${phoneNumberId}${known}`
}
