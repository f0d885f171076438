import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agenda } from '../src/time/agenda.ts'
import { heap } from '../src/time/heap.ts'
import { durationOf, instantOf } from '../src/time/instant.ts'
import { holdsLater } from '../../core/test/support/check.ts'
import { customer, inWebhooks, noon, shop } from './support/shop.ts'

test('a heap gives what was put in, in order', () =>
  holdsLater(
    fc.array(fc.integer()),
    async (numbers) => {
      const one = heap<number>((a, b) => a < b)
      for (const number of numbers) one.push(number)
      const out = numbers.map(() => one.pop())
      return one.size() === 0 && JSON.stringify(out) === JSON.stringify(numbers.toSorted((a, b) => a - b))
    },
    200,
  ))

test('work is done in the order of its time, at its time, also work that work plans', () =>
  holdsLater(
    fc.array(fc.record({ at: fc.nat(1000), again: fc.option(fc.nat(500)) })),
    async (works) => {
      const one = agenda({ now: () => 0 }, 0)
      const done: number[] = []
      let isPunctual = true
      const work = (at: number): void => {
        done.push(at)
        isPunctual &&= one.now() === at
      }
      for (const { at, again } of works)
        one.plan(at, () => {
          work(at)
          if (again !== null) one.plan(at + again, () => work(at + again))
        })
      await one.advance(2000)
      const expected = works.flatMap(({ at, again }) => (again === null ? [at] : [at, at + again]))
      return isPunctual && one.now() === 2000 && done.join() === expected.toSorted((a, b) => a - b).join()
    },
    200,
  ))

test('moves wait for each other, and never go back', async () => {
  const one = agenda({ now: () => 0 }, 100)
  await Promise.all([one.advance(500), one.advance(200), one.advance(300)])
  expect(one.now()).toBe(500)
})

test('with a clock that runs, time goes on by itself from where it was moved to', async () => {
  let now = 1000
  const one = agenda({ now: () => now }, 5000)
  now += 10
  expect(one.now()).toBe(5010)
  await one.advance(9000)
  now += 5
  expect(one.now()).toBe(9005)
})

test('who has caught up with the clock is neither behind nor ahead of it, however long the work took', () =>
  holdsLater(
    fc.record({ past: fc.nat(5000), works: fc.array(fc.nat(6000)), takes: fc.nat(300) }),
    async ({ past, works, takes }) => {
      let now = 10_000
      const one = agenda({ now: () => now }, now - past)
      let done = 0
      for (const at of works)
        one.plan(10_000 - at, () => {
          done++
          now += takes
        })
      await one.advance(now - past)
      await one.catchUp()
      const isSame = one.now() === now
      now += 7
      return isSame && one.now() === now && done === works.length
    },
    200,
  ))

test('who is ahead of the clock stays ahead', async () => {
  let now = 1000
  const one = agenda({ now: () => now }, 5000)
  await one.catchUp()
  now += 10
  expect(one.now()).toBe(5010)
})

test('following the clock delivers by itself, and stops when told', async () => {
  let now = noon
  const one = shop({ clock: { now: () => now } })
  const stop = one.emulator.run()
  one.emulator.perform({ do: 'say', customer })
  await expect.poll(() => inWebhooks(one, 'messages').length).toBe(1)
  await stop()
  now += 10_000
  one.emulator.perform({ do: 'say', customer })
  expect(inWebhooks(one, 'messages')).toHaveLength(1)
})

test.each([
  ['PT1H', 3_600_000],
  ['P2DT3H4M5S', 183_845_000],
  ['PT0S', 0],
  ['P', null],
  ['PT', null],
  ['1H', null],
  ['-PT1H', null],
  [7, null],
])('the duration %j', (text, expected) => expect(durationOf(text)).toBe(expected))

test.each([
  ['2026-10-20T12:00:00Z', noon],
  ['2026-10-20T14:00:00.000+02:00', noon],
  ['2026-10-20', null],
  ['2026-10-20T12:00:00', null],
  ['2026-13-20T12:00:00Z', null],
  [null, null],
])('the instant %j', (text, expected) => expect(instantOf(text)).toBe(expected))
