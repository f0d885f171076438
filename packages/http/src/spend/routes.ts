import { toIso, type Instant, type LocalDate } from '@guichet/core'
import { localDate, startOfLocalDay } from '@guichet/core/time'
import { Hono } from 'hono'
import type { Parts } from '../parts.ts'
import { amountToJson } from '../prices/json.ts'
import type { SpendLine } from '../prices/port.ts'
import { found } from '../questions/found.ts'
import type { Fieldset } from '../questions/json/thread.ts'
import { spendBook } from './book.ts'

/** `GET /spend`: what today and this month cost, in the account's time zone. */
export const spend = ({ runtime, engine, surroundings, prices, scope }: Parts): Hono => {
  const book = spendBook(runtime)
  return new Hono().get('/spend', async () => {
    const card = prices()
    const { timeZone } = engine.settings
    const now = surroundings.now()
    const tenant = scope?.tenant ?? null
    if (card === null)
      return found({ now: toIso(now), tenant, timeZone, currency: null, today: null, month: null })
    const day = localDate(now, timeZone)
    const today = startOfLocalDay(day, timeZone)
    const month = startOfLocalDay(`${day.slice(0, 8)}01` as LocalDate, timeZone)
    const charges = await book.since(month)
    const [earlier = [], ofToday = []] = card.bill([
      charges.filter(({ at }) => at < today),
      charges.filter(({ at }) => at >= today),
    ])
    return found({
      now: toIso(now),
      tenant,
      timeZone,
      currency: card.currency,
      today: partToJson(today, ofToday),
      month: partToJson(month, [...earlier, ...ofToday]),
    })
  })
}

const partToJson = (from: Instant, lines: readonly SpendLine[]): Fieldset => {
  const all = [...summed(lines)]
  return {
    from: toIso(from),
    ...sumToJson(sumOf(lines)),
    unknown: {
      withoutRate: sumOf(lines).unpriced,
      withoutCategory: sumOf(lines.filter(({ category }) => category === 'unknown')).messages,
    },
    lines: all.map(({ phoneNumberId, category, market, ...sum }) => ({
      phoneNumberId,
      category,
      market,
      ...sumToJson(sum),
    })),
  }
}

type Sum = Pick<SpendLine, 'messages' | 'paid' | 'amount' | 'unpriced'>

const sumOf = (lines: readonly Sum[]): Sum =>
  lines.reduce<Sum>(
    (sum, { messages, paid, amount, unpriced }) => ({
      messages: sum.messages + messages,
      paid: sum.paid + paid,
      amount: sum.amount + amount,
      unpriced: sum.unpriced + unpriced,
    }),
    { messages: 0, paid: 0, amount: 0n, unpriced: 0 },
  )

const sumToJson = ({ messages, paid, amount }: Sum): Fieldset => ({
  amount: amountToJson(amount),
  messages,
  paid,
})

/** Lines of the same phone number, category and market as one. */
const summed = (lines: readonly SpendLine[]): Iterable<SpendLine> => {
  const groups = new Map<string, SpendLine>()
  for (const line of lines) {
    const { phoneNumberId, category, market } = line
    const name = JSON.stringify([phoneNumberId, category, market])
    const before = groups.get(name)
    groups.set(name, before === undefined ? line : { ...line, ...sumOf([before, line]) })
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line)
}
