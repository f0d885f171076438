import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { DAY, HOUR, MINUTE, engine, type Event, type State } from '@guichet/core'
import { phoneNumberId } from '../flood/traffic.ts'
import { costOf } from '../table/cost-of.ts'
import type { Race, Row } from '../table/row.ts'

const noon = Date.UTC(2026, 10, 20, 12)
const account = 'A'
const question = { kind: 'template', name: 'news', language: 'en', category: 'utility' } as const

const throughput: Event = {
  type: 'throughput-changed',
  id: 't',
  at: noon - 3 * DAY,
  account,
  phoneNumberId,
  perSecond: 80,
}
const restricted: Event = {
  type: 'account-restricted',
  id: 'r',
  at: noon - 3 * DAY,
  account,
  restriction: 'replies',
  until: noon - 2 * DAY,
}
const limitOf = (limit: number | null): Event => ({
  type: 'messaging-limit-changed',
  id: 'l',
  at: noon - 3 * DAY,
  account,
  limit,
})

const keyOf = (index: number) => ({ phoneNumberId, customer: String(33_639_000_000 + index), account })

/** So many customers got a template each within the last day, and none of them wrote. */
const writtenTo = (customers: number, known: readonly Event[]): State => {
  const { evolve, initial } = engine()
  let state = known.reduce(evolve, initial)
  for (let index = 0; index < customers; index++) {
    const at = noon - DAY + HOUR + Math.floor((index * (DAY - 2 * HOUR)) / customers)
    const id = `wamid.${index}`
    const content = { kind: 'template', name: question.name, language: question.language } as const
    const key = keyOf(index)
    state = evolve(state, { type: 'business-messaged', id, at, content, ...key })
    const delivered = { type: 'message-status', message: id, status: 'delivered', ...key } as const
    state = evolve(state, { ...delivered, id: `${id}/delivered`, at: at + 2_000 })
  }
  return state
}

const many = 100_000
const pairs = 2_000

/** A message to a customer, then a question about them; then the next one. Time goes on from round to round. */
const writingAndAsking = (customers: number, known: readonly Event[]): (() => number) => {
  const { ask, evolve } = engine()
  let state = writtenTo(customers, known)
  let index = 0
  return () =>
    costOf(pairs, () => {
      for (const end = index + pairs; index < end; index++) {
        const key = keyOf((index * 7_919) % customers)
        const at = noon + index * 50
        const content = { kind: 'template', name: question.name, language: question.language } as const
        state = evolve(state, { type: 'business-messaged', id: `wamid.more.${index}`, at, content, ...key })
        ask(state, key, question, at + 1)
      }
    })
}

const askLimited = (): Race => ({
  ours: writingAndAsking(many, [throughput, restricted, limitOf(2 * many)]),
  rivals: { 'where nothing is known of the account': writingAndAsking(many, []) },
})

/** Megabytes on the heap that are in use. */
const inUse = (): number => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') for (let time = 0; time < 2; time++) collect()
  return process.memoryUsage().heapUsed / 1e6
}

/** What an engine keeps once it was asked, beside the state. */
const keptBy = (known: readonly Event[]): number => {
  const { ask } = engine()
  const state = writtenTo(many, known)
  const before = inUse()
  const answer = ask(state, keyOf(0), question, noon + MINUTE)
  const after = inUse()
  ask(state, keyOf(1), question, noon + MINUTE)
  return answer === undefined ? NaN : after - before
}

export const limitRows: readonly Row[] = [
  {
    row: 'ask-limited',
    what: 'a message and a question about its thread, with a rate, a restriction and a limit that 100,000 use',
    unit: 'µs',
    figure: { scale: 1e6 },
    target: { rival: 'where nothing is known of the account', atLeast: 0.67 },
    race: askLimited,
  },
  {
    row: 'limit-kept',
    what: 'kept of 100,000 customers who count towards a limit, beside the state',
    unit: 'MB',
    figure: { scale: 1 },
    target: { rival: 'the limit we set', atLeast: 1 },
    rounds: 1,
    race: () => ({
      ours: () => keptBy([limitOf(2 * many)]),
      rivals: { 'the limit we set': () => 10, 'an unlimited account': () => keptBy([limitOf(null)]) },
    }),
  },
]
