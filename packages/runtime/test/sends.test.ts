import { DAY, HOUR, MINUTE, engine as engineOf, type Event, type Instant } from '@guichet/core'
import { emptyState } from '@guichet/core/store'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memoryPlace, type MemoryPlace, type Runtime, type Store } from '../src/index.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { start, worldOf, type World } from './support/world.ts'

const engine = engineOf()
const phoneNumberId = '106540352242922'
const account = '102290129340398'
const question = { kind: 'template', name: 'order_ready', language: 'en' } as const
const customer = '16505551234'

const sent = (id: string, at: Instant, more: object = {}): Event => ({
  type: 'business-messaged',
  id,
  at,
  phoneNumberId,
  customer,
  content: question,
  ...more,
})

const refused = (message: string, at: Instant): Event => ({
  type: 'message-status',
  id: `${message}:failed`,
  at,
  message,
  status: 'failed',
  errorCode: 132_001,
  phoneNumberId,
  customer,
})

const changed = (status: string, at: Instant): Event => ({
  type: 'template-changed',
  id: `${status} ${at}`,
  at,
  account,
  name: question.name,
  language: question.language,
  status,
})

const listed = (at: Instant, isIn: boolean): Event => ({
  type: 'templates-listed',
  id: `list ${at}`,
  at,
  account,
  templates: isIn ? [{ name: question.name, language: question.language }] : [],
})

const answersOf = async (runtime: Runtime, instants: readonly Instant[]): Promise<readonly unknown[]> => {
  const answers: unknown[] = []
  for (const at of instants) answers.push(await runtime.ask({ phoneNumberId, customer }, question, at))
  return answers
}

const folded = (events: readonly Event[], instants: readonly Instant[]): readonly unknown[] => {
  const state = events.reduce(engine.evolve, emptyState)
  return instants.map((at) => engine.ask(state, { phoneNumberId, customer }, question, at))
}

const rowsOf = (store: Store) => store.sends({ after: null, limit: 100_000 })

const processOn = async (place: MemoryPlace, enoughForAnotherCommit = 64): Promise<World> =>
  worldOf({ engine, store: await place.open(), enoughForAnotherCommit, now: start + 100 * DAY })

const minutesOf = (some: readonly { readonly minute: number }[]): readonly Instant[] =>
  some.map(({ minute }) => start + minute * MINUTE)

/** Sends and what else tells of one template, within a few days, one event a minute at most. */
const histories = fc
  .uniqueArray(
    fc.record({
      minute: fc.integer({ min: 0, max: 4_000 }),
      is: fc.constantFrom('sent', 'sent', 'sent', 'refused', 'PAUSED', 'APPROVED', 'listed', 'unlisted'),
    }),
    { minLength: 1, maxLength: 60, selector: ({ minute }) => minute },
  )
  .map((some) => ({
    instants: minutesOf(some),
    events: some.flatMap(({ minute, is }): readonly Event[] => {
      const at = start + minute * MINUTE
      if (is === 'listed' || is === 'unlisted') return [listed(at, is === 'listed')]
      if (is === 'PAUSED' || is === 'APPROVED') return [changed(is, at)]
      const one = sent(`wamid ${minute}`, at, minute % 3 === 0 ? { account } : {})
      return is === 'sent' ? [one] : [one, refused(`wamid ${minute}`, at + 1_000)]
    }),
  }))

