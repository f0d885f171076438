import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DAY,
  HOUR,
  engine as engineOf,
  isLeft,
  parseEvent,
  type Event,
  type ThreadEvent,
} from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import { memoryStore, type Store } from '../src/index.ts'
import { bodyOf, start, worldOf } from './support/world.ts'
import { holdsLater } from '../../core/test/support/check.ts'

const engine = engineOf()
const ids = ['US.a', 'US.b', '1', '2'] as const
const span = 6 * DAY

const history: fc.Arbitrary<readonly ThreadEvent[]> = fc
  .array(
    fc.tuple(
      fc.nat({ max: span / HOUR }),
      fc.constantFrom<{ customer: string; aliases?: readonly string[] }[]>(
        { customer: '1' },
        { customer: '2' },
        { customer: 'US.a' },
        ...['US.a', 'US.b', 'FR.c'].flatMap((customer) => [
          { customer, aliases: ['1'] },
          { customer: '1', aliases: [customer] },
          { customer, aliases: ['2'] },
        ]),
        { customer: '1', aliases: ['2'] },
      ),
      fc.constantFrom('text', 'text', 'edit'),
    ),
    { minLength: 2, maxLength: 8, size: 'max' },
  )
  .map((steps) =>
    steps.map(([hour, names, kind], index) => ({
      type: 'customer-messaged',
      id: `m${index}`,
      at: start - span - HOUR + hour * HOUR,
      kind,
      phoneNumberId: '100',
      ...names,
    })),
  )

const processes = fc.array(fc.nat({ max: 1 }), { minLength: 3, maxLength: 5 })

/** What everybody is told who asks about these instants, and which events are whose. */
const answersOf = async (store: Store, instants: readonly number[], cachedThreads = 0): Promise<unknown> => {
  const { runtime } = worldOf({ store, cachedThreads })
  return Promise.all(
    ids.map(async (customer) => {
      const key = { phoneNumberId: '100', customer }
      const events = await runtime.events(key)
      const views = await Promise.all(
        instants.map(async (at) => [
          await runtime.view(key, at),
          await runtime.ask(key, { kind: 'service' }, at),
        ]),
      )
      return [views, events.map(({ id }) => id).toSorted()]
    }),
  )
}

const expected = (facts: readonly ThreadEvent[], instants: readonly number[]): unknown => {
  const state = facts.reduce(engine.evolve, emptyState)
  return ids.map((customer) => {
    const key = { phoneNumberId: '100', customer }
    const views = instants.map((at) => [
      engine.view(state, key, at),
      engine.ask(state, key, { kind: 'service' }, at),
    ])
    return [
      views,
      engine
        .eventsOf(facts, customer)
        .map(({ id }) => id)
        .toSorted(),
    ]
  })
}

const eventIn = (line: string): Event => {
  const read = parseEvent(JSON.parse(line))
  if (isLeft(read)) throw new Error(`exported, and not to be read: ${line}`)
  return read.right
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

describe('where phone numbers are handed on', () => {
  test('webhooks in any order, delivered twice, to two processes, give the answers of the pure fold', async () => {
    await holdsLater(
      fc.tuple(history, processes, fc.nat()),
      async ([facts, turns, again]) => {
        const store = memoryStore()
        const worlds = [worldOf({ store }), worldOf({ store })]
        const bodies = [...facts, ...facts.slice(again % facts.length)].map((event) => bodyOf([event]))
        for (const [index, body] of bodies.entries())
          await worlds[turns[index % turns.length] ?? 0]?.runtime.receive(body)
        const instants = [...new Set(facts.map(({ at }) => at)), start]
        return same(await answersOf(store, instants), expected(facts, instants))
      },
      60,
    )
  })

  test('importing again changes nothing, and another store that takes in what is exported answers the same', async () => {
    await holdsLater(
      history,
      async (facts) => {
        const store = memoryStore()
        const { runtime } = worldOf({ store })
        for (const event of facts) await runtime.record([event])
        const instants = [...new Set(facts.map(({ at }) => at)), start]
        const answers = await answersOf(store, instants)
        const receipt = await runtime.record(facts)
        const lines: Event[] = []
        for await (const line of runtime.exportEvents()) lines.push(eventIn(line))
        const other = memoryStore()
        await worldOf({ store: other }).runtime.record(lines)
        return (
          receipt.absorbed === 0 &&
          same(answers, await answersOf(store, instants)) &&
          same(answers, await answersOf(other, instants)) &&
          same(answers, expected(facts, instants))
        )
      },
      60,
    )
  })
})

test('an imported event of the far future is not taken in, and the reason is told', async () => {
  const { runtime } = worldOf({ store: memoryStore() })
  const event: Event = {
    type: 'customer-messaged',
    id: 'm',
    at: Date.UTC(2099, 0, 1),
    kind: 'text',
    phoneNumberId: '100',
    customer: '1',
  }
  expect(await runtime.record([event])).toEqual({
    absorbed: 0,
    duplicates: 0,
    late: 0,
    erased: 0,
    arrivals: [],
    unread: [{ path: '$[0].at', reason: 'its time is more than a day after it was received' }],
  })
})
