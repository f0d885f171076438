import {
  answerToJson,
  explain,
  explainView,
  isLeft,
  isRight,
  phoneNumbersOf,
  threadOf,
  weigh,
  type Engine,
  type Instant,
  type Question,
  type State,
  type ThreadKey,
  type Weighed,
} from '@guichet/core'
import { messageOf } from '../answered.ts'
import { amountToJson, type RateCard } from '@guichet/rates'
import { forecastPrices, type ForecastPrices } from '../bill/forecast-price.ts'
import { outboundEvents } from '../input/outbound.ts'
import { readInput } from '../input/read.ts'
import { readRecord } from '../input/record.ts'
import { exit, write, type Io } from '../io.ts'

/** What `guichet ask` was asked. */
export interface AskRequest {
  readonly logs: readonly string[]
  readonly engine: Engine
  readonly thread: ThreadKey
  /** Several are put in the order of their cost. */
  readonly questions: readonly Question[]
  /** Prices, from a rate card. */
  readonly card: RateCard | null
  readonly at: Instant
  readonly format: 'text' | 'json'
}

/** `guichet ask`: may this be sent to the customer, going by these logs? */
export const askCommand = async (request: AskRequest, io: Io): Promise<number> => {
  const { engine, thread, questions, at, logs } = request
  const read = await readLogs(logs, engine, thread, io)
  if ('unusable' in read) {
    await write(io.stderr, `guichet: ${read.unusable}\n`)
    return exit.unusable
  }
  if (read.unread > 0) await write(io.stderr, `guichet: ${unreadInWords(read.unread)}\n`)
  const stranger = strangerInWords(read.state, thread)
  if (stranger !== null) await write(io.stderr, `guichet: ${stranger}\n`)
  const answers = questions.map((question) => engine.ask(read.state, thread, question, at))
  const tooOld = answers.find((answer) => isLeft(answer) && answer.left.answer === 'too-old')
  if (tooOld !== undefined) {
    await write(io.stderr, `guichet: ${explain(tooOld, engine.settings)}\n`)
    return exit.unusable
  }
  const { card } = request
  const prices = card === null ? null : forecastPrices(card, thread.customer, at, engine.settings.timeZone)
  const weighed = weigh(answers, prices?.costOf)
  await write(
    io.stdout,
    request.format === 'json'
      ? toJson(weighed, prices, questions.length > 1)
      : toText(weighed, prices, read.state, request),
  )
  return weighed.some(({ answer }) => isRight(answer)) ? exit.fine : exit.found
}

const toText = (
  weighed: readonly Weighed[],
  prices: ForecastPrices | null,
  state: State,
  { engine, thread, at }: AskRequest,
): string => {
  const lines = weighed.map(({ answer, cost }, index) => {
    const number = weighed.length > 1 ? `${index + 1}. ` : ''
    const price = prices === null || isLeft(answer) ? '' : prices.inWords(answer.right.charge, cost)
    return `${number}${explain(answer, engine.settings)} ${price}`.trimEnd()
  })
  const view = engine.view(state, thread, at)
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
    ? '1 part of the log was not read; audit names it'
    : `${parts} parts of the log were not read; audit names them`

/** Whoever mistypes an id would otherwise get a confident answer about somebody that nobody knows. */
const strangerInWords = (state: State, thread: ThreadKey): string | null => {
  const { phoneNumberId, customer } = thread
  const numbers = phoneNumbersOf(state)
  if (numbers.includes(phoneNumberId))
    return threadOf(state, thread).newest === null
      ? `the logs hold nothing of ${customer} at ${phoneNumberId}`
      : null
  const known = numbers.length === 0 ? '' : `; they know ${[...numbers].sort().slice(0, 5).join(', ')}`
  return `the logs hold nothing of phone number ${phoneNumberId}${known}`
}

interface Read {
  readonly state: State
  readonly unread: number
}

const readLogs = async (
  logs: readonly string[],
  engine: Engine,
  thread: ThreadKey,
  io: Io,
): Promise<Read | { readonly unusable: string }> => {
  let state = engine.initial
  let unread = 0
  for (const log of logs) {
    const failure = await readInput(log, io.stdin, {
      text: (text) => {
        const record = readRecord(text)
        if (record.is !== 'outbound') unread += record.unread.length
        if (record.is === 'nothing') return
        const events =
          record.is === 'outbound'
            ? outboundEvents(record.outbound, record.outbound.phoneNumberId ?? thread.phoneNumberId)
            : record.events
        state = events.reduce(engine.evolve, state)
      },
      tooLong: () => unread++,
      progress: () => undefined,
    })
    if (failure !== null) return { unusable: `${failure.file}: ${failure.reason}` }
  }
  return { state, unread }
}