describe('what accepted sends prove', () => {
  test('is known after a restart as it is known to the fold, in whatever order all came', async () => {
    await holdsLater(
      histories,
      async ({ events, instants }) => {
        const place = memoryPlace()
        const before = await processOn(place)
        for (const event of events) await before.runtime.record([event])
        const expected = JSON.stringify(folded(events, instants))
        const known = JSON.stringify(await answersOf(before.runtime, instants))
        const after = await processOn(place)
        return known === expected && JSON.stringify(await answersOf(after.runtime, instants)) === expected
      },
      40,
    )
  })

  test('is the same for two processes, whichever hears of what', async () => {
    await holdsLater(
      histories,
      async ({ events, instants }) => {
        const place = memoryPlace()
        const both = [await processOn(place), await processOn(place)]
        for (const [index, event] of events.entries()) await both[index % 2]?.runtime.record([event])
        const now = [start + 10 * DAY]
        const expected = JSON.stringify(folded(events, now))
        for (const { runtime } of both)
          if (JSON.stringify(await answersOf(runtime, now)) !== expected) return false
        const after = await processOn(place)
        const all = JSON.stringify(await answersOf(after.runtime, instants))
        return all === JSON.stringify(folded(events, instants))
      },
      60,
    )
  })

  test('is known to another process at once, which sees nothing but the store', async () => {
    const place = memoryPlace()
    const [one, other] = [await processOn(place), await processOn(place)]
    const at = start + DAY
    const asked = async () => JSON.stringify(await answersOf(other.runtime, [at]))
    expect(await asked()).toContain('"notKnown":["templates"')
    await one.runtime.record([sent('first', start)])
    expect(await asked()).not.toContain('"templates"')
    await one.runtime.record([changed('PAUSED', start + HOUR)])
    expect(await asked()).toContain('template-paused')
    await one.runtime.record([sent('second', start + 2 * HOUR)])
    expect(await asked()).not.toContain('template-paused')
    await one.runtime.record([refused('second', start + 3 * HOUR)])
    expect(await asked()).toContain('template-paused')
  })

  test.each([
    ['a change of the template between two sends', [changed('PAUSED', start + HOUR)]],
    ['a failure of the first send', [changed('PAUSED', start - HOUR), refused('first', start + 3 * HOUR)]],
  ])('counts for both processes when either hears late of %s', async (_, late) => {
    for (const hears of [0, 1]) {
      const place = memoryPlace()
      const [one, other] = [await processOn(place), await processOn(place)]
      const both = [one, other]
      const sends = [sent('first', start), sent('second', start + 2 * HOUR)]
      const asked = [start + DAY]
      for (const event of sends) {
        await one.runtime.record([event])
        if (event === sends[0]) await answersOf(other.runtime, asked)
      }
      for (const event of late) await both[hears]?.runtime.record([event])
      for (const { runtime } of both)
        expect(await answersOf(runtime, asked)).toEqual(folded([...sends, ...late], asked))
    }
  })

  test('stays few small rows, however many are sent at once, and names neither message nor customer', async () => {
    const place = memoryPlace()
    const { runtime, store } = await processOn(place, 1)
    const events = Array.from({ length: 3_000 }, (_, index) => {
      const own = { phoneNumberId, customer: `1650555${String(index % 50).padStart(4, '0')}` }
      return sent(`wamid.${own.customer}.${index}`, start + index * 2 * MINUTE, own)
    })
    for (let next = 0; next < events.length; next += 100)
      await Promise.all(events.slice(next, next + 100).map((event) => runtime.record([event])))
    const rows = await rowsOf(store)
    expect(rows.length).toBeGreaterThan(5)
    expect(rows.length).toBeLessThan(150)
    expect(JSON.stringify(rows)).not.toMatch(/wamid|1650/)
    const instants = Array.from({ length: 40 }, (_, index) => start + index * 3 * HOUR)
    const after = await processOn(place)
    expect(await answersOf(after.runtime, instants)).toEqual(folded(events, instants))
  })

  test('is among the templates that are known, after a restart, too', async () => {
    const place = memoryPlace()
    const before = await processOn(place)
    await before.runtime.record([sent('first', start, { account })])
    const after = await processOn(place)
    const expected = [
      {
        account,
        name: 'order_ready',
        language: 'en',
        status: 'APPROVED',
        since: start,
        category: null,
      },
    ]
    for (const { runtime } of [before, after]) expect(await runtime.templates(start)).toEqual(expected)
  })

  test('is of every account under which its phone number is seen later', async () => {
    const place = memoryPlace()
    const [one, other] = [await processOn(place), await processOn(place)]
    await one.runtime.record([sent('first', start)])
    await other.runtime.record([
      {
        type: 'customer-messaged',
        id: 'in',
        at: start + 1,
        phoneNumberId,
        customer,
        account,
        kind: 'text',
      },
    ])
    for (const { runtime } of [one, other])
      expect((await runtime.templates(start)).map((template) => template.account)).toEqual([account])
    expect(await answersOf(one.runtime, [start + DAY])).toEqual(await answersOf(other.runtime, [start + DAY]))
  })

  test('stays with its account when a process goes on that has not read the account of the number', async () => {
    const place = memoryPlace()
    const [one, other] = [await processOn(place), await processOn(place)]
    const wrote = (id: string, at: Instant): Event => ({
      type: 'customer-messaged',
      id,
      at,
      phoneNumberId,
      customer: `1650555000${id}`,
      kind: 'text',
    })
    const events = [wrote('1', start), sent('first', start + HOUR, { account }), wrote('2', start + 2 * HOUR)]
    for (const [index, event] of events.entries()) await [other, one][index % 2]?.runtime.record([event])
    // Another number, of an unknown account, may use what any account has.
    const key = { phoneNumberId: '200', customer }
    const at = start + 3 * HOUR
    expect(await other.runtime.ask(key, question, at)).toEqual(
      engine.ask(events.reduce(engine.evolve, emptyState), key, question, at),
    )
  })

  test('stays when the customer is erased to whom it was sent', async () => {
    const place = memoryPlace()
    const { runtime } = await processOn(place)
    await runtime.record([sent('first', start, { account })])
    await runtime.eraseCustomer(customer)
    expect((await runtime.templates(start)).map(({ name }) => name)).toEqual(['order_ready'])
  })
})
