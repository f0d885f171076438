import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leapDetector, serverClock } from '../src/page/clock.ts'
import { paced } from '../src/page/server/pace.ts'
import { queueOf } from '../src/page/server/queue.ts'
import { holds, holdsLater } from '../../core/test/support/check.ts'
import { noon } from './support/threads.ts'
import { settled, virtualTime } from './support/virtual-time.ts'

describe('a pace', () => {
  it('is kept, however often one asks: once a second, never twice at a time, and once more after the last', () =>
    holdsLater(
      fc.tuple(fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 40 }), fc.nat({ max: 2500 })),
      async ([asks, takes]) => {
        const time = virtualTime()
        const begun: number[] = []
        let running = 0
        let most = 0
        const ask = paced(
          1000,
          async () => {
            begun.push(time.now())
            most = Math.max(most, ++running)
            await new Promise<void>((resolve) => time.later(resolve, takes))
            running--
          },
          { later: time.later, steady: time.now },
        )
        for (const at of asks) time.later(ask, at)
        await time.runAll()
        return (
          most === 1 &&
          begun[0] === Math.min(...asks) &&
          (begun.at(-1) ?? -1) >= Math.max(...asks) &&
          begun.every((at, index) => index === 0 || at - (begun[index - 1] ?? 0) >= 1000)
        )
      },
    ))
})

describe('a queue', () => {
  it('does a few at a time, the newest first, each name once', async () => {
    const queue = queueOf(2)
    const done: string[] = []
    const opened: (() => void)[] = []
    const job = (name: string) => () =>
      new Promise<void>((resolve) => {
        done.push(name)
        opened.push(resolve)
      })
    for (const name of ['a', 'b', 'c', 'd', 'c']) queue.add(name, job(name))
    expect(done).toEqual(['a', 'b'])
    while (opened.length > 0) {
      opened.shift()?.()
      await settled()
    }
    expect(done).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('the clock of the server', () => {
  it('runs on between its answers, whatever the machine believes', () => {
    holds([fc.integer(), fc.nat(), fc.nat()], (wall, asked, passed) => {
      const clock = serverClock(
        () => asked + passed,
        () => wall,
      )
      clock.record(noon, asked)
      return clock.now() === noon + passed
    })
  })

  it('is guessed before the first answer', () => {
    const clock = serverClock(
      () => 0,
      () => 7,
    )
    clock.record(null, 0)
    expect(clock.now()).toBe(7)
  })

  it('is asked for again once after the machine slept or its clock was set', () => {
    let [steady, wall] = [0, noon]
    const leapt = leapDetector(
      () => steady,
      () => wall,
    )
    const pass = (steadily: number, onTheWall: number): boolean => {
      steady += steadily
      wall += onTheWall
      return leapt()
    }
    expect([
      pass(1000, 1000),
      pass(1000, 1900),
      pass(1000, 3_600_000),
      pass(1000, 1000),
      pass(1000, -9000),
    ]).toEqual([false, false, true, false, true])
  })
})
