import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockWatch, watchedFetch, watchedReader, type LogEntry } from '../src/index.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { start } from './support/world.ts'

const second = 1000

const watched = () => {
  const log: LogEntry[] = []
  const clock = { now: start }
  return { log, clock, watch: clockWatch({ now: () => clock.now, log: (entry) => log.push(entry) }) }
}

describe('law: nothing is said of the clock that is not so', () => {
  const evidence = fc.record({
    is: fc.constantFrom('webhook', 'answer'),
    after: fc.integer({ min: 0, max: 20 * second }),
    out: fc.integer({ min: 0, max: 5 * second }),
    back: fc.integer({ min: 0, max: 5 * second }),
  })

  test('the skew lies between none and the true one, whatever delays there are', async () => {
    await holdsLater(
      fc.record({
        skew: fc.integer({ min: -90 * second, max: 90 * second }),
        all: fc.array(evidence, { maxLength: 20 }),
      }),
      async ({ skew, all }) => {
        const { watch, clock } = watched()
        let truly = start
        for (const { is, after, out, back } of all) {
          truly += after
          clock.now = truly + skew + out + (is === 'webhook' ? 0 : back)
          // WhatsApp writes whole seconds.
          const date = Math.floor((is === 'webhook' ? truly : truly + out) / second) * second
          if (is === 'webhook') watch.received(date, truly + skew + out)
          else watch.dated(date, truly + skew, truly + out + back + skew)
          truly += out + back
          const told = watch.skew()
          if (skew >= 0 ? told < 0 || told > skew : told > 0 || told < skew) return false
        }
        return true
      },
    )
  })

  test('an answer without delay tells it to the second', async () => {
    await holdsLater(fc.integer({ min: -90 * second, max: 90 * second }), async (skew) => {
      const { watch, clock } = watched()
      clock.now = start + skew
      watch.dated(start, start + skew, start + skew)
      return Math.abs(watch.skew() - skew) <= second
    })
  })
})

test('a warning comes once as the clock is found wrong, and a line when it is right again', () => {
  const { watch, log, clock } = watched()
  watch.received(start + 1999, start)
  expect([watch.isOff(), log]).toEqual([false, []])
  watch.received(start + 3000, start)
  watch.received(start + 3000, start)
  watch.dated(start + 3000, start, start)
  expect(watch.isOff()).toBe(true)
  expect(log).toEqual([
    {
      level: 'warn',
      event: 'the clock of this machine is behind that of WhatsApp',
      at: start,
      seconds: -3,
    },
  ])
  // The clock is set right: the newest evidence contradicts the older.
  clock.now += 3000
  watch.dated(start + 3000, start + 3000, start + 3000)
  expect([watch.isOff(), log.length, log[1]?.event]).toEqual([false, 2, 'the clock is right again'])
  watch.dated(start - 60_000, start + 3000, start + 3000)
  expect(log[2]).toMatchObject({
    level: 'warn',
    event: 'the clock of this machine is ahead of that of WhatsApp',
    seconds: 62,
  })
})

test('what was learned is forgotten after two minutes', () => {
  const { watch, clock } = watched()
  watch.received(start + 5000, start)
  clock.now += 59_000
  expect(watch.skew()).toBe(-5000)
  clock.now += 2_000
  expect(watch.skew()).toBe(-5000)
  clock.now += 60_000
  expect([watch.skew(), watch.isOff()]).toEqual([0, false])
})

test('readers and fetches are compared with the clock, and hand on what they read', async () => {
  const { watch, clock } = watched()
  const read = watchedReader(
    () => ({
      events: [{ type: 'template-changed', id: 't', at: start + 7000, name: 'n', language: 'en' }],
      unread: [],
      echoes: [],
    }),
    watch,
  )
  expect(read('', { receivedAt: start }).events).toHaveLength(1)
  expect(watch.skew()).toBe(-7000)
  const answer = new Response('x', { headers: { date: new Date(start - 9000).toUTCString() } })
  const fetched = await watchedFetch(
    async () => answer,
    watch,
    () => clock.now,
  )('https://graph.test', {})
  expect([fetched, watch.skew()]).toEqual([answer, 8000])
  const kept = new Response('x', { headers: { date: new Date(start - 99_000).toUTCString(), age: '99' } })
  await watchedFetch(
    async () => kept,
    watch,
    () => clock.now,
  )('https://graph.test', {})
  expect(watch.skew()).toBe(8000)
})
