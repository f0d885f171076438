import { engine as engineOf, type Event, type Instant, type ThreadKey } from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { runtime, type Store } from '../../src/index.ts'
import { bodyOf, readBody } from '../support/world.ts'
import { startChild } from './child.ts'
import { diceOf } from './dice.ts'

export interface RaceInput {
  readonly script: string
  readonly args: readonly string[]
  readonly open: () => Promise<Store>
  readonly processes: number
  readonly threads: number
  readonly webhooks: number
  readonly seed: number
}

/** What the processes came to together, and what one alone would have, in the same words. */
export interface Raced {
  readonly together: string
  readonly alone: string
}

const start = Date.UTC(2026, 9, 20, 12)

/** Several processes take in a shuffled share of the same webhooks at once; some of them come to two. */
export const race = async ({
  script,
  args,
  open,
  processes,
  threads,
  webhooks,
  seed,
}: RaceInput): Promise<Raced> => {
  const dice = diceOf(seed)
  const events = Array.from({ length: webhooks }, (_, number) => eventOf(number, threads, dice))
  const shuffled = events
    .map((event) => [dice(), event] as const)
    .sort(([one], [other]) => one - other)
    .map(([, event]) => event)
  const children = await Promise.all(
    Array.from({ length: processes }, () => startChild(script, args, () => null)),
  )
  await Promise.all(
    shuffled.flatMap((event, index) => {
      const body = bodyOf([event])
      const one = children[index % processes]
      const other = dice() < 0.2 ? children[(index + 1) % processes] : undefined
      return [one, other].map(async (child) => {
        const reply = await child?.tell({ do: 'receive', body }, start)
        if (reply?.failure !== undefined) throw new Error(reply.failure)
      })
    }),
  )
  await Promise.all(children.map((child) => child.kill()))

  const engine = engineOf()
  const state = events.reduce(engine.evolve, emptyState)
  const keys = Array.from({ length: threads }, (_, thread) => keyOf(thread))
  const store = await open()
  const subject = runtime({
    engine,
    store,
    read: readBody,
    transport: { send: () => Promise.resolve({ outcome: 'unknown', reason: 'nobody sends here' }) },
  })
  const together: unknown[] = []
  for (const key of keys)
    together.push(await subject.view(key, start), await subject.ask(key, { kind: 'service' }, start))
  together.push((await store.allEvents({ after: null, limit: 100_000 })).length)
  await store.close()
  const alone = [
    ...keys.flatMap((key): readonly unknown[] => [
      engine.view(state, key, start),
      engine.ask(state, key, { kind: 'service' }, start),
    ]),
    events.length,
  ]
  return { together: JSON.stringify(together), alone: JSON.stringify(alone) }
}

const keyOf = (thread: number): ThreadKey => ({
  phoneNumberId: `10${thread % 2}`,
  customer: `1555010${String(thread).padStart(4, '0')}`,
})

/** Customers and the business in turn, over two days. */
const eventOf = (number: number, threads: number, dice: () => number): Event => {
  const key = keyOf(Math.floor(dice() * threads))
  const at: Instant = start - Math.floor(dice() * 48 * 3_600_000)
  const id = `e${number}`
  if (dice() < 0.6) return { type: 'customer-messaged', id, at, kind: 'text', ...key }
  return { type: 'business-messaged', id, at, content: { kind: 'service' }, ...key }
}
