import fc from 'fast-check'
import { DAY, HOUR, MINUTE, toIso, type Event, type Instant } from '@guichet/core'
import { expect, test } from 'vitest'
import { holdsLater } from '../../core/test/support/check.ts'
import { memoryStore } from '../src/index.ts'
import { noticedWorld } from './support/noticed.ts'
import { bodyOf } from './support/world.ts'

const phoneNumberId = '100'
const customers = ['33639980001', '33639980002']

interface Happening {
  /** Since the one before. */
  readonly after: number
  readonly who: number
  /** How long before now it was written: webhooks come late. */
  readonly late: number
  readonly restarts: boolean
}

const happening: fc.Arbitrary<Happening> = fc.record({
  after: fc.constantFrom(MINUTE, HOUR, 11 * HOUR, 23 * HOUR, 23 * HOUR + 30 * MINUTE, DAY, 30 * HOUR),
  who: fc.nat({ max: customers.length - 1 }),
  late: fc.constantFrom(0, 0, 0, 5 * MINUTE, 23 * HOUR + 45 * MINUTE, 25 * HOUR),
  restarts: fc.boolean(),
})

/** By the sentence: a window ends when 24 hours passed since the last message that came by then. */
const expected = (
  messages: readonly { readonly who: number; readonly at: Instant; readonly cameAt: Instant }[],
  before: number,
  end: Instant,
): readonly string[] =>
  customers.flatMap((customer, who) => {
    const own = messages.filter((one) => one.who === who)
    /** Until when the window is open, by what had come by an instant. */
    const closesBy = (now: Instant): Instant =>
      Math.max(...own.filter(({ cameAt }) => cameAt <= now).map(({ at }) => at + DAY))
    return [...new Set(own.map(({ at }) => at + DAY))].flatMap((closesAt) => {
      const first = Math.min(...own.filter(({ at }) => at + DAY === closesAt).map(({ cameAt }) => cameAt))
      const at = (due: Instant): Instant => Math.max(due, first)
      // What comes at the very instant comes after the look.
      const isNewest = (due: Instant): boolean =>
        closesBy(at(due) === first ? first : at(due) - 1) === closesAt
      const holds = (due: Instant): boolean => at(due) <= end && isNewest(due)
      const name = `${customer} ${toIso(closesAt)}`
      return [
        ...(holds(closesAt - before) && at(closesAt - before) < closesAt ? [`window-closing ${name}`] : []),
        ...(holds(closesAt) ? [`window-closed ${name}`] : []),
      ]
    })
  })

test('each end of a window is announced in time and once, whatever comes late and whenever it starts anew', async () => {
  await holdsLater(
    fc.record({
      happenings: fc.array(happening, { minLength: 1, maxLength: 6 }),
      before: fc.constantFrom(15 * MINUTE, HOUR, 2 * HOUR),
    }),
    async ({ happenings, before }) => {
      let world = noticedWorld({ store: memoryStore(), closingBefore: before })
      const messages: { who: number; at: Instant; cameAt: Instant }[] = []
      /** Time passes, and somebody looks at each instant at which something is due. */
      const pass = async (time: number): Promise<void> => {
        const until = world.clock.now + time
        const dues = messages.flatMap(({ at }) => [at + DAY - before, at + DAY])
        const stops = [...new Set([...dues, until])].filter((at) => at > world.clock.now && at <= until)
        for (const stop of stops.toSorted((one, other) => one - other)) {
          world.clock.now = stop
          await world.settle()
        }
      }
      for (const { after, who, late, restarts } of happenings) {
        await pass(after)
        if (restarts) world = await world.restarted()
        const [at, customer = ''] = [world.clock.now - late, customers[who]]
        messages.push({ who, at, cameAt: world.clock.now })
        const event: Event = {
          type: 'customer-messaged',
          id: `in ${messages.length}`,
          at,
          kind: 'text',
          phoneNumberId,
          customer,
        }
        await world.runtime.receive(bodyOf([event]))
        await world.settle()
      }
      await pass(2 * DAY)
      const got = world.got.map(
        ({ type, customer, closesAt, closedAt }) => `${type} ${customer} ${closesAt ?? closedAt}`,
      )
      await world.runtime.close()
      expect(got.toSorted()).toEqual(expected(messages, before, world.clock.now).toSorted())
      for (const customer of customers) {
        const own = got.filter((one) => one.includes(customer))
        const ends = own.map((one) => one.slice(-24))
        expect(ends).toEqual(ends.toSorted())
      }
      return true
    },
    25,
  )
}, 60_000)
